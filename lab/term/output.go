package term

import (
	"bufio"
	"context"
	"io"
	"sync"
)

// An Output is standard output, shared by goroutines. The first write that
// fails ends the work: nobody would see the rest.
type Output struct {
	mu     sync.Mutex
	w      *bufio.Writer
	err    error
	cancel context.CancelCauseFunc
}

// NewOutput makes an output; cancel ends what writes to it.
func NewOutput(w io.Writer, cancel context.CancelCauseFunc) *Output {
	return &Output{w: bufio.NewWriterSize(w, 32<<10), cancel: cancel}
}

// Write lets f write a whole line or message, and passes it on.
func (o *Output) Write(f func(w *bufio.Writer) error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	err := f(o.w)
	if ferr := o.w.Flush(); err == nil {
		err = ferr
	}
	if err != nil && o.err == nil {
		o.err = err
		o.cancel(err)
	}
	return err
}

// Failed is the first error.
func (o *Output) Failed() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}
