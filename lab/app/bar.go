package app

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"socklab/lab/echo"
	"socklab/lab/term"
)

// A transfer that takes longer than barAfter gets a bar where a person
// watches; it moves every barEvery.
const (
	barAfter = time.Second
	barEvery = 100 * time.Millisecond
	barFrom  = 256 << 10 // bytes: less than that does not move, it waits
)

// A bar shows progress on standard error, below the lines that are written
// through it.
type bar struct {
	mu    sync.Mutex
	w     io.Writer
	on    bool
	words string
	shown *progressbar.ProgressBar
}

func (p *program) newBar(quiet bool) *bar {
	return &bar{w: p.Err, on: !quiet && term.IsTerminal(p.Err), words: p.words.Client.Sending + "/" + p.words.Client.Receiving}
}

// Write writes lines where the bar stood, which comes back by itself.
func (b *bar) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
	return b.w.Write(p)
}

func (b *bar) clear() {
	if b.shown != nil {
		_ = b.shown.Clear()              // a bar that cannot be drawn is no reason to stop
		_, _ = io.WriteString(b.w, "\r") // the library leaves the cursor behind the blanks
	}
}

// watch shows progress until stop is called; total is in bytes, -1: not
// known.
func (b *bar) watch(p *echo.Progress, total int64) (stop func()) {
	if !b.on || total >= 0 && total < barFrom {
		return func() {}
	}
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		first := time.NewTimer(barAfter)
		defer first.Stop()
		select {
		case <-quit:
			return
		case <-first.C:
		}
		b.draw(p, total, quit)
	}()
	return func() { close(quit); <-gone }
}

func (b *bar) draw(p *echo.Progress, total int64, quit chan struct{}) {
	tick := time.NewTicker(barEvery)
	defer tick.Stop()
	b.mu.Lock()
	b.shown = progressbar.NewOptions64(total, progressbar.OptionSetWriter(b.w), progressbar.OptionShowBytes(true),
		progressbar.OptionSetDescription(b.words), progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(0), progressbar.OptionSetPredictTime(true), progressbar.OptionUseIECUnits(true))
	b.mu.Unlock()
	for {
		b.mu.Lock()
		_ = b.shown.Set64(p.Sent.Load() + p.Received.Load())
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
