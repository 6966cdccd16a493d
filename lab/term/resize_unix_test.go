//go:build unix

package term

import (
	"bytes"
	"os"
	"syscall"
	"testing"
	"time"
)

// TestWatchSize hears of changes until it is stopped.
func TestWatchSize(t *testing.T) {
	changed := make(chan struct{}, 8)
	stop := WatchSize(os.Stdout, func() { changed <- struct{}{} })
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
		t.Fatal(err)
	}
	select {
	case <-changed:
	case <-time.After(10 * time.Second):
		t.Fatal("a change of size is not heard of")
	}
	stop()
	close(changed) // a later call would panic
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
		t.Fatal(err)
	}
}

func TestSizeOfWhatIsNoTerminal(t *testing.T) {
	var b bytes.Buffer
	if cols, rows, ok := Size(&b); ok || cols != 0 || rows != 0 {
		t.Errorf("a buffer has %dx%d cells", cols, rows)
	}
	if got := WidthNow(&b)(); got != defaultWidth {
		t.Errorf("a buffer is %d columns wide", got)
	}
}
