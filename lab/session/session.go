// Package session plays a script over several consoles and records what they
// show as a transcript. It knows no words for users and no terminal of its
// own: who watches is told through options.
package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"socklab/lab/script"
)

// Errors of Play, for errors.Is.
var (
	// ErrQuit ends a session early and in good order: Options.Before returns it.
	ErrQuit = errors.New("the presenter ended the session")
	// ErrStillRuns: a command is typed where a program runs that does not end
	// in time.
	ErrStillRuns = errors.New("another program still runs in that console")
	// ErrFolder: the session's own folder cannot be made.
	ErrFolder = errors.New("no folder for the session")
	// ErrNoProgram: a line is typed for a program where none runs, or a call
	// is awaited of none.
	ErrNoProgram = errors.New("no program runs in that console")
)

// Options say how to play a script.
type Options struct {
	Name   string   // of the script, for the transcript
	SHA256 string   // of the script
	Lang   string   // es or en
	Self   string   // the program that sockLab means: an absolute path
	Env    []string // for the programs, besides what they get anyway
	Prompt string   // "" is the system's own; one that is a folder may be shortened
	Port   int      // told to the programs by SOCKLAB_PORT; 0: not told
	Speed  float64  // 1 is a person's; 0 types and goes on at once
	Seed   uint64   // of the typing: the same seed types alike

	Out     string // the transcript's folder; "" records nothing
	Fresh   bool   // Out must not be there yet; where it is, Out-2, Out-3 and so on is taken
	Keep    bool   // a transcript that Out holds already is not replaced: cast.KindExists
	Version string // of sockLab, for the transcript

	// Show gets what a console shows as it shows it. It may be called for
	// several consoles at the same time, and must not block for long.
	Show func(console string, p []byte)
	// Merged has Show called for all consoles in one order, that of the calls
	// that their lines tell of, whole lines only and a moment later.
	Merged bool
	// Keys is told, before anything is played, how to pass a person's keys on
	// to the program in a console: write blocks while that does not read them.
	Keys func(console string, write func(p []byte) error)
	// Size is asked for the size at which a console is shown, before anything is
	// played; 0 is not known. Resize is told then how to tell of another size.
	// No console is larger than its script says.
	Size   func(console string) (cols, rows int)
	Resize func(console string, resize func(cols, rows int))
	// Before is called before each step and may block: a presenter's pace.
	// An error ends the session; ErrQuit ends it in good order.
	Before func(ctx context.Context, n int, step script.Step) error
	// Pause is called for a pause of a step, and lasts as long as the presenter
	// wants; nil waits. An error ends the session as one of Before does.
	Pause func(ctx context.Context, d time.Duration) error
}

// A Result is what was played.
type Result struct {
	Steps int    // that were played to their end
	Waits int    // that were met
	Exits []Exit // in order
	Quit  bool   // the presenter ended it
	Out   string // the transcript's folder
}

// An Exit is the end of a program that the script awaited.
type Exit struct {
	Console string
	Status  int
}

// A StepError is the step that failed.
type StepError struct {
	N    int // from 1
	Step script.Step
	Want string   // the pattern or status that was awaited, if any
	Tail []string // the last lines that the console showed instead
	Got  *int     // the status that came instead, if that is what failed
	Busy string   // the address that the program could not bind, since another has it
	Err  error
}

func (e *StepError) Error() string {
	return fmt.Sprintf("step %d (line %d) on %s: %v", e.N, e.Step.Line, e.Step.On, e.Err)
}

// Unwrap gives the cause.
func (e *StepError) Unwrap() error { return e.Err }

// Play plays s to its end, to the first step that fails (a *StepError), or
// until ctx ends. The consoles are closed, and the transcript is complete as
// far as it goes, when it returns.
func Play(ctx context.Context, s *script.Script, o Options) (*Result, error) {
	p, err := open(ctx, s, o)
	if err != nil {
		return &Result{Out: o.Out}, err
	}
	err = p.play(s)
	if cerr := p.close(); err == nil {
		err = cerr
	}
	if errors.Is(err, ErrQuit) {
		p.result.Quit, err = true, nil
	}
	return p.result, err
}
