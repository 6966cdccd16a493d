package bar

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// A Share shows which part of some work is done. It is for one goroutine.
type Share struct {
	w     io.Writer
	words string
	start time.Time
	shown *progressbar.ProgressBar
}

const steps = 1000

// NewShare makes a bar on w.
func NewShare(w io.Writer, words string) *Share { return &Share{w: w, words: words, start: time.Now()} }

// Set tells how much is done, from 0 to 1.
func (b *Share) Set(share float64) {
	if time.Since(b.start) < after {
		return
	}
	if b.shown == nil {
		b.shown = newBar(b.w, b.words, steps, progressbar.OptionThrottle(every))
	}
	_ = b.shown.Set(int(share * steps)) // a bar that cannot be drawn is no reason to stop
}

// Clear takes the bar away.
func (b *Share) Clear() { clearBar(b.shown, b.w) }
