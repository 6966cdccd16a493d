package echo_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"testing"

	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/sock"
)

// after runs a function when a call has been made, before its caller goes on.
type after struct {
	call event.Call
	do   func()
}

func (a after) Begin(*event.Event) {}

func (a after) End(e *event.Event) {
	if e.Call == a.call {
		a.do()
	}
}

// TestResetIsToldWhereverItComes holds that a client whose server resets
// between its send and its shutdown says so, and not that its socket has no
// peer, which is all that the shutdown finds.
func TestResetIsToldWhereverItComes(t *testing.T) {
	for name, source := range map[string]echo.Source{
		"sent at once":                       {Bytes: []byte(echo.Message)},
		"sent and received at the same time": {Bytes: make([]byte, 100_000)},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			reset := func() {
				c, err := l.Accept()
				if err == nil {
					err = errors.Join(c.(*net.TCPConn).SetLinger(0), c.Close())
				}
				if err != nil {
					t.Error(err)
				}
			}
			ctx := context.Background()
			st := sock.New(ctx, sock.Options{Who: "client", Sink: after{event.Send, sync.OnceFunc(reset)}})
			addr := netip.MustParseAddrPort(l.Addr().String())
			o := echo.ClientOptions{Addrs: []netip.AddrPort{addr}, BufSize: echo.BufSize}
			err = echo.Exchange(ctx, st, o, source, &echo.Progress{}, nil, func([]byte) error { return nil })
			if !errors.Is(err, sock.Reset) && !errors.Is(err, sock.Aborted) {
				t.Errorf("Exchange gives %v, want a reset", err)
			}
			if err := st.Close(); err != nil {
				t.Error(err)
			}
			if n := st.Open(); n != 0 {
				t.Errorf("%d sockets stay open", n)
			}
		})
	}
}
