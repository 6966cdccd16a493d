package bar

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
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

// NewTransfer makes a bar on w. Unless on, it only passes on lines to w.
func NewTransfer(w io.Writer, on bool, words string) *Transfer {
	return &Transfer{w: w, on: on, words: words}
}

// Write writes lines where the bar stood, which comes back by itself.
func (b *Transfer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	clearBar(b.shown, b.w)
	return b.w.Write(p)
}

// Watch shows how many bytes done returns, of a total that is -1 if it is not
// known, until stop is called; stop blocks until the bar is gone. done is called
// in a goroutine of its own.
func (b *Transfer) Watch(done func() int64, total int64) (stop func()) {
	if !b.on || total >= 0 && total < least {
		return func() {}
	}
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		next := time.NewTimer(after)
		defer next.Stop()
		for {
			select {
			case <-quit:
				return
			case <-next.C:
				b.show(done(), total)
				next.Reset(every)
			}
		}
	}()
	return func() {
		close(quit)
		<-gone
		b.mu.Lock()
		defer b.mu.Unlock()
		clearBar(b.shown, b.w)
		b.shown = nil
	}
}

func (b *Transfer) show(done, total int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown == nil {
		b.shown = newBar(b.w, b.words, total, progressbar.OptionShowBytes(true), progressbar.OptionThrottle(0),
			progressbar.OptionSetPredictTime(true), progressbar.OptionUseIECUnits(true))
	}
	_ = b.shown.Set64(done) // a bar that cannot be drawn is no reason to stop
}
