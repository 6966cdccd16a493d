package app

import (
	"errors"
	"os"
	"os/signal"
	"syscall"

	"socklab/lab/term"
)

// watchOutput has what is lost of p.Out noticed.
func (p *program) watchOutput() {
	p.out = term.Keep(p.Out)
	if !term.IsTerminal(p.Out) {
		p.Out = p.out
	}
	// A pipe that nobody reads any more would end the process before it has
	// tidied up, also where that is only standard error.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
}

// lost gives the failure of a command whose output was lost. As usual, one
// whose reader has gone, head say, ends without a word.
func (p *program) lost() error {
	switch err := p.out.Err(); {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EPIPE):
		return &failure{status: exitFailed, err: err}
	default:
		return p.file(p.words.Errors.Write, "stdout", err)
	}
}
