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

	"socklab/lab/digest"
	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/i18n"
	"socklab/lab/sock"
)

// TestComplaintsAfterARest holds that a kind that did not come up for a while
// is told by name again.
func TestComplaintsAfterARest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProgram("es")
		c := p.newComplaints()
		defer c.Close()
		for i := range 2 * digest.Told {
			c.Tell(digest.Item{Line: fmt.Sprint("uno ", i), Kind: "uno"})
		}
		time.Sleep(3 * digest.Every)
		c.Tell(digest.Item{Line: "uno otra vez", Kind: "uno"})
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
			if x.Line != c.line || x.Hint != c.hint || strings.Contains(x.Kind, "5000") {
				t.Errorf("told as %q, %q, of kind %q; want %q, %q", x.Line, x.Hint, x.Kind, c.line, c.hint)
			}
		})
	}
	if h := i18n.In("en").Hints.ServerIdle; !strings.Contains(h, "--timeout") {
		t.Errorf("the hint does not name --timeout: %s", h)
	}
}
