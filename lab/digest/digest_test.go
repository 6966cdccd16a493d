package digest

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A teller keeps what is told.
type teller struct {
	mu    sync.Mutex
	lines []string
	total int // items that the lines speak of
	hints int
}

func (l *teller) digest() *Digest {
	return New(func(line, hint string) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.lines, l.total = append(l.lines, line), l.total+1
		if hint != "" {
			l.hints++
		}
	}, func(n int, kind string) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.lines, l.total = append(l.lines, fmt.Sprintf("%d more: %s", n, kind)), l.total+n
	})
}

func (l *teller) told() (lines, total, hints int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.lines), l.total, l.hints
}

// TestBudget has 45,000 clients reset within a minute, and another failure among
// them.
func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const clients, seconds = 45_000, 60
		var l teller
		d := l.digest()
		for i := range clients {
			d.Tell(Item{Line: fmt.Sprintf("client %d: reset", i), Kind: "reset", Hint: "why"})
			if i == clients/2 {
				d.Tell(Item{Line: "another", Kind: "another", Hint: "why"})
			}
			time.Sleep(seconds * time.Second / clients)
		}
		const most = Told + 1 + seconds*int(time.Second)/int(Every) // intervals, the other kind
		if lines, _, hints := l.told(); lines > most || lines < most-1 || hints != 1 {
			t.Errorf("%d items take %d lines, want %d; a hint is told %d times", clients, lines, most, hints)
		}
		d.Tell(Item{Line: "the last", Kind: "reset"})
		d.Close()
		lines, total, _ := l.told()
		if total != clients+2 {
			t.Errorf("the lines speak of %d items, there were %d", total, clients+2)
		}
		l.mu.Lock()
		if all := strings.Join(l.lines, "\n"); !strings.Contains(all, "another") {
			t.Errorf("the other kind is not told:\n%s", all)
		}
		l.mu.Unlock()
		d.Tell(Item{Line: "late", Kind: "reset"})
		d.Close()
		if now, _, _ := l.told(); now != lines {
			t.Error("something is told after the end")
		}
	})
}
