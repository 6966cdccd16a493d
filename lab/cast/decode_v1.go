package cast

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// v1Source holds the events of a v1 file and, if it is damaged, where.
type v1Source struct {
	events []Event
	end    error // io.EOF or *Damage
}

func (s *v1Source) next() (Event, error) {
	if len(s.events) == 0 {
		return Event{}, s.end
	}
	ev := s.events[0]
	s.events = s.events[1:]
	return ev, nil
}

// readV1 reads the object key by key, so that a file cut short still gives
// its header and the events before the cut.
func readV1(r io.Reader) (Header, *v1Source, error) {
	lines := &lineCounter{r: io.LimitedReader{R: r, N: maxV1 + 1}}
	p := &v1Parser{
		dec:    json.NewDecoder(lines),
		fields: map[string]json.RawMessage{},
		clock:  clock{intervals: true},
	}
	damage := p.object()
	switch {
	case lines.err != nil:
		return Header{}, nil, &Error{Kind: KindRead, Err: lines.err}
	case lines.r.N <= 0:
		return Header{}, nil, tooMany(KindTooLong, maxV1)
	}
	h, err := p.header()
	if err != nil {
		return Header{}, nil, noHeader(err, damage)
	}
	s := &v1Source{events: p.events, end: io.EOF}
	if damage != nil {
		s.end = &Damage{Line: 1 + lines.before(p.dec.Buffered()), Offset: p.dec.InputOffset(), Err: damage}
	}
	return h, s, nil
}

// A lineCounter counts the lines that a decoder has read.
type lineCounter struct {
	r     io.LimitedReader
	lines int
	err   error // that is not the end
}

func (c *lineCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.lines += bytes.Count(p[:n], []byte("\n"))
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// before is how many lines end before what is still in the decoder's buffer.
func (c *lineCounter) before(buffered io.Reader) int {
	rest, _ := io.ReadAll(buffered) // from memory
	return c.lines - bytes.Count(rest, []byte("\n"))
}

// noHeader prefers the damage to the fields that are missing for it.
func noHeader(err, damage error) error {
	var e *Error
	if damage != nil && errors.As(err, &e) && e.Kind != KindSize {
		return damage
	}
	return err
}

type v1Parser struct {
	dec    *json.Decoder
	fields map[string]json.RawMessage // the header's keys
	events []Event
	clock  clock
}

// v1Keys are those of the header; others are not kept.
var v1Keys = map[string]bool{
	"version": true, "width": true, "height": true, "duration": true, "command": true, "title": true, "env": true,
}

func (p *v1Parser) object() error {
	if err := p.delim('{'); err != nil {
		return err
	}
	for p.dec.More() {
		key, err := p.dec.Token()
		if err != nil {
			return v1Error(err)
		}
		name, _ := key.(string)
		if name == "stdout" {
			err = p.frames()
		} else {
			err = p.field(name)
		}
		if err != nil {
			return err
		}
	}
	return p.delim('}')
}

func (p *v1Parser) field(name string) error {
	var raw json.RawMessage
	if err := p.dec.Decode(&raw); err != nil {
		return v1Error(err)
	}
	if len(raw) > maxHeader {
		return tooMany(KindTooLong, maxHeader)
	}
	if v1Keys[name] {
		p.fields[name] = raw
	}
	return nil
}

func (p *v1Parser) frames() error {
	if err := p.delim('['); err != nil {
		return err
	}
	for p.dec.More() {
		var frame json.RawMessage
		if err := p.dec.Decode(&frame); err != nil {
			return v1Error(err)
		}
		if err := p.frame(frame); err != nil {
			return err
		}
	}
	return p.delim(']')
}

func (p *v1Parser) frame(frame []byte) error {
	var raw [3]element
	if err := elements(frame, raw[:]); err != nil {
		return &Error{Kind: KindSyntax, Err: err}
	}
	delay, okT, err := raw[0].number()
	if err != nil {
		return &Error{Kind: KindTime, Err: err}
	}
	data, okD := raw[1].text()
	if !okT || !okD || raw[2] != nil {
		return &Error{Kind: KindSyntax, Detail: "frame is not [number, string]"}
	}
	if err := p.clock.advance(delay); err != nil {
		return err
	}
	if len(p.events) == MaxEvents {
		return tooMany(KindEvents, MaxEvents)
	}
	p.events = append(p.events, Event{Time: p.clock.last, Code: Output, Data: data})
	return nil
}

func (p *v1Parser) delim(want json.Delim) error {
	t, err := p.dec.Token()
	if err != nil {
		return v1Error(err)
	}
	if t != want {
		return &Error{Kind: KindSyntax, Detail: "expected " + want.String()}
	}
	return nil
}

func (p *v1Parser) header() (Header, error) {
	b, err := json.Marshal(p.fields)
	if err != nil {
		return Header{}, &Error{Kind: KindSyntax, Err: err}
	}
	var j jsonHeader
	if err := json.Unmarshal(b, &j); err != nil {
		return Header{}, headerError(err)
	}
	if j.Version != 1 { // a v2 or v3 header would have been on one line
		return Header{}, &Error{Kind: KindSyntax, Detail: "not an asciicast"}
	}
	return j.header()
}

func v1Error(err error) error {
	kind := KindSyntax
	var t *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		kind = KindTruncated
	case errors.As(err, &t):
		kind = KindTime // only a number can fail to fit into any
	}
	return &Error{Kind: kind, Err: err}
}
