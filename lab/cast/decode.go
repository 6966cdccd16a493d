package cast

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A decoder reads an asciicast file of version 1, 2 or 3 event by event
// (https://docs.asciinema.org/manual/asciicast/v1/, v2/ and v3/). It holds one
// line in memory, at most MaxLine bytes; the events of v1, which is one JSON
// object, are held whole.
type decoder struct {
	r      *bufio.Reader
	header Header
	v1     []Event // those of a v1 file that were not given yet
	v1End  error   // what comes after them: io.EOF, or what is wrong with the file
	buf    []byte
	line   int   // of the line last read, from 1
	offset int64 // of the start of that line
	next   int64 // of the line after it
	clock  clock
	err    error // of all later calls: io.EOF or *Damage
	budget *Budget

	elements struct { // of an event; here, because that allocates once
		all     [3]any // pointers to the others
		seconds float64
		code    string
		data    string
	}
}

// newDecoder reads the header from r; it blocks as r does. The events are
// counted in b, which may be nil. What is not an asciicast with a good header
// gives an *Error of kind KindSyntax, KindEmpty, KindTruncated, KindVersion,
// KindSize, KindTime, KindTooLong or KindRead.
func newDecoder(b *Budget, r io.Reader) (*decoder, error) {
	d := &decoder{r: bufio.NewReaderSize(r, 64<<10), budget: b}
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
		return d, d.readV1(io.MultiReader(bytes.NewReader(d.buf), d.r))
	}
	if len(line) > maxHeader {
		return nil, TooMany(KindTooLong, maxHeader)
	}
	var f fileHeader
	if err := json.Unmarshal(line, &f); err != nil {
		return nil, headerError(err)
	}
	d.header, err = f.header()
	d.clock.intervals = d.header.Version == 3
	return d, err
}

// headerError tells a size or version that fits no int from other damage.
func headerError(err error) error {
	var t *json.UnmarshalTypeError
	kind := KindSyntax
	if errors.As(err, &t) {
		switch strings.TrimPrefix(t.Field, "Header.") {
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

// Next returns the next event; it blocks as the reader does. The end is
// io.EOF; a file cut short or corrupt gives its good events, then a *Damage.
// Both are returned again by later calls. A time before the previous one is
// raised to it. Events of one-letter codes not known here are returned too,
// those of longer codes are skipped.
func (d *decoder) Next() (Event, error) {
	for d.err == nil {
		ev, size, err := d.read()
		if err == nil {
			err = d.budget.event(size)
		}
		switch {
		case err == io.EOF:
			d.err = err
		case err != nil:
			d.err = &Damage{Line: d.line, Offset: d.offset, Err: err}
		case ev.Code != 0:
			return ev, nil
		}
	}
	return Event{}, d.err
}

// maxEscape is how many bytes of a file a byte of data takes at most. Lines
// that show nothing count, and what a line has besides its data: a file
// without end may have nothing else.
const maxEscape = 6

// read reads what comes next, and says as how many bytes of data it counts.
// What is no event to be shown has no code.
func (d *decoder) read() (ev Event, size int, err error) {
	if d.header.Version == 1 {
		if len(d.v1) == 0 {
			return Event{}, 0, d.v1End
		}
		ev, d.v1 = d.v1[0], d.v1[1:]
		return ev, len(ev.Data), nil
	}
	line, err := d.readLine()
	if err == nil {
		ev, err = d.parse(line)
	}
	return ev, max(len(ev.Data), len(line)/maxEscape), err
}

func (d *decoder) parse(line []byte) (Event, error) {
	line = bytes.TrimSpace(line)
	if len(line) == 0 || line[0] == '#' && d.header.Version == 3 {
		return Event{}, nil
	}
	e := &d.elements
	e.all = [3]any{&e.seconds, &e.code, &e.data} // the rest is skipped, whatever it is
	err := json.Unmarshal(line, &e.all)
	switch {
	case slices.Contains(e.all[:], nil): // missing, or null
		return Event{}, &Error{Kind: KindSyntax, Detail: "event is not [number, string, string]"}
	case err != nil || line[0] != '[':
		return Event{}, eventError(err, line)
	}
	if err := d.clock.advance(e.seconds); err != nil || len(e.code) != 1 {
		return Event{}, err
	}
	return Event{Time: d.clock.last, Code: e.code[0], Data: e.data}, nil
}

// eventError tells a number that is too large, and a line cut short, from other
// damage.
func eventError(err error, line []byte) error {
	kind := KindSyntax
	switch {
	case isTooLarge(err):
		kind = KindTime
	case line[len(line)-1] != ']':
		kind = KindTruncated
	}
	return &Error{Kind: kind, Err: err}
}

// isTooLarge tells whether err is that of a number that no float64 holds.
func isTooLarge(err error) bool {
	var t *json.UnmarshalTypeError
	return errors.As(err, &t) && t.Type.Kind() == reflect.Float64 && strings.HasPrefix(t.Value, "number")
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
func (d *decoder) readLine() ([]byte, error) {
	d.line++
	d.offset = d.next
	d.buf = d.buf[:0]
	for {
		part, err := d.r.ReadSlice('\n')
		d.buf = append(d.buf, part...)
		d.next += int64(len(part))
		switch {
		case len(d.buf) > MaxLine:
			return d.buf, TooMany(KindTooLong, MaxLine)
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
