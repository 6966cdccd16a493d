package console

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"time"
)

// run is one program from its start to its end. Its fields are guarded by the
// console's mu; done is closed at the very end.
type run struct {
	child  *child // nil until it has started
	over   bool   // ended, and its output passed on
	status int
	done   chan struct{}
}

// Start runs a program on a new pseudo-terminal of the console's size and
// returns once it runs. ctx is looked at before the start only: the program
// lives until it ends, or Kill or Close ends it. The error is ErrRunning,
// ErrClosed or says why the program could not be started.
func (c *Console) Start(ctx context.Context, p Program) error {
	if err := c.start(ctx, p); err != nil {
		return fmt.Errorf("start %s: %w", p.Path, err)
	}
	return nil
}

func (c *Console) start(ctx context.Context, p Program) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.startMu.Lock()
	defer c.startMu.Unlock()
	switch child, err := c.running(); {
	case err != nil:
		return err
	case child != nil:
		return ErrRunning
	}
	started := make(chan error, 1)
	go c.supervise(p, started)
	return <-started
}

// supervise starts a program and stays with it until nothing of it is left.
func (c *Console) supervise(p Program, started chan<- error) {
	// Linux kills the program when the thread that started it ends, so that it
	// cannot outlive this process: keep the thread as long as the program.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()

	c.mu.Lock()
	cols, rows := c.cols, c.rows
	c.mu.Unlock()
	terminal, err := startProgram(p, cols, rows)
	if err != nil {
		started <- err
		return
	}
	child := &child{terminal: terminal}
	r := &run{child: child, done: make(chan struct{})}
	c.mu.Lock()
	c.current = r
	c.mu.Unlock()
	started <- nil

	drained := make(chan struct{})
	go c.drain(child, drained)
	child.awaitExit()
	status := child.finish(drained)
	c.end(r, status)
}

// drain passes on the program's output until there can be no more.
func (c *Console) drain(child *child, drained chan<- struct{}) {
	defer close(drained)
	for {
		p, err := child.read()
		if len(p) > 0 {
			c.printed(p)
		}
		if err != nil {
			return
		}
	}
}

// printed passes on program output and keeps its text for waits.
func (c *Console) printed(p []byte) {
	c.showMu.Lock()
	defer c.showMu.Unlock()
	c.output(p)

	c.mu.Lock()
	defer c.mu.Unlock()
	for c.text.blocked() {
		c.caughtUp.Wait()
	}
	c.lastPrinted = time.Now()
	c.echo.filter(p, c.lastPrinted, c.text.add)
	c.notify()
}

// end records a program's end and shows the prompt, unless the console closes.
func (c *Console) end(r *run, status int) {
	c.mu.Lock()
	closing := c.closed
	c.echo.drop(c.text.add)
	c.text.endProgram()
	c.mu.Unlock()
	if !closing {
		c.promptAgain()
	}
	c.mu.Lock()
	r.status, r.over = status, true
	c.notify()
	c.mu.Unlock()
	close(r.done)
}

// promptAgain shows the prompt, in the first column also when the program's
// last line lacks its end.
func (c *Console) promptAgain() {
	c.showMu.Lock()
	defer c.showMu.Unlock()
	var s stripper
	if seen := s.append(nil, c.shown); len(seen) > 0 && !bytes.HasSuffix(seen, []byte("\n")) {
		c.output([]byte("\r\n"))
	}
	c.output([]byte(c.cfg.Prompt))
}

// notify wakes the Wait under way. It must be called with mu held.
func (c *Console) notify() {
	select {
	case c.changed <- struct{}{}:
	default:
	}
}

// WaitExit blocks until the program started last has ended, all its output has
// been passed to Output and the prompt shown, and returns its exit status; an
// end by signal n is 128+n. The error is ErrNotRunning if none was started, or
// ctx's. The status of a program that has ended stays available.
func (c *Console) WaitExit(ctx context.Context) (status int, err error) {
	c.mu.Lock()
	r := c.current
	c.mu.Unlock()
	if r == nil {
		return 0, fmt.Errorf("wait for exit: %w", ErrNotRunning)
	}
	select {
	case <-r.done:
		return r.status, nil
	default:
	}
	select {
	case <-r.done:
		return r.status, nil
	case <-ctx.Done():
		return 0, fmt.Errorf("wait for exit: %w", ctx.Err())
	}
}
