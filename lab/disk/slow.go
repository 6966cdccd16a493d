package disk

import (
	"bytes"
	"context"
	"os"
	"syscall"
	"time"
)

// To open, read or write what is no regular file, a pipe say, may block until
// somebody is at its other end. Here nothing blocks longer than its context.
// What is left blocked then ends with the process, or when somebody comes.

// lastWrites is how long, after the context's end, a pipe may still take what
// is written to it: what the end itself brings about is to be told, too.
const lastWrites = 500 * time.Millisecond

// openSlowly opens a file with open, which may block.
func openSlowly(ctx context.Context, open func() (*os.File, error)) (*os.File, error) {
	type opened struct {
		file *os.File
		err  error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := open()
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		return o.file, o.err
	case <-ctx.Done():
		go func() {
			if o := <-done; o.err == nil {
				o.file.Close()
			}
		}()
		return nil, context.Cause(ctx)
	}
}

// OpenReader opens for reading what is no regular file.
func OpenReader(ctx context.Context, name string) (*os.File, error) {
	return openSlowly(ctx, func() (*os.File, error) { return os.Open(name) })
}

// A Writer writes to what is no regular file until lastWrites after its
// context's end.
type Writer struct {
	ctx  context.Context
	file *os.File
	over chan struct{} // closed when nothing more is waited for
	stop func() bool
}

// OpenWriter opens with open what is no regular file.
func OpenWriter(ctx context.Context, name string, open func(name string) (*os.File, error)) (*Writer, error) {
	f, err := openSlowly(ctx, func() (*os.File, error) { return open(name) })
	if err != nil {
		return nil, err
	}
	w := &Writer{ctx: ctx, file: f, over: make(chan struct{})}
	w.stop = context.AfterFunc(ctx, func() {
		time.Sleep(lastWrites)
		close(w.over)
	})
	return w, nil
}

// Write writes p. It fails where nobody takes it in time.
func (w *Writer) Write(p []byte) (int, error) {
	type written struct {
		n   int
		err error
	}
	done := make(chan written, 1)
	b := bytes.Clone(p) // who writes may use p again, also when nobody has taken it
	go func() {
		n, err := w.file.Write(b)
		done <- written{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-w.over:
		return 0, nobodyReads{context.Cause(w.ctx)}
	}
}

func (w *Writer) Close() error {
	w.stop()
	return w.file.Close()
}

// nobodyReads tells that a pipe's reader took nothing any more when the context
// ended.
type nobodyReads struct{ cause error }

func (u nobodyReads) Error() string   { return "nobody reads: " + u.cause.Error() }
func (u nobodyReads) Unwrap() []error { return []error{u.cause, syscall.EPIPE} }
