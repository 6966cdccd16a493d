package window

import (
	"context"

	"socklab/lab/console"
)

// ask asks the viewer for its size, which Screen.Size is told, and for each
// that it gets later.
func (f *Feed) ask() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.measure = true
	f.change.Signal()
}

// resized tells of the viewer's size.
func (f *Feed) resized(s size) {
	fits := f.fit(s)
	if f.screen.Size != nil {
		f.screen.Size(fits.Cols, fits.Rows)
	}
	select {
	case f.measured <- s:
	default: // nobody waits any more
	}
}

// awaitSize waits until the viewer has told its size, or that it is want.
func (f *Feed) awaitSize(ctx context.Context, want size) {
	for {
		select {
		case s := <-f.measured:
			if want == (size{}) || s == want {
				return
			}
		case <-f.closed:
			return
		case <-ctx.Done():
			return
		}
	}
}

// fit makes the screen as large as the viewer's, as far as it may be.
func (f *Feed) fit(s size) size {
	f.mu.Lock()
	defer f.mu.Unlock()
	most := size{f.screen.Cols, f.screen.Rows}
	if s.Cols == 0 || s.Rows == 0 {
		s = most
	}
	s = size{min(s.Cols, most.Cols), min(s.Rows, most.Rows)}
	if s != f.size {
		f.understand()
		f.size = s
		f.paint(f.past.lines())
	}
	return s
}

// Restart shows p on an empty screen, instead of all that was shown.
func (f *Feed) Restart(p []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.raw, f.past = f.raw[:0], history{keep: keptPast}
	f.paint(nil)
	f.raw = append(f.raw, p...)
	f.change.Signal()
}

// wipe empties a terminal, with the lines that have scrolled off.
const wipe = "\x1b[m\x1b[H\x1b[2J\x1b[3J"

// paint shows p, and nothing else, as a screen of the size has it: lines break
// anew. It must be called with mu held.
func (f *Feed) paint(p []byte) {
	f.clean = console.Harmless(f.size.Cols, f.size.Rows)
	f.shown.add([]byte(wipe))
	f.shown.add(f.clean(p))
	f.change.Signal()
}
