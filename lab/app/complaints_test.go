package app

import (
	"bytes"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/i18n"
	"socklab/lab/sock"
)

// TestComplaintsHaveABudget has 45,000 clients reset within a minute, and
// other failures among them.
func TestComplaintsHaveABudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const clients, seconds = 45_000, 60
		p := newProgram("en")
		c := p.newComplaints()
		told := func() []string { return strings.Split(strings.TrimSpace(p.Err.(*bytes.Buffer).String()), "\n") }
		reset := func(port int) {
			peer := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), uint16(port))
			c.tell(p.leaving(peer, &sock.Error{Call: event.Recv, Addr: peer, Err: numbers[sock.Reset]}))
		}
		for i := range clients {
			reset(1 + i%50_000)
			if i == clients/2 {
				c.tell(p.leaving(netip.AddrPort{}, &echo.TooLarge{Limit: 1 << 20}))
			}
			time.Sleep(seconds * time.Second / clients)
		}
		c.mu.Lock() // no interval ends while it is read
		lines := told()
		c.mu.Unlock()
		const most = complaintsTold + 1 + seconds*int(time.Second)/int(complaintsEvery) + 2 // with a hint, intervals, the other kind
		if len(lines) > most || len(lines) < most-1 {
			t.Errorf("%d failures take %d lines, want %d:\n%s", clients, len(lines), most, strings.Join(lines, "\n"))
		}
		if all := strings.Join(lines, "\n"); !strings.Contains(all, "message over 1 MiB refused") {
			t.Errorf("the other kind is not told:\n%s", all)
		}
		reset(7)
		c.close()
		total := 0
		for _, l := range told() {
			n := 0
			if _, err := fmt.Sscanf(l, "... and %d more: recv: connection reset by the other side", &n); err == nil {
				total += n
			} else if strings.HasPrefix(l, "recv 127.0.0.1:") {
				total++
			}
		}
		if total != clients+1 {
			t.Errorf("the lines speak of %d failures, there were %d", total, clients+1)
		}
		before := len(told())
		reset(8)
		c.close()
		if len(told()) != before {
			t.Error("something is told after the end")
		}
	})
}

// TestComplaintsAfterARest holds that a kind that did not come up for a while
// is told by name again.
func TestComplaintsAfterARest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProgram("es")
		c := p.newComplaints()
		defer c.close()
		for i := range 2 * complaintsTold {
			c.tell(complaint{line: fmt.Sprint("uno ", i), kind: "uno"})
		}
		time.Sleep(3 * complaintsEvery)
		c.tell(complaint{line: "uno otra vez", kind: "uno"})
		want := "uno 0\nuno 1\nuno 2\nuno 3\n... y 4 más: uno\nuno otra vez\n"
		if got := p.Err.(*bytes.Buffer).String(); got != want {
			t.Errorf("told\n%s\nwant\n%s", got, want)
		}
	})
}

// TestWhyAClientLeft holds that what the server refuses names the client, the
// limit and the option that changes it.
func TestWhyAClientLeft(t *testing.T) {
	peer := netip.MustParseAddrPort("127.0.0.1:5000")
	for name, c := range map[string]struct {
		err  error
		line string
		hint string
	}{
		"too large":      {&echo.TooLarge{Limit: 1 << 20}, "client 127.0.0.1:5000: message over 1 MiB refused", "to take longer messages: --max-message 4MiB"},
		"budget":         {&echo.OverBudget{Limit: 1 << 30}, "client 127.0.0.1:5000: message refused: with it, those of all clients would take over 1 GiB of memory", "serve fewer at a time (--max-clients), or allow more: --max-memory 4GiB"},
		"out of memory":  {&echo.OutOfMemory{Size: 32 << 20, Err: errors.New("x")}, "client 127.0.0.1:5000: out of memory: the system gives no further 32 MiB (x)", i18n.In("en").Hints.NoMemoryServer},
		"its time is up": {&sock.Error{Call: event.Recv, Addr: peer, Wait: time.Second, Err: numbers[sock.Timeout]}, "recv 127.0.0.1:5000: the time allowed has passed (" + sock.Symbol(numbers[sock.Timeout]) + "); the server goes on", i18n.In("en").Hints.ServerIdle},
	} {
		t.Run(name, func(t *testing.T) {
			x := newProgram("en").leaving(peer, c.err)
			if x.line != c.line || x.hint != c.hint || strings.Contains(x.kind, "5000") {
				t.Errorf("told as %q, %q, of kind %q; want %q, %q", x.line, x.hint, x.kind, c.line, c.hint)
			}
		})
	}
	if h := i18n.In("en").Hints.ServerIdle; !strings.Contains(h, "--timeout") {
		t.Errorf("the hint does not name --timeout: %s", h)
	}
}
