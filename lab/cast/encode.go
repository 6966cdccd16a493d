package cast

import (
	"io"
	"strconv"
	"time"

	"socklab/lab/vt"
)

// maxOutput is how many bytes of output go into one event. JSON makes of a
// byte 6 at most, so the line stays under MaxLine.
const maxOutput = 1 << 20

// Writer writes an asciicast file, v2 or v3
// (https://docs.asciinema.org/manual/asciicast/v2/ and v3/). Each event is a
// whole line handed over in one Write, so that a process killed in between
// leaves a readable file. It is for one goroutine at a time, and blocks as the
// underlying writer does. The first error is returned by all later calls.
type Writer struct {
	w       io.Writer
	version int
	line    []byte // reused
	held    []byte // the start of a UTF-8 sequence, at most 3 bytes
	last    time.Duration
	written time.Duration // v3: the sum of the intervals written
	err     error
}

// NewWriter writes the header h; h.Version is 2 or 3. It returns an *Error of
// kind KindVersion, KindSize, KindTime or KindWrite.
func NewWriter(w io.Writer, h Header) (*Writer, error) {
	line, err := h.line()
	if err != nil {
		return nil, err
	}
	cw := &Writer{w: w, version: h.Version, line: make([]byte, 0, 64<<10)}
	return cw, cw.send(line)
}

// Write writes one event. A time before the last is raised to it; a time that
// is negative or beyond MaxTime, a code that is no printable ASCII, and data
// too long for a line are refused (KindTime, KindSyntax, KindTooLong) and
// leave the Writer usable. Bytes that are not UTF-8 become U+FFFD.
func (w *Writer) Write(e Event) error {
	if e.Code <= ' ' || e.Code > '~' {
		return &Error{Kind: KindSyntax, Detail: "event code " + strconv.Itoa(int(e.Code))}
	}
	if len(e.Data) > MaxLine/maxEscape-64 {
		return &Error{Kind: KindTooLong, Detail: strconv.Itoa(len(e.Data))}
	}
	return writeEvent(w, e.Time, e.Code, e.Data)
}

// WriteOutput writes p as output at t. A UTF-8 sequence that p breaks off is
// held back until a later call completes it. It does not keep p.
func (w *Writer) WriteOutput(t time.Duration, p []byte) error {
	for len(w.held) > 0 && len(p) > 0 {
		w.held = append(w.held, p[0])
		p = p[1:]
		if err := w.release(t, vt.IncompleteTail(w.held)); err != nil {
			return err
		}
	}
	for len(p) > 0 {
		part := p[:min(len(p), maxOutput)]
		n := len(part) - vt.IncompleteTail(part)
		if n == 0 {
			w.held = append(w.held, part...)
			break
		}
		if err := writeEvent(w, t, Output, part[:n]); err != nil {
			return err
		}
		p = p[n:]
	}
	return w.err
}

// Flush writes what is held back of an unfinished UTF-8 sequence.
func (w *Writer) Flush(t time.Duration) error {
	if len(w.held) == 0 {
		return w.err
	}
	return w.release(t, 0)
}

// Close flushes and ends the recording with an empty output event at t, so
// that it lasts until then; later calls fail with KindClosed. The underlying
// writer stays open.
func (w *Writer) Close(t time.Duration) error {
	if err := w.Flush(t); err != nil {
		return err
	}
	if err := w.Write(Event{Time: t, Code: Output}); err != nil {
		return err
	}
	w.err = &Error{Kind: KindClosed}
	return nil
}

// release writes what is held but for its last keep bytes.
func (w *Writer) release(t time.Duration, keep int) error {
	n := len(w.held) - keep
	if n == 0 {
		return nil
	}
	err := writeEvent(w, t, Output, w.held[:n])
	w.held = append(w.held[:0], w.held[n:]...)
	return err
}

// writeEvent writes an event as a line.
func writeEvent[T string | []byte](w *Writer, t time.Duration, code byte, data T) error {
	if w.err != nil {
		return w.err
	}
	if t < 0 || t > MaxTime {
		return &Error{Kind: KindTime, Detail: t.String()}
	}
	w.last = max(w.last, t)
	w.line = append(w.line[:0], '[')
	if w.version == 3 {
		w.line = appendSeconds(w.line, w.interval(), 3)
	} else {
		w.line = appendSeconds(w.line, w.last.Round(time.Microsecond), 6)
	}
	w.line = append(w.line, ", "...)
	w.line = appendJSON(w.line, string(rune(code)))
	w.line = append(w.line, ", "...)
	w.line = appendJSON(w.line, data)
	w.line = append(w.line, "]\n"...)
	return w.send(w.line)
}

// interval returns the time since the previous event in whole milliseconds. It
// rounds the time since the start, not the interval, so that the errors never
// add up.
func (w *Writer) interval() time.Duration {
	at := w.last.Round(time.Millisecond)
	d := at - w.written
	w.written = at
	return d
}

func (w *Writer) send(line []byte) error {
	n, err := w.w.Write(line)
	if err == nil && n < len(line) {
		err = io.ErrShortWrite
	}
	if err != nil {
		w.err = &Error{Kind: KindWrite, Err: err}
	}
	return w.err
}

func appendSeconds(b []byte, d time.Duration, decimals int) []byte {
	return strconv.AppendFloat(b, d.Seconds(), 'f', decimals, 64)
}
