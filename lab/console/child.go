package console

import (
	"io"
	"sync"
)

// child is a program and its terminal. It can be told things at any time: what
// names the program to the system names it until gone only, and then perhaps
// another.
type child struct {
	*terminal

	mu   sync.Mutex
	gone bool
}

// unlessGone calls tell, or gives io.ErrClosedPipe.
func (ch *child) unlessGone(tell func() error) error {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if ch.gone {
		return io.ErrClosedPipe
	}
	return tell()
}

func (ch *child) resize(cols, rows int) error {
	return ch.unlessGone(func() error { return ch.terminal.resize(cols, rows) })
}

// hangup tells the program that its terminal is gone.
func (ch *child) hangup() { _ = ch.unlessGone(ch.terminal.hangup) }

// kill ends the program, and what it has started, at once.
func (ch *child) kill() { _ = ch.unlessGone(ch.terminal.kill) }

// finish ends what a program that has ended left behind, waits for the last
// output and returns the exit status.
func (ch *child) finish(drained <-chan struct{}) int {
	ch.sweep(drained)
	_ = ch.unlessGone(func() error { ch.gone = true; return nil })
	return ch.release(drained)
}
