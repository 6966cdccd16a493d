package narrate

import (
	"strings"
	"testing"
	"unicode/utf8"

	"socklab/lab/event"
	"socklab/lab/i18n"
)

// TestWidthChanges makes the window smaller while a server waits: what it says
// then breaks at the new width, and all lines of one event at one width.
func TestWidthChanges(t *testing.T) {
	width := 80
	n := newTeller(Options{Words: i18n.In("es"), Level: Full, Server: true, Width: width, WidthNow: func() int { return width }})
	n.all(listening()...)
	n.all(accepted(4, guest)...)
	if longest(n.lines()) <= 39 {
		t.Fatalf("nothing is wider than 39 columns at 80:\n%s", n.out.String())
	}
	before := n.out.Len()
	width = 39
	n.begin(done(event.Recv, 4, 0, 2048))
	n.timer.Stop() // only this test moves the clock
	n.clock = n.clock.Add(waitTold)
	n.tick()
	n.End(data(event.Recv, 4, 2048, "Hello, world"))
	n.Say(n.o.Words.Server.Stopped)
	told := strings.Split(strings.TrimSuffix(n.out.String()[before:], "\n"), "\n")
	if longest(told) >= 39 || !strings.Contains(told[0], "recv(4) ...") {
		t.Errorf("in a window of 39 columns:\n%s", strings.Join(told, "\n"))
	}
}

func longest(lines []string) int {
	most := 0
	for _, l := range lines {
		most = max(most, utf8.RuneCountInString(l))
	}
	return most
}
