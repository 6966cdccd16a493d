package replay

import (
	"context"
	"io"
	"os"
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
	cols, rows := sizeOf(s.Out)
	p := tea.NewProgram(w, tea.WithoutSignalHandler(), tea.WithInput(in),
		tea.WithOutput(io.Discard), tea.WithFPS(1), tea.WithWindowSize(cols, rows))
	// Not tea.WithContext: it would close what keys are read with while they are
	// being read.
	var over atomic.Bool
	defer context.AfterFunc(ctx, func() {
		over.Store(true)
		p.Quit()
	})()
	defer term.WatchSize(s.Out, func() {
		cols, rows := sizeOf(s.Out)
		p.Send(tea.WindowSizeMsg{Width: cols, Height: rows})
	})()
	_, err := p.Run()
	if err == nil && over.Load() {
		return context.Cause(ctx)
	}
	return err
}

// sizeOf is the size of a window, 80 by 24 if it does not tell.
func sizeOf(out io.Writer) (cols, rows int) {
	if cols, rows, ok := term.Size(out); ok {
		return cols, rows
	}
	return 80, 24
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
	return tty, func() { closeAll(tty, out) }
}

func closeAll(files ...*os.File) {
	for _, f := range files {
		_ = f.Close() // a terminal that was read and drawn on: nothing is lost
	}
}
