package app

import (
	"context"
	"errors"
	"fmt"
	"os"

	"socklab/lab/console/window"
	"socklab/lab/stage"
	"socklab/lab/term"
)

// openStage makes the place where people watch a demo; cancel ends the session.
func (d *demo) openStage(ctx context.Context, cancel context.CancelFunc) (stage.Stage, error) {
	viewer, err := viewer()
	if err != nil {
		return nil, err
	}
	o := stage.Options{Streams: d.Streams, Words: d.words, Colour: term.Colour(d.Out, d.colour), Script: d.script, Live: d.live,
		Viewer: viewer, Cancel: cancel, Instead: func(err error) {
			d.tellLine(d.errPen.faint, d.stageFailure(err, stage.KindLog).line)
			d.tellLine(d.errPen.faint, d.words.Demo.HereInstead)
		}}
	st, err := stage.Open(ctx, d.consoles, o)
	if err != nil {
		return nil, d.stageFailure(err, stage.KindLog)
	}
	return st, nil
}

// viewer is this program as it shows a console in a window.
func viewer() ([]string, error) {
	self, err := os.Executable()
	return []string{self, "view"}, err
}

// stageFailure tells why the consoles cannot be shown as was asked; here is the
// value of --consoles that always works: log for a demo, here for a replay.
func (p *program) stageFailure(err error, here string) *failure {
	w := p.words.Demo
	f := &failure{status: exitFailed, line: err.Error(), hint: fmt.Sprintf(w.NoWindowsHint, here), err: err}
	var e *window.Error
	switch {
	case errors.Is(err, context.Canceled):
		f.line, f.hint = p.words.Errors.Interrupted, ""
	case errors.Is(err, stage.ErrNoTerminal):
		f.line = w.NoPanes
	case errors.Is(err, stage.ErrNoWindows):
		f.line = w.NoWindows
	case errors.Is(err, window.ErrNotInTmux):
		f.line, f.hint = w.NotInTmux, fmt.Sprintf(w.NotInTmuxHint, here)
	case errors.Is(err, window.ErrNoTmux):
		f.line = w.NoTmux
	case errors.As(err, &e) && errors.Is(err, window.ErrNotUp):
		f.line = fmt.Sprintf(w.WindowNotUp, e.Terminal)
	case errors.As(err, &e):
		f.line = fmt.Sprintf(w.WindowFailed, e.Terminal, e.Err)
	}
	return f
}
