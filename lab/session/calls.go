package session

import (
	"context"

	"socklab/lab/console"
	"socklab/lab/event"
	"socklab/lab/script"
)

// awaitCall blocks until the program in c has made the step's call with
// success. A program that has ended makes none any more.
func (p *player) awaitCall(ctx context.Context, c *console.Console, step script.Step) error {
	s := p.streams[step.On]
	if !s.started {
		return &StepError{Want: step.Call, Err: ErrNoProgram}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	over := make(chan error, 1)
	go func() { _, err := c.WaitExit(ctx); over <- err }()
	for {
		if s.took(event.Call(step.Call)) {
			return nil
		}
		select {
		case <-s.news:
		case err := <-over:
			if ctx.Err() != nil {
				return &StepError{Want: step.Call, Err: ctx.Err()}
			}
			if s.settle(); err == nil && s.took(event.Call(step.Call)) {
				return nil
			}
			return callNever(ctx, c, step)
		}
	}
}

// nothing is a pattern that no text matches.
var nothing = whenUsed(`[^\x00-\x{10FFFF}]`)

// callNever says what a program showed that ended without the call.
func callNever(ctx context.Context, c *console.Console, step script.Step) error {
	e := waitFailed(step, c.Wait(ctx, nothing()))
	e.Want = step.Call
	return e
}
