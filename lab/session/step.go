package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"socklab/lab/cast"
	"socklab/lab/console"
	"socklab/lab/script"
)

func (p *player) play(s *script.Script) error {
	for i, step := range s.Steps {
		if p.merger != nil {
			p.merger.drain() // what comes next stands below it
		}
		if p.Before != nil {
			if err := p.Before(p.ctx, i+1, step); err != nil {
				return err
			}
		}
		if err := p.step(step); err != nil {
			return p.stepError(i+1, step, err)
		}
		p.result.Steps++
	}
	return nil
}

// stepError adds where it was; what ended the whole session stays as it is.
func (p *player) stepError(n int, step script.Step, err error) error {
	e, ok := errors.AsType[*StepError](err)
	if !ok {
		e = &StepError{Err: err}
	}
	if e.Got != nil && *e.Got == statusInterrupted {
		// A Ctrl+C of the person who watches also hits a program that is just
		// being started and has no terminal of its own yet. Its end may be known
		// before that of the session.
		select {
		case <-p.ctx.Done():
		case <-time.After(time.Second):
		}
	}
	if cause := context.Cause(p.ctx); cause != nil {
		return cause
	}
	e.N, e.Step = n, step
	if c := p.console(step.On); c != nil {
		e.Busy = c.events.busyAddress()
	}
	return e
}

// statusInterrupted is that of a program that SIGINT has killed.
const statusInterrupted = 130

func (p *player) step(step script.Step) error {
	if step.On == "" {
		if step.Say != (script.Text{}) {
			if err := p.chapter(step); err != nil {
				return err
			}
		}
		return p.pause(step.Pause)
	}
	c := p.console(step.On)
	if step.Type != "" {
		if err := p.typeLine(c, step); err != nil {
			return err
		}
	}
	if step.Press != "" {
		if err := c.Press(step.Press); err != nil {
			return err
		}
	}
	if err := p.expect(c, step); err != nil {
		return err
	}
	return p.pause(step.Pause)
}

func (p *player) chapter(step script.Step) error {
	if p.recorder == nil {
		return nil
	}
	c := cast.Chapter{Time: p.elapsed().Seconds(), Text: cast.Text(step.Say)}
	if note := cast.Text(step.Note); note != (cast.Text{}) {
		c.Note = &note
	}
	return p.recorder.Chapter(c)
}

// typeLine types a command and starts it, or types input for the program that
// runs.
func (p *player) typeLine(c *playedConsole, step script.Step) error {
	command := step.Argv != nil && step.Argv[0] == "sockLab"
	if command && c.Running() { // its end is near, or the script is wrong
		ctx, stop := context.WithTimeout(p.ctx, step.Within)
		defer stop()
		if _, err := c.WaitExit(ctx); err != nil {
			return ErrStillRuns
		}
	}
	if c.Running() {
		return c.TypeLine(p.ctx, step.Type)
	}
	if step.Argv == nil {
		return ErrNoProgram
	}
	if err := c.TypeLine(p.ctx, step.Type); err != nil {
		return err
	}
	path := step.Argv[0]
	if path == "sockLab" {
		path = p.Self
	}
	c.events.start()
	return c.Start(p.ctx, console.Program{Path: path, Args: step.Argv[1:], Env: p.environment(c), Dir: p.folder})
}

// expect waits for what the step wants to see, within one time for all of it.
func (p *player) expect(c *playedConsole, step script.Step) error {
	ctx, stop := context.WithTimeout(p.ctx, step.Within)
	defer stop()
	if step.Call != "" {
		if err := c.awaitCall(ctx, step); err != nil {
			return err
		}
		p.result.Waits++
	}
	if step.Wait != nil {
		if err := c.Wait(ctx, step.Wait); err != nil {
			return waitFailed(step, err)
		}
		p.result.Waits++
	}
	if step.Exit == nil {
		return nil
	}
	status, err := c.WaitExit(ctx)
	if err != nil {
		return &StepError{Want: fmt.Sprint(*step.Exit), Err: err}
	}
	p.result.Exits = append(p.result.Exits, Exit{Console: step.On, Status: status})
	if status != *step.Exit {
		return &StepError{Want: fmt.Sprint(*step.Exit), Got: &status, Err: fmt.Errorf("exit status %d, want %d", status, *step.Exit)}
	}
	return nil
}

func waitFailed(step script.Step, err error) *StepError {
	e := &StepError{Err: err}
	if step.Wait != nil {
		e.Want = step.Wait.String()
	}
	if w, ok := errors.AsType[*console.WaitError](err); ok {
		e.Tail = w.Tail
		if w.Exited {
			e.Got = &w.Status
		}
	}
	return e
}

func (p *player) pause(d time.Duration) error {
	if d <= 0 || p.Speed <= 0 {
		return nil
	}
	d = time.Duration(float64(d) / p.Speed)
	if p.Pause != nil {
		if p.merger != nil {
			p.merger.drain() // the presenter sees what the step did
		}
		return p.Pause(p.ctx, d)
	}
	select {
	case <-time.After(d):
		return nil
	case <-p.ctx.Done():
		return context.Cause(p.ctx)
	}
}
