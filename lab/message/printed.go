package message

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math"
	"sync/atomic"

	"socklab/lab/echo"
	"socklab/lab/pyrepr"
	"socklab/lab/term"
)

// PrintOptions say how an answer is shown.
type PrintOptions struct {
	Out     *term.Output
	Message []byte // nil: not known before
	BufSize int    // bytes that come at a time
	Limit   int64  // bytes that are kept; 0: no limit
	Most    int64  // bytes that are shown; 0: no limit
	Cut     string // the line that tells how many more there are
}

// Printed shows the answer as the course does, when it is complete. What
// equals the message is not kept a second time: many clients may send it.
type Printed struct {
	o       PrintOptions
	same    int          // bytes that the answer begins with, and the message too
	data    *echo.Buffer // what comes behind them
	outward atomic.Int64 // bytes that were sent: an echo has as many
}

// Print makes a reply that is shown.
func Print(o PrintOptions) *Printed { return &Printed{o: o, data: echo.NewBuffer(o.BufSize)} }

// Sent counts.
func (r *Printed) Sent(b []byte) { r.outward.Add(int64(len(b))) }

// Received gives an *echo.TooLarge where the answer is longer than is kept,
// and than what was sent.
func (r *Printed) Received(b []byte) error {
	all := int64(r.same) + r.data.Len() + int64(len(b))
	if most := max(r.o.Limit, r.outward.Load()); r.o.Limit > 0 && all > most {
		return &echo.TooLarge{Limit: most}
	}
	if r.data.Len() == 0 && bytes.HasPrefix(r.o.Message[r.same:], b) {
		r.same += len(b)
		return nil
	}
	room, err := r.data.Room()
	if err != nil {
		return err
	}
	copy(room, b)
	return r.data.Filled(len(b))
}

// each passes the answer on, part by part.
func (r *Printed) each(f func([]byte) error) error {
	if err := f(r.o.Message[:r.same]); err != nil {
		return err
	}
	return r.data.Each(f)
}

// Done shows the answer.
func (r *Printed) Done() error {
	defer r.data.Reset()
	quote := quoteOf(r.each)
	return r.o.Out.Write(func(w *bufio.Writer) error {
		_, err := fmt.Fprintf(w, "Received b%c", quote)
		left := int64(math.MaxInt64)
		if r.o.Most > 0 {
			left = r.o.Most
		}
		if err == nil {
			err = r.each(func(b []byte) error {
				n := min(int64(len(b)), left)
				left -= n
				return writeRepr(w, b[:n], quote)
			})
		}
		if err == nil {
			_, err = fmt.Fprintf(w, "%c\n", quote)
		}
		if more := int64(r.same) + r.data.Len() - r.o.Most; r.o.Most > 0 && more > 0 && err == nil {
			_, err = fmt.Fprintf(w, r.o.Cut+"\n", more)
		}
		return err
	})
}

// Drop shows nothing.
func (r *Printed) Drop() { r.data.Reset() }

// quoteOf is pyrepr.Quote over all parts.
func quoteOf(each func(func([]byte) error) error) byte {
	var kinds []byte
	_ = each(func(b []byte) error { // the function never fails
		for _, q := range []byte{'\'', '"'} {
			if bytes.IndexByte(b, q) >= 0 {
				kinds = append(kinds, q)
			}
		}
		return nil
	})
	return pyrepr.Quote(kinds)
}

// writeRepr writes in pieces: the text may be four times as long as b.
func writeRepr(w io.Writer, b []byte, quote byte) error {
	var buf []byte
	for len(b) > 0 {
		n := min(len(b), 8<<10)
		buf = pyrepr.Append(buf[:0], b[:n], quote)
		if _, err := w.Write(buf); err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}
