package cast

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"time"
)

// Decoder reads an asciicast file of version 1, 2 or 3 event by event
// (https://docs.asciinema.org/manual/asciicast/v1/, v2/ and v3/). It holds one
// line in memory, at most MaxLine bytes; the events of v1, which is one JSON
// object, are held whole.
type Decoder struct {
	r      *bufio.Reader
	header Header
	v1     *v1Source // nil for v2 and v3
	buf    []byte
	line   int   // of the line last read, from 1
	offset int64 // of the start of that line
	next   int64 // of the line after it
	clock  clock
	err    error   // sticky: io.EOF or *Damage
	budget *Budget // nil: none
}

// NewDecoder reads the header from r; it blocks as r does. What is not an
// asciicast with a good header gives an *Error of kind KindSyntax,
// KindEmpty, KindTruncated, KindVersion, KindSize, KindTime, KindTooLong or KindRead.
func NewDecoder(r io.Reader) (*Decoder, error) {
	d := &Decoder{r: bufio.NewReaderSize(r, 64<<10)}
	line, err := d.readLine()
	if err == io.EOF {
		return nil, &Error{Kind: KindEmpty}
	}
	var e *Error
	if errors.As(err, &e) && e.Kind == KindRead {
		return nil, e
	}
	if err != nil || !json.Valid(line) || isV1(line) {
		// A v1 object may span lines; buf is line with its newline.
		d.header, d.v1, err = readV1(io.MultiReader(bytes.NewReader(d.buf), d.r))
		return d, err
	}
	if len(line) > maxHeader {
		return nil, tooMany(KindTooLong, maxHeader)
	}
	var j jsonHeader
	if err := json.Unmarshal(line, &j); err != nil {
		return nil, headerError(err)
	}
	d.header, err = j.header()
	d.clock.intervals = d.header.Version == 3
	return d, err
}

// headerError tells a size or version that fits no int from other damage.
func headerError(err error) error {
	var t *json.UnmarshalTypeError
	kind := KindSyntax
	if errors.As(err, &t) {
		switch t.Field {
		case "width", "height", "term.cols", "term.rows":
			kind = KindSize
		case "version":
			kind = KindVersion
		}
	}
	return &Error{Kind: kind, Err: err}
}

func isV1(line []byte) bool {
	var v struct{ Version int }
	return json.Unmarshal(line, &v) == nil && v.Version == 1
}

// Header returns the header read by NewDecoder.
func (d *Decoder) Header() Header { return d.header }

// Next returns the next event; it blocks as the reader does. The end is
// io.EOF; a file cut short or corrupt gives its good events, then a *Damage.
// Both are returned again by later calls. A time before the previous one is
// raised to it. Events of one-letter codes not known here are returned too,
// those of longer codes are skipped.
func (d *Decoder) Next() (Event, error) {
	if d.v1 != nil {
		return d.counted(d.v1.next())
	}
	for d.err == nil {
		line, err := d.readLine()
		if err == io.EOF {
			d.err = err
			break
		}
		var ev Event
		var ok bool
		if err == nil {
			ev, ok, err = d.parse(line)
		}
		if err == nil {
			err = d.budget.event(max(len(ev.Data), len(line)/maxEscape))
		}
		if err != nil {
			d.err = &Damage{Line: d.line, Offset: d.offset, Err: err}
		} else if ok {
			return ev, nil
		}
	}
	return Event{}, d.err
}

// maxEscape is how many bytes of a file a byte of data takes at most. Lines
// that show nothing count, and what a line has besides its data: a file
// without end may have nothing else.
const maxEscape = 6

// counted is an event of version 1 of which the budget knows.
func (d *Decoder) counted(ev Event, err error) (Event, error) {
	if d.err == nil && err == nil {
		if over := d.budget.event(len(ev.Data)); over != nil {
			d.err = &Damage{Line: d.line, Offset: d.offset, Err: over}
		}
	}
	if d.err != nil {
		return Event{}, d.err
	}
	return ev, err
}

// parse returns ok false for a line that is no event to be shown.
func (d *Decoder) parse(line []byte) (ev Event, ok bool, err error) {
	line = bytes.TrimSpace(line)
	if len(line) == 0 || line[0] == '#' && d.header.Version == 3 {
		return Event{}, false, nil
	}
	var raw [3]element
	if err := elements(line, raw[:]); err != nil {
		return Event{}, false, eventError(err, line)
	}
	if raw[2] == nil {
		return Event{}, false, &Error{Kind: KindSyntax, Detail: "event of fewer than 3 elements"}
	}
	seconds, okT, err := raw[0].number()
	if err != nil {
		return Event{}, false, &Error{Kind: KindTime, Err: err}
	}
	code, okC := raw[1].text()
	data, okD := raw[2].text()
	if !okT || !okC || !okD {
		return Event{}, false, &Error{Kind: KindSyntax, Detail: "event is not [number, string, string]"}
	}
	if err := d.clock.advance(seconds); err != nil {
		return Event{}, false, err
	}
	if len(code) != 1 {
		return Event{}, false, nil
	}
	return Event{Time: d.clock.last, Code: code[0], Data: data}, true, nil
}

// eventError tells a line cut short from other damage.
func eventError(err error, line []byte) error {
	kind := KindSyntax
	if line[len(line)-1] != ']' {
		kind = KindTruncated
	}
	return &Error{Kind: kind, Err: err}
}

// clock turns the times of a file into times since its start.
type clock struct {
	intervals bool // times are intervals: v1 and v3
	last      time.Duration
}

func (c *clock) advance(seconds float64) error {
	t, err := duration(seconds)
	if err != nil {
		return err
	}
	if c.intervals {
		t += c.last
	}
	if t > MaxTime {
		return &Error{Kind: KindTime, Detail: t.String()}
	}
	c.last = max(t, c.last)
	return nil
}

// duration is Seconds of a number that is in bounds.
func duration(seconds float64) (time.Duration, error) {
	if !validSeconds(seconds) {
		return 0, &Error{Kind: KindTime, Detail: strconv.FormatFloat(seconds, 'g', -1, 64)}
	}
	return Seconds(seconds), nil
}

// Seconds is a time that a file has as seconds, in whole microseconds, the
// precision of the formats: rounded, since most decimals have no exact float.
// Below 0 it is 0, above MaxTime it is MaxTime.
func Seconds(s float64) time.Duration {
	if !(s > 0) { // nor a number
		return 0
	}
	return time.Duration(math.Round(min(s, MaxTime.Seconds())*1e6)) * time.Microsecond
}

// readLine returns the next line without its newline, valid until the next
// call. Over MaxLine it returns what it has and KindTooLong.
func (d *Decoder) readLine() ([]byte, error) {
	d.line++
	d.offset = d.next
	d.buf = d.buf[:0]
	for {
		part, err := d.r.ReadSlice('\n')
		d.buf = append(d.buf, part...)
		d.next += int64(len(part))
		switch {
		case len(d.buf) > MaxLine:
			return d.buf, tooMany(KindTooLong, MaxLine)
		case err == nil:
			return d.buf[:len(d.buf)-1], nil
		case err == io.EOF && len(d.buf) > 0:
			return d.buf, nil
		case err == io.EOF:
			return nil, io.EOF
		case err != bufio.ErrBufferFull:
			return d.buf, &Error{Kind: KindRead, Err: err}
		}
	}
}
