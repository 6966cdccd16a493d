package app

import (
	"errors"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"socklab/lab/term"
)

// A stdout is standard output where no person watches: a file, a pipe. It
// keeps the first error, so that no command succeeds whose output is lost.
type stdout struct {
	w      io.Writer
	mu     sync.Mutex
	err    error
	broken chan struct{} // closed with the first error
}

// watchOutput puts a stdout in the place of p.Out.
func (p *program) watchOutput() {
	p.out = &stdout{w: p.Out, broken: make(chan struct{})}
	p.broken = p.out.broken
	if !term.IsTerminal(p.Out) {
		p.Out = p.out
	}
	// A pipe that nobody reads any more would end the process before it has
	// tidied up, also where that is only standard error.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
}

func (o *stdout) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	if err != nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.err == nil {
			o.err = err
			close(o.broken)
		}
	}
	return n, err
}

// lost gives the failure of a command whose output was lost. As usual, one
// whose reader has gone, head say, ends without a word.
func (p *program) lost() error {
	p.out.mu.Lock()
	defer p.out.mu.Unlock()
	switch err := p.out.err; {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EPIPE):
		return &failure{status: exitFailed, err: err}
	default:
		return p.file(p.words.Errors.Write, "stdout", err)
	}
}
