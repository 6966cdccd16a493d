package window

import (
	"bytes"
	"context"
)

// ask asks the viewer for its size, which Screen.Size is told, and for each
// that it gets later.
func (f *Feed) ask() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.measure = true
	f.change.Signal()
}

// asks tells, once, that the viewer is to be asked.
func (f *Feed) asks() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	asks := f.measure
	f.measure = false
	return asks
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
		f.paint(f.past)
	}
	return s
}

// Restart shows p on an empty screen, instead of all that was shown.
func (f *Feed) Restart(p []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.raw, f.past = f.raw[:0], nil
	f.paint(nil)
	f.raw = append(f.raw, p...)
	f.change.Signal()
}

// wipe empties a terminal, with the lines that have scrolled off.
const wipe = "\x1b[m\x1b[H\x1b[2J\x1b[3J"

// paint shows p, and nothing else, as a screen of the size has it: lines break
// anew. It must be called with mu held.
func (f *Feed) paint(p []byte) {
	f.clean = harmless(f.size)
	f.shown.add([]byte(wipe))
	f.shown.add(f.clean(p))
	f.change.Signal()
}

// maxTail is how much a tail holds at least.
const maxTail = 64 << 10

// A tail is the last part of what was shown, from the start of a line, where
// it does not begin within an escape sequence.
type tail []byte

func (t *tail) add(p []byte) {
	all := append(*t, p...)
	if cut := len(all) - maxTail; cut > maxTail { // rarely: moving costs
		if n := bytes.IndexByte(all[cut:], '\n'); n >= 0 {
			cut += n + 1
		}
		all = append(all[:0], all[cut:]...)
	}
	*t = all
}
