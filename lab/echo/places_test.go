package echo_test

import (
	"net/netip"
	"sync/atomic"
	"testing"

	"socklab/lab/echo"
	"socklab/lab/sock"
)

// TestThreadsOfTheSystemAreEnough has a system with so many threads, which
// clients take and give back: never are more served than it has room for, the
// bound is told, and all are served in the end.
func TestThreadsOfTheSystemAreEnough(t *testing.T) {
	const reserve = 10 // at least what the server keeps for itself
	for name, c := range map[string]struct{ threads, others, wanted int }{
		"few":                   {60, 0, 0},
		"fewer than wanted":     {60, 0, 1000},
		"others take some":      {60, 15, 0},
		"hardly any":            {1, 0, 0},
		"fewer are wanted, too": {60, 0, 3},
	} {
		t.Run(name, func(t *testing.T) {
			var busy, others, most, bound, full atomic.Int64
			o := echo.ServerOptions{Model: echo.Threads, Backlog: 100, MaxClients: c.wanted,
				Allowed: func() int { return c.threads - int(others.Load()) }}
			s := serveWith(t, o, nil, func(h *echo.ServerHooks) {
				accepted, left := h.Accepted, h.Left
				h.Accepted = func(peer netip.AddrPort) {
					if n := busy.Add(1); n > most.Load() {
						most.Store(n)
					}
					accepted(peer)
				}
				h.Left = func(peer netip.AddrPort, err error) { busy.Add(-1); left(peer, err) }
				h.Bound = func(clients int) { bound.Store(int64(clients)) }
				h.Full = func(clients int) { full.Add(1) }
			})
			others.Store(int64(c.others))
			var held []*sock.Socket
			for range 70 {
				held = append(held, s.raw(t))
			}
			tells := c.wanted != 3
			if tells { // before clients end, and make room
				settled(t, "bounds not reached", func() int { return 1 - int(full.Load()) }, 0)
			}
			for _, client := range held {
				check(t, client.Shutdown(sock.ShutWr))
				expect(t, client, "")
			}
			room := max(c.threads-reserve-c.others, 1)
			if got := int(most.Load()); got > room || c.wanted > 0 && got > c.wanted {
				t.Errorf("%d clients were served at once: there is room for %d", got, room)
			}
			if (bound.Load() > 0) != tells || (full.Load() == 1) != tells {
				t.Errorf("told of the bound %d, and %d times that it is reached", bound.Load(), full.Load())
			}
		})
	}
}
