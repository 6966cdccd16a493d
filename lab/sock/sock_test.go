package sock_test

import (
	"bytes"
	"context"
	"errors"
	"net/netip"
	"runtime"
	"sync"
	"testing"
	"time"

	"socklab/lab/event"
	"socklab/lab/sock"
)

var loopbacks = map[string]netip.AddrPort{
	"IPv4": netip.MustParseAddrPort("127.0.0.1:0"),
	"IPv6": netip.MustParseAddrPort("[::1]:0"),
}

// log is a sink that keeps what it is told.
type log struct {
	mu    sync.Mutex
	begun chan event.Call
	ended []event.Event
}

func newLog() *log { return &log{begun: make(chan event.Call, 1000)} }

func (l *log) Begin(e *event.Event) { l.begun <- e.Call }

func (l *log) End(e *event.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := *e
	kept.Data = bytes.Clone(e.Data)
	l.ended = append(l.ended, kept)
}

func (l *log) calls() []event.Call {
	l.mu.Lock()
	defer l.mu.Unlock()
	var names []event.Call
	for _, e := range l.ended {
		names = append(names, e.Call)
	}
	return names
}

func (l *log) last() event.Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ended[len(l.ended)-1]
}

// await waits until a call that may block has been announced.
func (l *log) await(t *testing.T, want event.Call) {
	t.Helper()
	for {
		select {
		case got := <-l.begun:
			if got == want {
				return
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s never began", want)
		}
	}
}

func stack(t *testing.T, ctx context.Context, sink event.Sink) *sock.Stack {
	t.Helper()
	st := sock.New(ctx, sock.Options{Who: "test", Sink: sink, Start: time.Now()})
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
		if n := st.Open(); n != 0 {
			t.Errorf("%d sockets are open after Close", n)
		}
	})
	return st
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// pair returns both ends of a connection, and its listener.
func pair(t *testing.T, st *sock.Stack, addr netip.AddrPort) (client, server, listener *sock.Socket) {
	t.Helper()
	listener, err := st.Listen(addr, 10)
	if errors.Is(err, sock.NotAvailable) || errors.Is(err, sock.Unsupported) {
		t.Skipf("this machine has no %v", addr.Addr())
	}
	if err != nil {
		t.Fatal(err)
	}
	client = must[*sock.Socket](t)(st.Dial(listener.Local(), 0))
	server = must[*sock.Socket](t)(listener.Accept())
	return client, server, listener
}

func TestStreamPair(t *testing.T) {
	for name, addr := range loopbacks {
		t.Run(name, func(t *testing.T) {
			st := stack(t, context.Background(), nil)
			c, s, l := pair(t, st, addr)
			if got := must[netip.AddrPort](t)(s.Getsockname()); got != l.Local() {
				t.Errorf("server's own address %v, want the listener's %v", got, l.Local())
			}
			own := must[netip.AddrPort](t)(c.Getsockname())
			if peer := must[netip.AddrPort](t)(s.Getpeername()); peer != own || s.Peer() != own {
				t.Errorf("peer %v and %v, want the client's %v", peer, s.Peer(), own)
			}
			if n, err := c.SendAll([]byte("Hello, world")); n != 12 || err != nil {
				t.Fatalf("SendAll = %d, %v", n, err)
			}
			if err := c.Shutdown(sock.ShutWr); err != nil {
				t.Fatal(err)
			}
			if got := readAll(t, s, 5); string(got) != "Hello, world" {
				t.Errorf("received %q", got)
			}
			if st.Open() != 3 {
				t.Errorf("%d open, want 3", st.Open())
			}
		})
	}
}

// readAll receives with a small buffer until the peer's end.
func readAll(t *testing.T, s *sock.Socket, size int) []byte {
	t.Helper()
	var all []byte
	b := make([]byte, size)
	for {
		n, err := s.Recv(b)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return all
		}
		if n > size {
			t.Fatalf("recv(%d) = %d", size, n)
		}
		all = append(all, b[:n]...)
	}
}

func TestLargeBothWays(t *testing.T) {
	st := stack(t, context.Background(), nil)
	c, s, _ := pair(t, st, loopbacks["IPv4"])
	message := bytes.Repeat([]byte("0123456789abcdef"), 1<<18) // 4 MiB, more than both buffers hold
	echoed := make(chan error, 1)
	go func() {
		b := make([]byte, 64<<10)
		for {
			n, err := s.Recv(b)
			if err == nil && n > 0 {
				_, err = s.SendAll(b[:n])
			}
			if err != nil || n == 0 {
				echoed <- errors.Join(err, s.Shutdown(sock.ShutWr))
				return
			}
		}
	}()
	sent := make(chan error, 1)
	go func() {
		_, err := c.SendAll(message)
		sent <- errors.Join(err, c.Shutdown(sock.ShutWr))
	}()
	if got := readAll(t, c, 10000); !bytes.Equal(got, message) {
		t.Errorf("received %d bytes, not the %d sent", len(got), len(message))
	}
	if err := errors.Join(<-sent, <-echoed); err != nil {
		t.Error(err)
	}
}

