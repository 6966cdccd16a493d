package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"

	"socklab/lab/console/window"
	"socklab/lab/keys"
	"socklab/lab/term"
)

// A windowStage shows each console in a window, or tmux pane, of its own, and
// the chapters here.
type windowStage struct {
	hub     *window.Hub
	feeds   map[string]*window.Feed
	windows *window.Windows
	shown   *shownSizes

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
			return nil, &failure{status: exitFailed, line: p.words.Demo.NoPanes, hint: p.hereHint("log")}
		}
		return p.newPanes(ctx, cancel, d)
	}
	terminals, err := p.terminals(kind, "log")
	if err != nil {
		return nil, err
	}
	w, err := p.openWindows(ctx, terminals, p.screensOf(d))
	if err == nil {
		return w.stage(p.newNarration(d)), nil
	}
	if d.consoles != "auto" || ctx.Err() != nil {
		return nil, p.windowFailure(err, "log")
	}
	p.tellLine(p.errPen.faint, p.windowFailure(err, "log").line)
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

// hereHint names the value of --consoles that needs no windows: log for a
// demo, here for a replay.
func (p *program) hereHint(here string) string { return fmt.Sprintf(p.words.Demo.NoWindowsHint, here) }

func (p *program) terminals(kind, here string) ([]window.Terminal, error) {
	if kind == "tmux" {
		t, err := window.Tmux(window.Here())
		switch {
		case errors.Is(err, window.ErrNotInTmux):
			return nil, &failure{status: exitFailed, line: p.words.Demo.NotInTmux, hint: fmt.Sprintf(p.words.Demo.NotInTmuxHint, here), err: err}
		case err != nil:
			return nil, &failure{status: exitFailed, line: p.words.Demo.NoTmux, hint: p.hereHint(here), err: err}
		}
		return []window.Terminal{t}, nil
	}
	all := window.Terminals(window.Here())
	if len(all) == 0 {
		return nil, &failure{status: exitFailed, line: p.words.Demo.NoWindows, hint: p.hereHint(here)}
	}
	return all, nil
}

func (p *program) windowFailure(err error, here string) *failure {
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
	return &failure{status: exitFailed, line: line, hint: p.hereHint(here), err: err}
}

// A consoleScreen is what the window of a console is called and how large.
type consoleScreen struct {
	name, title string
	cols, rows  int
}

func (p *program) screensOf(d *demo) []consoleScreen {
	var screens []consoleScreen
	for _, c := range d.script.Consoles {
		screens = append(screens, consoleScreen{c.Name, c.Title.In(p.words.Lang), d.script.Size.Cols, d.script.Size.Rows})
	}
	return screens
}

// openWindows opens a window a console with the first terminal that can.
func (p *program) openWindows(ctx context.Context, terminals []window.Terminal, screens []consoleScreen) (*windowStage, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var failed error
	for _, t := range terminals {
		w, err := windowsOf(ctx, t, self, screens)
		if err == nil || ctx.Err() != nil {
			return w, err
		}
		failed = first(failed, err)
	}
	return nil, failed
}

func windowsOf(ctx context.Context, t window.Terminal, self string, screens []consoleScreen) (*windowStage, error) {
	hub, err := window.NewHub()
	if err != nil {
		return nil, err
	}
	w := &windowStage{hub: hub, feeds: map[string]*window.Feed{}, keys: map[string]func([]byte) error{}, shown: newShownSizes()}
	var feeds []*window.Feed
	for _, c := range screens {
		f := hub.Feed(window.Screen{Title: c.title, Cols: c.cols, Rows: c.rows,
			Keys: func(b []byte) { w.typed(c.name, b) },
			Size: func(cols, rows int) { w.shown.set(c.name, cols, rows) }})
		w.feeds[c.name] = f
		feeds = append(feeds, f)
	}
	w.windows, err = window.Open(ctx, t, []string{self, "view"}, feeds...)
	if err != nil {
		hub.Close(false)
		return nil, err
	}
	return w, nil
}

// stage lets n tell here what is not told in the windows.
func (w *windowStage) stage(n *narration) *stage {
	return &stage{show: w.show, keys: w.setKeys, size: w.shown.of, resize: w.shown.tell, before: n.before, pause: n.pause(), close: func(keep bool) error { w.close(keep); return n.end() }}
}

func (w *windowStage) show(console string, b []byte) { w.feeds[console].Show(b) }

func (w *windowStage) restart(console string, b []byte) { w.feeds[console].Restart(b) }

// pressed gives the keys that are pressed in any window, and q when all of
// them are closed.
func (w *windowStage) pressed() <-chan string {
	pressed := make(chan string, 16)
	press := func(name string) {
		select {
		case pressed <- name:
		default: // more than a person presses
		}
	}
	for name := range w.feeds {
		w.setKeys(name, func(b []byte) error {
			for _, name := range keys.Names(b) {
				press(name)
			}
			return nil
		})
	}
	go func() {
		for _, f := range w.feeds {
			<-f.Closed()
		}
		press("q")
	}()
	return pressed
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

// close ends the windows, unless they are to be kept until a key is pressed.
func (w *windowStage) close(keep bool) {
	w.hub.Close(keep)
	if !keep {
		w.windows.Close()
	}
}
