// Package bar shows on a terminal how far a work has got that takes long.
//
// It knows neither the work nor any words.
package bar

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Work that takes longer than after gets a bar; it moves every so often.
const (
	after = time.Second
	every = 100 * time.Millisecond
	least = 256 << 10 // bytes: less than that does not move, it waits
)

// A Transfer shows how many bytes have been moved, below the lines that are
// written through it.
type Transfer struct {
	mu    sync.Mutex
	w     io.Writer
	on    bool
	words string
	shown *progressbar.ProgressBar
}

// NewTransfer makes a bar on w, which does nothing but write lines unless on.
func NewTransfer(w io.Writer, on bool, words string) *Transfer {
	return &Transfer{w: w, on: on, words: words}
}

// Write writes lines where the bar stood, which comes back by itself.
func (b *Transfer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
	return b.w.Write(p)
}

func (b *Transfer) clear() {
	if b.shown != nil {
		_ = b.shown.Clear()              // a bar that cannot be drawn is no reason to stop
		_, _ = io.WriteString(b.w, "\r") // the library leaves the cursor behind the blanks
	}
}

// Watch shows what done tells until stop is called; total is in bytes, -1: not
// known.
func (b *Transfer) Watch(done func() int64, total int64) (stop func()) {
	if !b.on || total >= 0 && total < least {
		return func() {}
	}
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		first := time.NewTimer(after)
		defer first.Stop()
		select {
		case <-quit:
			return
		case <-first.C:
		}
		b.draw(done, total, quit)
	}()
	return func() { close(quit); <-gone }
}

func (b *Transfer) draw(done func() int64, total int64, quit chan struct{}) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	b.mu.Lock()
	b.shown = progressbar.NewOptions64(total, progressbar.OptionSetWriter(b.w), progressbar.OptionShowBytes(true),
		progressbar.OptionSetDescription(b.words), progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(0), progressbar.OptionSetPredictTime(true), progressbar.OptionUseIECUnits(true))
	b.mu.Unlock()
	for {
		b.mu.Lock()
		_ = b.shown.Set64(done())
		b.mu.Unlock()
		select {
		case <-quit:
			b.mu.Lock()
			b.clear()
			b.shown = nil
			b.mu.Unlock()
			return
		case <-tick.C:
		}
	}
}