func TestDatagram(t *testing.T) {
	for name, addr := range loopbacks {
		t.Run(name, func(t *testing.T) {
			st := stack(t, context.Background(), nil)
			a := must[*sock.Socket](t)(st.Socket(addr.Addr(), sock.Datagram))
			if err := a.Bind(addr); err != nil {
				t.Skipf("this machine has no %v: %v", addr.Addr(), err)
			}
			to := must[netip.AddrPort](t)(a.Getsockname())
			b := must[*sock.Socket](t)(st.Socket(addr.Addr(), sock.Datagram))
			for _, sent := range []string{"first", "", "third"} {
				if n, err := b.SendTo([]byte(sent), to); n != len(sent) || err != nil {
					t.Fatalf("SendTo = %d, %v", n, err)
				}
				buf := make([]byte, 100)
				n, from, err := a.RecvFrom(buf)
				if err != nil || string(buf[:n]) != sent {
					t.Fatalf("RecvFrom = %q, %v; want %q", buf[:n], err, sent)
				}
				if own := must[netip.AddrPort](t)(b.Getsockname()); from.Port() != own.Port() {
					t.Errorf("from %v, want port %d", from, own.Port())
				}
			}
		})
	}
}

func TestEventsOfAConnection(t *testing.T) {
	l := newLog()
	st := stack(t, context.Background(), l)
	c, s, _ := pair(t, st, loopbacks["IPv4"])
	must[int](t)(c.Send([]byte("abc")))
	if e := l.last(); e.Ret != 3 || e.FD != c.FD() || string(e.Data) != "abc" || e.Args()[0] != "3" {
		t.Errorf("send: %+v", e)
	}
	must[int](t)(s.Recv(make([]byte, 2048)))
	if e := l.last(); e.Ret != 3 || string(e.Data) != "abc" || e.Args()[0] != "2048" || e.Peer != s.Peer() {
		t.Errorf("recv: %+v", e)
	}
	want := []event.Call{event.Socket, event.Setsockopt, event.Bind, event.Listen, event.Getsockname,
		event.Socket, event.Connect, event.Accept, event.Send, event.Recv}
	if got := l.calls(); !equal(got, want) {
		t.Errorf("calls %v\nwant  %v", got, want)
	}
}

func equal(a, b []event.Call) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// TestCancel holds that ending the context releases every call that blocks.
func TestCancel(t *testing.T) {
	type setting struct{ client, server, listener *sock.Socket }
	blocked := map[event.Call]func(t *testing.T, st *sock.Stack, s setting) error{
		event.Accept: func(_ *testing.T, _ *sock.Stack, s setting) error { _, err := s.listener.Accept(); return err },
		event.Recv: func(_ *testing.T, _ *sock.Stack, s setting) error {
			_, err := s.server.Recv(make([]byte, 10))
			return err
		},
		event.Send: func(_ *testing.T, _ *sock.Stack, s setting) error {
			b := make([]byte, 1<<20)
			for {
				if _, err := s.client.SendAll(b); err != nil {
					return err
				}
			}
		},
		event.Recvfrom: func(t *testing.T, st *sock.Stack, _ setting) error {
			u, err := st.Socket(netip.MustParseAddr("127.0.0.1"), sock.Datagram)
			if err == nil {
				err = u.Bind(loopbacks["IPv4"])
			}
			if err == nil {
				_, _, err = u.RecvFrom(make([]byte, 10))
			}
			return err
		},
	}
	for name, block := range blocked {
		t.Run(string(name), func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			l := newLog()
			st := stack(t, ctx, l)
			var s setting
			s.client, s.server, s.listener = pair(t, st, loopbacks["IPv4"])
			for len(l.begun) > 0 {
				<-l.begun
			}
			done := make(chan error, 1)
			go func() { done <- block(t, st, s) }()
			l.await(t, name)
			cancel()
			select {
			case err := <-done:
				if !errors.Is(err, context.Canceled) {
					t.Errorf("%v, want context canceled", err)
				}
			case <-time.After(10 * time.Second):
				t.Fatal("still blocked")
			}
		})
	}
}

