package cast

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// readV1 reads the header and all events. It reads the object key by key, so
// that a file cut short still gives its header and the events before the cut.
func (d *decoder) readV1(r io.Reader) error {
	limited := &io.LimitedReader{R: r, N: maxV1 + 1}
	var lines lineCounter
	p := &v1Parser{
		dec:    json.NewDecoder(io.TeeReader(limited, &lines)),
		fields: map[string]json.RawMessage{},
		clock:  clock{intervals: true},
	}
	damage := p.object()
	var e *Error
	switch {
	case errors.As(damage, &e) && e.Kind == KindRead:
		return e
	case limited.N <= 0:
		return TooMany(KindTooLong, maxV1)
	}
	var err error
	if d.header, err = p.header(); err != nil {
		return noHeader(err, damage)
	}
	d.v1, d.v1End = p.events, io.EOF
	if damage != nil {
		rest, _ := io.ReadAll(p.dec.Buffered()) // from memory
		d.v1End, d.line, d.offset = damage, 1+int(lines)-bytes.Count(rest, newline), p.dec.InputOffset()
	}
	return nil
}

// A lineCounter counts the lines that are written to it.
type lineCounter int

var newline = []byte("\n")

func (c *lineCounter) Write(p []byte) (int, error) {
	*c += lineCounter(bytes.Count(p, newline))
	return len(p), nil
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
		return TooMany(KindTooLong, maxHeader)
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
		if err := p.frame(); err != nil {
			return err
		}
	}
	return p.delim(']')
}

func (p *v1Parser) frame() error {
	var delay float64
	var data string
	var more *int
	elements := [3]any{&delay, &data, &more}
	if err := p.dec.Decode(&elements); err != nil {
		return v1Error(err)
	}
	if elements[0] == nil || elements[1] == nil || elements[2] != nil {
		return &Error{Kind: KindSyntax, Detail: "frame is not [number, string]"}
	}
	if err := p.clock.advance(delay); err != nil {
		return err
	}
	if len(p.events) == MaxEvents {
		return TooMany(KindEvents, MaxEvents)
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
	var f fileHeader
	if err := json.Unmarshal(b, &f); err != nil {
		return Header{}, headerError(err)
	}
	if f.Version != 1 { // a v2 or v3 header would have been on one line
		return Header{}, &Error{Kind: KindSyntax, Detail: "not an asciicast"}
	}
	return f.header()
}

func v1Error(err error) error {
	kind := KindRead
	var syntax *json.SyntaxError
	var t *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		kind = KindTruncated
	case isTooLarge(err):
		kind = KindTime
	case errors.As(err, &syntax), errors.As(err, &t):
		kind = KindSyntax
	}
	return &Error{Kind: kind, Err: err}
}
