package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"

	"socklab/lab/console/window"
	"socklab/lab/term"
)

// A windowStage shows each console in a window, or tmux pane, of its own, and
// the chapters here.
type windowStage struct {
	*narration
	hub     *window.Hub
	feeds   map[string]*window.Feed
	windows *window.Windows

	mu   sync.Mutex
	keys map[string]func([]byte) error
}

// openStage picks how the consoles are shown: what was asked for or, by
// itself, the best that is here.
func (p *program) openStage(ctx context.Context, cancel context.CancelFunc, d *demo) (*stage, error) {
	kind := d.consoles
	if kind == "auto" {
		kind = p.bestConsoles()
	}
	switch kind {
	case "log":
		return p.newLog(d).stage(), nil
	case "panes":
		if !term.IsTerminal(p.Out) || !term.IsTerminal(p.In) {
			return nil, &failure{status: exitFailed, line: p.words.Demo.NoPanes, hint: p.words.Demo.NoWindowsHint}
		}
		return p.newPanes(ctx, cancel, d)
	}
	terminals, err := p.terminals(kind)
	if err != nil {
		return nil, err
	}
	w, err := p.openWindows(ctx, d, terminals)
	if err == nil {
		return w.stage(), nil
	}
	if d.consoles != "auto" || ctx.Err() != nil {
		return nil, p.windowFailure(err)
	}
	p.tellLine(p.errPen.faint, p.windowFailure(err).line)
	p.tellLine(p.errPen.faint, p.words.Demo.HereInstead)
	return p.newLog(d).stage(), nil
}

func (p *program) bestConsoles() string {
	switch {
	case !term.IsTerminal(p.Out):
		return "log"
	case runtime.GOOS != "windows" && os.Getenv("TMUX") != "":
		return "tmux"
	case anyWindows():
		return "windows"
	case term.IsTerminal(p.In):
		return "panes"
	}
	return "log"
}

func (p *program) terminals(kind string) ([]window.Terminal, error) {
	if kind == "tmux" {
		t, err := window.Tmux(window.Here())
		switch {
		case errors.Is(err, window.ErrNotInTmux):
			return nil, &failure{status: exitFailed, line: p.words.Demo.NotInTmux, hint: p.words.Demo.NotInTmuxHint, err: err}
		case err != nil:
			return nil, &failure{status: exitFailed, line: p.words.Demo.NoTmux, hint: p.words.Demo.NoWindowsHint, err: err}
		}
		return []window.Terminal{t}, nil
	}
	all := window.Terminals(window.Here())
	if len(all) == 0 {
		return nil, &failure{status: exitFailed, line: p.words.Demo.NoWindows, hint: p.words.Demo.NoWindowsHint}
	}
	return all, nil
}

func (p *program) windowFailure(err error) *failure {
	if errors.Is(err, context.Canceled) {
		return &failure{status: exitFailed, line: p.words.Errors.Interrupted, err: err}
	}
	line := err.Error()
	if e := (*window.Error)(nil); errors.As(err, &e) {
		line = fmt.Sprintf(p.words.Demo.WindowFailed, e.Terminal, e.Err)
		if errors.Is(err, window.ErrNotUp) {
			line = fmt.Sprintf(p.words.Demo.WindowNotUp, e.Terminal)
		}
	}
	return &failure{status: exitFailed, line: line, hint: p.words.Demo.NoWindowsHint, err: err}
}

// openWindows opens a window a console with the first terminal that can.
func (p *program) openWindows(ctx context.Context, d *demo, terminals []window.Terminal) (*windowStage, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var failed error
	for _, t := range terminals {
		w, err := p.windowsOf(ctx, d, t, self)
		if err == nil || ctx.Err() != nil {
			return w, err
		}
		failed = first(failed, err)
	}
	return nil, failed
}

func (p *program) windowsOf(ctx context.Context, d *demo, t window.Terminal, self string) (*windowStage, error) {
	hub, err := window.NewHub()
	if err != nil {
		return nil, err
	}
	w := &windowStage{narration: p.newNarration(d), hub: hub, feeds: map[string]*window.Feed{}, keys: map[string]func([]byte) error{}}
	var feeds []*window.Feed
	for _, c := range d.script.Consoles {
		f := hub.Feed(window.Screen{Title: c.Title.In(p.words.Lang), Cols: d.script.Size.Cols, Rows: d.script.Size.Rows,
			Keys: func(b []byte) { w.typed(c.Name, b) }})
		w.feeds[c.Name] = f
		feeds = append(feeds, f)
	}
	w.windows, err = window.Open(ctx, t, []string{self, "view"}, feeds...)
	if err != nil {
		hub.Close(false)
		return nil, err
	}
	return w, nil
}

func (w *windowStage) stage() *stage {
	return &stage{show: func(console string, b []byte) { w.feeds[console].Show(b) }, keys: w.setKeys, before: w.before, close: w.close}
}

func (w *windowStage) setKeys(console string, write func([]byte) error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.keys[console] = write
}

// typed passes on what a person types in a window; where no program runs,
// nobody reads it.
func (w *windowStage) typed(console string, b []byte) {
	w.mu.Lock()
	write := w.keys[console]
	w.mu.Unlock()
	if write != nil {
		_ = write(b) // no program runs: the keys go nowhere, as at a dead keyboard
	}
}

func (w *windowStage) close(keep bool) error {
	w.hub.Close(keep)
	if !keep {
		w.windows.Close()
	}
	return w.narration.end()
}
