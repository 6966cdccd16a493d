package bar

import (
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A watcher is a terminal that is waited for.
type watcher struct {
	mu   sync.Mutex
	text strings.Builder
	came chan struct{}
}

func newWatcher() *watcher { return &watcher{came: make(chan struct{}, 1)} }

func (w *watcher) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case w.came <- struct{}{}:
	default:
	}
	return w.text.Write(p)
}

func (w *watcher) shows() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

// until waits until the terminal has shown text.
func (w *watcher) until(t *testing.T, text string) {
	t.Helper()
	end := time.After(30 * time.Second)
	for !strings.Contains(w.shows(), text) {
		select {
		case <-w.came:
		case <-end:
			t.Fatalf("%q never came: %q", text, w.shows())
		}
	}
}

// TestTransfer: the bar tells how far it is, goes for a line and at the end.
func TestTransfer(t *testing.T) {
	w := newWatcher()
	b := NewTransfer(w, true, "sending")
	var done atomic.Int64
	done.Store(least)
	stop := b.Watch(done.Load, 4*least)
	w.until(t, "sending")
	done.Store(2 * least)
	w.until(t, "50%")
	_, _ = io.WriteString(b, "a line\n") // w never fails
	if text := w.shows(); !strings.Contains(text, "\ra line\n") {
		t.Errorf("the line stands behind the bar: %q", text)
	}
	stop()
	if text := w.shows(); !strings.HasSuffix(text, "\r") {
		t.Errorf("the bar stays: %q", text)
	}
}

// TestNoTransfer: little has no bar, nor has what nobody watches.
func TestNoTransfer(t *testing.T) {
	for name, c := range map[string]struct {
		on    bool
		total int64
	}{"little": {true, least - 1}, "off": {false, -1}} {
		w := newWatcher()
		b := NewTransfer(w, c.on, "x")
		b.Watch(func() int64 { t.Errorf("%s: asked how far it is", name); return 0 }, c.total)()
		_, _ = io.WriteString(b, "a line\n") // w never fails
		if text := w.shows(); text != "a line\n" {
			t.Errorf("%s: %q", name, text)
		}
	}
}

// TestShare: a bar comes when the work has lasted, and goes.
func TestShare(t *testing.T) {
	w := newWatcher()
	b := NewShare(w, "drawing")
	b.Set(0.2)
	if text := w.shows(); text != "" {
		t.Errorf("at once: %q", text)
	}
	b.start = b.start.Add(-2 * after)
	b.Set(0.5)
	w.until(t, "drawing")
	b.Clear()
	if text := w.shows(); !strings.HasSuffix(text, "\r") {
		t.Errorf("the bar stays: %q", text)
	}
}
