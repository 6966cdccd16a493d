package echo_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/sock"
)

// A tally counts the bytes that were received.
type tally struct{ bytes atomic.Int64 }

func (*tally) Begin(*event.Event) {}

func (c *tally) End(e *event.Event) {
	if e.Call == event.Recv && e.Ret > 0 {
		c.bytes.Add(e.Ret)
	}
}

// TestBudgetOfAllClients has one client hold what leaves no room for a second
// one of its size: that one is refused, and nobody else notices.
func TestBudgetOfAllClients(t *testing.T) {
	const size, limit = 600_000, 1_000_000
	message := strings.Repeat("0123456789", size/10)
	received := &tally{}
	s := serve(t, echo.ServerOptions{Model: echo.Threads, MaxMemory: limit}, received)
	held := s.raw(t)
	_, err := held.SendAll([]byte(message))
	check(t, err)
	settled(t, "bytes to receive", func() int { return size - int(received.bytes.Load()) }, 0)

	over := s.raw(t)
	_, _ = over.SendAll([]byte(message)) // the server may reset before all is sent
	var e *echo.OverBudget
	if err := await(t, s.left, "refused client"); !errors.As(err, &e) || e.Limit != limit {
		t.Errorf("left with %v, want a budget of %d", err, limit)
	}
	s.echoes(t, strings.Repeat("x", limit-size)) // what is left can be used to the last byte

	check(t, held.Shutdown(sock.ShutWr))
	expect(t, held, message)
	for range 2 {
		if err := await(t, s.left, "leaving client"); err != nil {
			t.Error("left with", err)
		}
	}
	s.echoes(t, message+message[:limit-size]) // all that was counted has been given back
}

// TestBudgetOfAStream counts what a client's one piece takes, for as long as
// the client is there.
func TestBudgetOfAStream(t *testing.T) {
	s := serve(t, echo.ServerOptions{Model: echo.Threads, Mode: echo.Stream, MaxMemory: 1000}, nil)
	s.echoes(t, strings.Repeat("x", 1000))
	if err := await(t, s.left, "leaving client"); err != nil {
		t.Error("left with", err)
	}
	c := s.raw(t)
	_, _ = c.SendAll(make([]byte, 1001)) // the server may reset before all is sent
	var e *echo.OverBudget
	if err := await(t, s.left, "refused client"); !errors.As(err, &e) {
		t.Errorf("left with %v, want the budget", err)
	}
}
