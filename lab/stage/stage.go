// Package stage is where people watch a session while it is played: a log, panes
// of this terminal, or a window for each console, tmux's panes among them.
//
// It says in words what comes and what a presenter can do. What goes wrong it
// gives as errors, without words: the commands have them.
package stage

import (
	"context"
	"errors"
	"os"
	"runtime"

	"socklab/lab/console/window"
	"socklab/lab/i18n"
	"socklab/lab/replay"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
)

// A Stage shows a session.
type Stage interface {
	// Watch has a session shown here, and paced from here.
	Watch(o *session.Options)
	// Close ends what is shown; keep leaves windows until a key is pressed in
	// them.
	Close(keep bool) error
}

// The kinds of stages: the choices that users have.
const (
	KindAuto    = "auto" // the best that is here
	KindWindows = "windows"
	KindTmux    = "tmux"
	KindPanes   = "panes"
	KindLog     = "log"
)

// Kinds are all of them, the one that is meant without a choice first.
func Kinds() []string { return []string{KindAuto, KindWindows, KindTmux, KindPanes, KindLog} }

// Errors of Open and of OpenWindows, for errors.Is, besides those of package
// window.
var (
	ErrNoTerminal = errors.New("panes need a terminal to show and to type")
	ErrNoWindows  = errors.New("nothing here opens windows")
)

// Options say what is shown, and to whom.
type Options struct {
	term.Streams
	Words  *i18n.Messages
	Colour bool // of what is shown
	Script *script.Script
	Live   bool     // a person sets the pace
	Viewer []string // the program that runs in a window, and its arguments
	// Cancel ends the session: a person wants it.
	Cancel context.CancelFunc
	// Instead is told why the session is shown here and not where KindAuto would
	// have shown it.
	Instead func(error)
}

// consoles are those of the script, in the user's language.
func (o *Options) consoles() []replay.Console {
	var all []replay.Console
	for _, c := range o.Script.Consoles {
		all = append(all, replay.Console{Name: c.Name, Title: c.Title.In(o.Words.Lang), Cols: o.Script.Size.Cols, Rows: o.Script.Size.Rows})
	}
	return all
}

// Open makes a stage of a kind. The error says why there is none: ErrNoTerminal,
// ErrNoWindows, one of package window, or ctx's.
func Open(ctx context.Context, kind string, o Options) (Stage, error) {
	auto := kind == KindAuto
	if auto {
		kind = best(o.Streams)
	}
	switch kind {
	case KindLog:
		return newLog(o), nil
	case KindPanes:
		if !term.IsTerminal(o.Out) || !term.IsTerminal(o.In) {
			return nil, ErrNoTerminal
		}
		return newPanes(ctx, o)
	}
	w, err := OpenWindows(ctx, kind, o.Viewer, o.consoles())
	switch {
	case err == nil:
		return &windowStage{narration: newNarration(o), Windows: w}, nil
	case !auto || ctx.Err() != nil || !wereTried(err):
		return nil, err
	}
	o.Instead(err)
	return newLog(o), nil
}

// wereTried tells of windows that were tried, and did not come.
func wereTried(err error) bool {
	return !errors.Is(err, ErrNoWindows) && !errors.Is(err, window.ErrNotInTmux) && !errors.Is(err, window.ErrNoTmux)
}

// best is what shows most of a session here.
func best(s term.Streams) string {
	switch {
	case !term.IsTerminal(s.Out):
		return KindLog
	case runtime.GOOS != "windows" && os.Getenv("TMUX") != "":
		return KindTmux
	case len(window.Terminals(window.Here())) > 0:
		return KindWindows
	case term.IsTerminal(s.In):
		return KindPanes
	}
	return KindLog
}
