package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"socklab/lab/term"
)

// watchOutput has what is lost of p.Out noticed.
func (p *program) watchOutput() {
	p.out = term.NewErrWriter(p.Out)
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

// endings are the signals that end a command in good order: Ctrl+C, the
// system's order to end (on Windows also the closing of the console) and the
// closing of the terminal, unless nohup keeps that away.
func endings() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// untilInterrupt is ended by the signals of endings, and by a standard output
// that takes nothing. A second signal ends the process at once, but for SIGHUP:
// both the system and the shell send it when a terminal is closed.
func (p *program) untilInterrupt(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 1)
	again := make(chan os.Signal, 1) // keeps a later SIGHUP from the process
	ends := endings()
	signal.Notify(signals, ends...)
	if slices.Contains(ends, os.Signal(syscall.SIGHUP)) {
		signal.Notify(again, syscall.SIGHUP)
	}
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			if term.EchoesKeys(p.Err) {
				fmt.Fprintln(p.Err) // the terminal has just shown ^C
			}
			cancel()
		case <-p.out.Broken(): // nobody would see the rest
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() { signal.Stop(signals); signal.Stop(again); cancel() }
}