// TestCancelInTheInstant: the context ends just when accept begins, before the
// system has it, or a little later, again and again.
func TestCancelInTheInstant(t *testing.T) {
	for i := range 200 {
		ctx, cancel := context.WithCancel(context.Background())
		l := newLog()
		st := sock.New(ctx, sock.Options{Who: "test", Sink: l, Start: time.Now()})
		s, err := st.Listen(loopbacks["IPv4"], 1)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { _, err := s.Accept(); done <- err }()
		l.await(t, event.Accept)
		for range i % 10 * 1000 { // the instant differs
			_ = l.begun
		}
		cancel()
		select {
		case err := <-done:
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("%d: %v, want context canceled", i, err)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%d: still blocked", i)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTimeout(t *testing.T) {
	st := stack(t, context.Background(), nil)
	_, s, _ := pair(t, st, loopbacks["IPv4"])
	if err := s.SetTimeouts(50 * time.Millisecond); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	_, err := s.Recv(make([]byte, 10))
	if !errors.Is(err, sock.Timeout) {
		t.Errorf("recv: %v, want a timeout", err)
	}
	if d := time.Since(begun); d < 40*time.Millisecond {
		t.Errorf("after %v only", d)
	}
}

func TestAbortReleases(t *testing.T) {
	l := newLog()
	st := stack(t, context.Background(), l)
	_, s, _ := pair(t, st, loopbacks["IPv4"])
	done := make(chan error, 1)
	go func() { _, err := s.Recv(make([]byte, 10)); done <- err }()
	l.await(t, event.Recv)
	s.Abort()
	if err := <-done; !errors.Is(err, sock.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
}

// TestReleaseIsMadeOnce holds that a call that several want to end, as a
// context and then both halves of an exchange do, is released by one call.
func TestReleaseIsMadeOnce(t *testing.T) {
	for range 50 {
		ctx, cancel := context.WithCancel(context.Background())
		l := newLog()
		st := stack(t, ctx, l)
		_, s, _ := pair(t, st, loopbacks["IPv4"])
		done := make(chan error, 1)
		go func() { _, err := s.Recv(make([]byte, 10)); done <- err }()
		l.await(t, event.Recv)
		cancel()
		s.Abort()
		if err := <-done; !errors.Is(err, context.Canceled) && !errors.Is(err, sock.ErrClosed) {
			t.Errorf("%v, want context canceled or ErrClosed", err)
		}
		s.Abort()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
		releases := 0
		for _, e := range l.ended {
			if e.On == 3 && (e.Call == event.Shutdown || e.Call == event.Close) { // the one that accept has made
				releases++
			}
		}
		want := 2 // Linux: a shutdown, and the close in the end
		if runtime.GOOS != "linux" {
			want = 1
		}
		if releases != want {
			t.Fatalf("%d calls end it, want %d: %v", releases, want, l.calls())
		}
	}
}

func TestErrorsSayCallAddressAndReason(t *testing.T) {
	st := stack(t, context.Background(), nil)
	l := must[*sock.Socket](t)(st.Listen(loopbacks["IPv4"], 1))
	busy := l.Local()
	_, err := st.Listen(busy, 1)
	check(t, "second bind", err, sock.InUse, event.Bind, busy)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = st.Dial(busy, 0)
	check(t, "nobody listens", err, sock.Refused, event.Connect, busy)
	foreign := netip.MustParseAddrPort("192.0.2.1:0")
	_, err = st.Listen(foreign, 1)
	check(t, "foreign address", err, sock.NotAvailable, event.Bind, foreign)
	u := must[*sock.Socket](t)(st.Socket(netip.MustParseAddr("127.0.0.1"), sock.Stream))
	_, err = u.Getpeername()
	check(t, "no peer", err, sock.NotConnected, event.Getpeername, netip.AddrPort{})
	if st.Open() != 1 {
		t.Errorf("%d open: a failed step must close what was opened", st.Open())
	}
}

func check(t *testing.T, what string, err error, kind sock.Kind, call event.Call, addr netip.AddrPort) {
	t.Helper()
	var e *sock.Error
	if !errors.As(err, &e) || e.Call != call || e.Addr != addr || !errors.Is(err, kind) || e.Errno() == 0 {
		t.Errorf("%s: %v, want %v of %s %v", what, err, kind, call, addr)
		return
	}
	if !errors.Is(err, e.Errno()) {
		t.Errorf("%s: does not unwrap to its number", what)
	}
}

func TestReset(t *testing.T) {
	st := stack(t, context.Background(), nil)
	c, s, _ := pair(t, st, loopbacks["IPv4"])
	if err := errors.Join(c.SetLinger(0), c.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Recv(make([]byte, 10)); !errors.Is(err, sock.Reset) {
		t.Errorf("recv: %v, want a reset", err)
	}
}

func TestClosedSocketIsNotUsed(t *testing.T) {
	st := stack(t, context.Background(), nil)
	c, _, _ := pair(t, st, loopbacks["IPv4"])
	if err := errors.Join(c.Close(), c.Close()); err != nil {
		t.Error("closing twice:", err)
	}
	if _, err := c.Send([]byte("x")); !errors.Is(err, sock.ErrClosed) {
		t.Errorf("send: %v, want ErrClosed", err)
	}
}
