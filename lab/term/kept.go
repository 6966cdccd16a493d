package term

import (
	"io"
	"sync"
)

// A Kept is an output where no person watches: a file, a pipe. It keeps the
// first error, so that nothing succeeds whose output is lost.
type Kept struct {
	w      io.Writer
	mu     sync.Mutex
	err    error
	broken chan struct{} // closed with the first error
}

// Keep makes a Kept of w.
func Keep(w io.Writer) *Kept { return &Kept{w: w, broken: make(chan struct{})} }

// Write implements io.Writer.
func (k *Kept) Write(b []byte) (int, error) {
	n, err := k.w.Write(b)
	if err != nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.err == nil {
			k.err = err
			close(k.broken)
		}
	}
	return n, err
}

// Broken is closed when something has been lost.
func (k *Kept) Broken() <-chan struct{} { return k.broken }

// Err is the first error.
func (k *Kept) Err() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.err
}
