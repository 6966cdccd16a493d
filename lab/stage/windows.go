package stage

import (
	"context"
	"sync"

	"socklab/lab/console/window"
	"socklab/lab/keys"
	"socklab/lab/replay"
	"socklab/lab/session"
)

// Windows show each console in a window, or tmux pane, of its own.
type Windows struct {
	hub     *window.Hub
	feeds   map[string]*window.Feed
	windows *window.Windows
	shown   *sizes

	mu   sync.Mutex
	keys map[string]func([]byte) error
}

// OpenWindows opens a window for each console, of the kind KindWindows or KindTmux, with
// the first terminal that can. In it runs viewer, which window.Open starts.
func OpenWindows(ctx context.Context, kind string, viewer []string, consoles []replay.Console) (*Windows, error) {
	terminals, err := terminals(kind)
	if err != nil {
		return nil, err
	}
	var first error
	for _, t := range terminals {
		w, err := windowsIn(ctx, t, viewer, consoles)
		if err == nil || ctx.Err() != nil {
			return w, err
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

func terminals(kind string) ([]window.Terminal, error) {
	if kind == KindTmux {
		t, err := window.Tmux(window.Here())
		return []window.Terminal{t}, err
	}
	all := window.Terminals(window.Here())
	if len(all) == 0 {
		return nil, ErrNoWindows
	}
	return all, nil
}

func windowsIn(ctx context.Context, t window.Terminal, viewer []string, consoles []replay.Console) (*Windows, error) {
	hub, err := window.NewHub()
	if err != nil {
		return nil, err
	}
	w := &Windows{hub: hub, feeds: map[string]*window.Feed{}, keys: map[string]func([]byte) error{}, shown: newSizes()}
	var feeds []*window.Feed
	for _, c := range consoles {
		f := hub.Feed(window.Screen{Title: c.Title, Cols: c.Cols, Rows: c.Rows,
			Keys: func(b []byte) { w.typed(c.Name, b) },
			Size: func(cols, rows int) { w.shown.set(c.Name, cols, rows) }})
		w.feeds[c.Name] = f
		feeds = append(feeds, f)
	}
	w.windows, err = window.Open(ctx, t, viewer, feeds...)
	if err != nil {
		hub.Close(false)
		return nil, err
	}
	return w, nil
}

// Show shows more of a console.
func (w *Windows) Show(console string, b []byte) { w.feeds[console].Show(b) }

// Restart shows b on an empty screen, instead of all that a console showed.
func (w *Windows) Restart(console string, b []byte) { w.feeds[console].Restart(b) }

// Pressed gives the keys that are pressed in any window, and q when all of
// them are closed.
func (w *Windows) Pressed() <-chan string {
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

func (w *Windows) setKeys(console string, write func([]byte) error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.keys[console] = write
}

// typed passes on what a person types in a window; where no program runs,
// nobody reads it.
func (w *Windows) typed(console string, b []byte) {
	w.mu.Lock()
	write := w.keys[console]
	w.mu.Unlock()
	if write != nil {
		_ = write(b) // no program runs: the keys go nowhere, as at a dead keyboard
	}
}

// Close ends the windows, unless they are to be kept until a key is pressed.
func (w *Windows) Close(keep bool) {
	w.hub.Close(keep)
	if !keep {
		w.windows.Close()
	}
}

// windowStage are windows, and this terminal, where the chapters are told.
type windowStage struct {
	*narration
	*Windows
}

// Watch implements Stage.
func (a *windowStage) Watch(o *session.Options) {
	o.Show, o.Keys = a.Show, a.setKeys
	o.Size, o.Resize = a.shown.of, a.shown.tell
	a.narration.watch(o)
}

// Close implements Stage.
func (a *windowStage) Close(keep bool) error {
	a.Windows.Close(keep)
	return a.end()
}
