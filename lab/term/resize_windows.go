package term

import (
	"io"
	"sync"
	"time"
)

const (
	// widthFor is how long a width counts: to ask a console is to ask another
	// process.
	widthFor = time.Second
	// sizeEvery is how often a console's size is looked at: it tells nobody.
	sizeEvery = 200 * time.Millisecond
)

// WatchSize calls changed when the size of w has changed, never twice at a
// time, until stop is called, which waits for a call under way.
func WatchSize(w io.Writer, changed func()) (stop func()) {
	quit := make(chan struct{})
	var watching sync.WaitGroup
	cols, rows, _ := Size(w)
	watching.Go(func() {
		tick := time.NewTicker(sizeEvery)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
			case <-quit:
				return
			}
			if c, r, ok := Size(w); ok && (c != cols || r != rows) {
				cols, rows = c, r
				changed()
			}
		}
	})
	return func() { close(quit); watching.Wait() }
}
