package event

import (
	"io"
	"sync"
	"time"
)

// flushEvery bounds how long a finished call stays out of the file, so that a
// killed process loses no more than that.
const flushEvery = 50 * time.Millisecond

// flushAt bounds what is kept in memory, in bytes.
const flushAt = 32 << 10

// A Writer is a Sink that writes each finished call as a JSON line.
type Writer struct {
	mu    sync.Mutex
	w     io.Writer
	buf   []byte
	timer *time.Timer
	armed bool
	last  time.Time // of a flush
	err   error
}

// NewWriter writes to w, which it does not close.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Begin writes what has ended before a call that may wait for long: who reads
// along need not wait, too. It does not where much is going on.
func (w *Writer) Begin(*Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.buf) > 0 && time.Since(w.last) >= flushEvery {
		w.flush()
	}
}

// End writes e, at the latest flushEvery later.
func (w *Writer) End(e *Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = AppendJSON(w.buf, e)
	if len(w.buf) >= flushAt {
		w.flush()
		return
	}
	w.arm()
}

func (w *Writer) arm() {
	switch {
	case w.armed:
		return
	case w.timer == nil: // not before: Go's first timer takes the small descriptors
		w.timer = time.AfterFunc(flushEvery, func() { _ = w.Flush() }) // err keeps it
	default:
		w.timer.Reset(flushEvery)
	}
	w.armed = true
}

// Flush writes what is held back and returns the first error of any write.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
	return w.err
}

func (w *Writer) flush() {
	w.armed, w.last = false, time.Now()
	if len(w.buf) > 0 && w.err == nil {
		_, w.err = w.w.Write(w.buf)
	}
	w.buf = w.buf[:0]
}
