package term

import (
	"io"
	"sync"
)

// An ErrWriter writes where no person watches, to a file or a pipe. It keeps the
// first error, so that nothing succeeds whose output is lost.
type ErrWriter struct {
	w      io.Writer
	mu     sync.Mutex
	err    error
	broken chan struct{} // closed with the first error
}

// NewErrWriter makes an ErrWriter to w.
func NewErrWriter(w io.Writer) *ErrWriter { return &ErrWriter{w: w, broken: make(chan struct{})} }

// Write implements io.Writer.
func (e *ErrWriter) Write(b []byte) (int, error) {
	n, err := e.w.Write(b)
	if err != nil {
		e.mu.Lock()
		defer e.mu.Unlock()
		if e.err == nil {
			e.err = err
			close(e.broken)
		}
	}
	return n, err
}

// Broken gives a channel that is closed when something has been lost.
func (e *ErrWriter) Broken() <-chan struct{} { return e.broken }

// Err is the first error.
func (e *ErrWriter) Err() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.err
}
