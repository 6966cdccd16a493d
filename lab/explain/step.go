package explain

import (
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"

	"socklab/lab/console"
	"socklab/lab/session"
	"socklab/lab/term"
)

// Step says in a few lines what a step waited for and what it got.
func (w Words) Step(e *session.StepError) string {
	d := w.Demo
	var b strings.Builder
	fmt.Fprintf(&b, d.StepFailed, e.N, e.Step.Line, e.Step.On)
	switch {
	case errors.Is(e.Err, exec.ErrNotFound), errors.Is(e.Err, fs.ErrNotExist):
		fmt.Fprintf(&b, "\n"+d.NoProgramFound, term.Visible(e.Step.Argv[0]))
	case errors.Is(e.Err, session.ErrStillRuns):
		fmt.Fprintf(&b, "\n"+d.StillRuns, e.Step.Type)
	case errors.Is(e.Err, session.ErrNoProgram), errors.Is(e.Err, console.ErrNotRunning) && e.Want == "":
		b.WriteString("\n" + d.NoProgram)
	case e.Got != nil && e.Want == e.Step.Call && e.Want != "", e.Got != nil && e.Step.Wait != nil && e.Want == e.Step.Wait.String():
		fmt.Fprintf(&b, "\n"+d.AwaitedEnded, e.Want, *e.Got)
	case e.Got != nil:
		fmt.Fprintf(&b, "\n"+d.WrongExit, *e.Got, e.Want)
	case e.Want != "":
		fmt.Fprintf(&b, "\n"+d.Awaited, e.Want, w.Duration(e.Step.Within))
	default:
		fmt.Fprintf(&b, "\n  %s", term.Visible(e.Err.Error()))
	}
	if len(e.Tail) > 0 {
		b.WriteString("\n" + d.SeenInstead)
		for _, line := range e.Tail {
			b.WriteString("\n  | " + term.Visible(line))
		}
	}
	return b.String()
}
