//go:build unix

package term

import (
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// widthFor is how long a width counts: to ask costs less than a microsecond.
const widthFor = 0

// WatchSize calls changed when the size of w may have changed, never twice at
// a time, until stop is called, which waits for a call under way.
func WatchSize(_ io.Writer, changed func()) (stop func()) {
	signals, quit := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, syscall.SIGWINCH)
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-signals:
				changed()
			case <-quit:
				return
			}
		}
	})
	return func() { signal.Stop(signals); close(quit); watching.Wait() }
}
