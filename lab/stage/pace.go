package stage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"socklab/lab/i18n"
	"socklab/lab/script"
	"socklab/lab/session"
)

// A pace is a presenter's: what a step types or presses waits for a key, what
// it waits for is said.
type pace struct {
	words *i18n.Messages
	// tell shows what can be done now, or what is awaited: the first of the
	// lines that fits. None: nothing any more.
	tell func(lines ...string)
	// key blocks until the presenter wants to go on. It gives
	// session.ErrQuit where they want to end, or the context's cause.
	key func(context.Context) error
}

// before waits for a key where the step does something. Without a presenter x is
// nil, and nothing is waited for.
func (x *pace) before(ctx context.Context, step script.Step) error {
	if x == nil || step.On == "" {
		return nil
	}
	if action := actionOf(step); action != "" {
		w := x.words.Demo
		x.tell(fmt.Sprintf(w.LiveNext, step.On, action), fmt.Sprintf(w.LiveNextShort, step.On, action), step.On+": "+action)
		if err := x.key(ctx); err != nil {
			return err
		}
	}
	x.tell(awaited(x.words, step)...)
	return nil
}

// pause lasts so long, or until the presenter wants to go on.
func (x *pace) pause(ctx context.Context, d time.Duration) error {
	w, lasts := x.words.Demo, x.words.Duration(d)
	x.tell(fmt.Sprintf(w.LivePause, lasts), fmt.Sprintf(w.LivePauseShort, lasts))
	defer x.tell()
	over, stop := context.WithTimeout(ctx, d)
	defer stop()
	err := x.key(over)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil
	}
	return err
}

// actionOf is what a step does to its console; "" where it only waits.
func actionOf(step script.Step) string {
	switch {
	case step.Type != "":
		return step.Type
	case step.Press != "":
		return "[" + step.Press + "]"
	}
	return ""
}

// awaited says in words what a step waits for, if it waits for anything.
func awaited(words *i18n.Messages, step script.Step) []string {
	w := words.Demo
	switch {
	case step.Call != "":
		return []string{fmt.Sprintf(w.LiveCall, step.On, step.Call)}
	case step.Wait != nil:
		return []string{fmt.Sprintf(w.LiveWait, step.On, script.Shown(step.Wait))}
	case step.Exit != nil:
		return []string{fmt.Sprintf(w.LiveExit, step.On)}
	}
	return nil
}

// awaitKey blocks until the presenter presses a key that means something. No
// more keys mean the end.
func awaitKey(ctx context.Context, pressed <-chan string) error {
	for {
		select {
		case key, ok := <-pressed:
			if !ok {
				return session.ErrQuit
			}
			if on, err := goesOn(key); on || err != nil {
				return err
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// goesOn tells what a key, as package keys has it, means to the presenter: going on, ending, nothing.
func goesOn(key string) (on bool, err error) {
	switch key {
	case "space", "enter":
		return true, nil
	case "q", "Q", "esc", "ctrl+c":
		return false, session.ErrQuit
	}
	return false, nil
}
