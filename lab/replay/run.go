package replay

import (
	"context"
	"io"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"socklab/lab/term"
)

// run gives the terminal of s to a view.
func run(ctx context.Context, s term.Streams, v view, colour bool) error {
	in, closeIn := keyboard(s.In)
	defer closeIn()
	defer term.Painting(s.Out)()
	w := newWindow(v, s.Out, colour)
	w.begin()
	defer w.end()
	size := tea.WindowSizeMsg{Width: 80, Height: 24} // if the terminal does not tell
	p := tea.NewProgram(w, tea.WithoutSignalHandler(), tea.WithInput(in),
		tea.WithOutput(io.Discard), tea.WithFPS(1), tea.WithWindowSize(size.Width, size.Height))
	// Not tea.WithContext: it would close what keys are read with while they are
	// being read.
	var over atomic.Bool
	defer context.AfterFunc(ctx, func() {
		over.Store(true)
		p.Quit()
	})()
	defer term.WatchSize(s.Out, func() { p.Send(size) })()
	_, err := p.Run()
	if err == nil && over.Load() {
		return context.Cause(ctx)
	}
	return err
}

// keyboard is where keys come from: nil where there is none.
func keyboard(in io.Reader) (io.Reader, func()) {
	if term.IsTerminal(in) {
		return in, func() {}
	}
	tty, out, err := tea.OpenTTY()
	if err != nil {
		return nil, func() {}
	}
	return tty, func() { // a terminal that was read and drawn on: nothing is lost
		_ = tty.Close()
		_ = out.Close()
	}
}
