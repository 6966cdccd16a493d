package sock_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"socklab/lab/sock"
)

// TestNotNowIsNoTimeout has a socket that never waits: what its recv says is
// not that a time has passed, until it is given one and waits.
func TestNotNowIsNoTimeout(t *testing.T) {
	st := stack(t, context.Background(), nil)
	_, s, _ := pair(t, st, loopbacks["IPv4"])
	setNonblocking(t, s, true)
	_, err := s.Recv(make([]byte, 1))
	if !errors.Is(err, sock.NotNow) || errors.Is(err, sock.Timeout) {
		t.Errorf("recv of a socket that does not wait: %v, want %v", err, sock.NotNow)
	}
	setNonblocking(t, s, false)
	if err := s.SetTimeouts(10 * time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if _, err = s.Recv(make([]byte, 1)); !errors.Is(err, sock.Timeout) || errors.Is(err, sock.NotNow) {
		t.Errorf("recv of a socket with a bound: %v, want %v", err, sock.Timeout)
	}
}
