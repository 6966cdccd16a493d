package session

import (
	"context"
	"regexp"

	"socklab/lab/event"
	"socklab/lab/script"
)

// awaitCall blocks until the program in c has made the step's call with
// success. A program that has ended makes none any more.
func (c *playedConsole) awaitCall(ctx context.Context, step script.Step) error {
	s := c.events
	if !s.started {
		return &StepError{Want: step.Call, Err: ErrNoProgram}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	over := make(chan error, 1)
	go func() { _, err := c.WaitExit(ctx); over <- err }()
	for {
		if s.takeCall(event.Call(step.Call)) {
			return nil
		}
		select {
		case <-s.news:
		case err := <-over:
			if ctx.Err() != nil {
				return &StepError{Want: step.Call, Err: ctx.Err()}
			}
			if s.readAll(); err == nil && s.takeCall(event.Call(step.Call)) {
				return nil
			}
			never := regexp.MustCompile(`[^\x00-\x{10FFFF}]`)
			e := waitFailed(step, c.Wait(ctx, never)) // what the program showed instead
			e.Want = step.Call
			return e
		}
	}
}
