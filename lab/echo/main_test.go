package echo_test

import (
	"context"
	"errors"
	"net/netip"
	"os"
	"runtime"
	"testing"
	"time"

	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/sock"
)

// within bounds every wait.
const within = 20 * time.Second

var (
	errBoom = errors.New("boom")
	any4    = netip.MustParseAddrPort("127.0.0.1:0")
)

// slow lets long tests run: .ci/run sets it.
func slow(t *testing.T) {
	t.Helper()
	if os.Getenv("SOCKLAB_SLOW") == "" {
		t.Skip("slow: runs with SOCKLAB_SLOW=1")
	}
}

// A server serves in this process.
type server struct {
	addr   netip.AddrPort
	cancel context.CancelFunc
	left   chan error // what ended each client early, or nil
	ended  chan error
	st     *sock.Stack
}

// serve starts a server that ends with the test.
func serve(t *testing.T, o echo.ServerOptions, sink event.Sink) *server {
	t.Helper()
	return serveWith(t, o, sink, func(*echo.ServerHooks) {})
}

// serveWith lets also listen in.
func serveWith(t *testing.T, o echo.ServerOptions, sink event.Sink, also func(*echo.ServerHooks)) *server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &server{cancel: cancel, left: make(chan error, 20_000), ended: make(chan error, 1),
		st: sock.New(ctx, sock.Options{Who: "server", Sink: sink, Start: time.Now()})}
	if !o.Addr.IsValid() {
		o.Addr = any4
	}
	if o.Backlog == 0 {
		o.Backlog = 128
	}
	if o.BufSize == 0 {
		o.BufSize = echo.BufSize
	}
	listening := make(chan netip.AddrPort, 1)
	h := echo.ServerHooks{
		Listening: func(local netip.AddrPort) { listening <- local },
		Accepted:  func(netip.AddrPort) {},
		Left:      func(_ netip.AddrPort, err error) { s.left <- err },
		Retry:     func(err error) { t.Error("retry:", err) },
	}
	also(&h)
	go func() { s.ended <- echo.Serve(ctx, s.st, o, h) }()
	select {
	case s.addr = <-listening:
	case err := <-s.ended:
		t.Fatal(err)
	}
	t.Cleanup(func() { s.stop(t) })
	return s
}

// stop ends the server as Ctrl+C does. A second stop does nothing.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if s.cancel == nil {
		return
	}
	s.cancel()
	s.cancel = nil
	if err := await(t, s.ended, "server's end"); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if n := s.st.Open(); n != 0 {
		t.Errorf("the server leaves %d sockets open", n)
	}
	if err := s.st.Close(); err != nil {
		t.Error(err)
	}
}

func await[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(within):
		t.Fatalf("no %s\n%s", what, stacks())
		panic("unreachable")
	}
}

func stacks() string {
	b := make([]byte, 1<<20)
	return string(b[:runtime.Stack(b, true)])
}

// exchange is one exchange with s, from a stack of its own.
func exchange(t *testing.T, ctx context.Context, o echo.ClientOptions, src echo.Source) ([]byte, error) {
	t.Helper()
	st := sock.New(ctx, sock.Options{})
	var got []byte
	err := echo.Exchange(ctx, st, o, src, &echo.Progress{}, func(error, netip.AddrPort) {},
		func(b []byte) error { got = append(got, b...); return nil })
	if n := st.Open(); n != 0 {
		t.Errorf("the client leaves %d sockets open", n)
	}
	if cerr := st.Close(); cerr != nil {
		t.Error(cerr)
	}
	return got, err
}

func (s *server) options() echo.ClientOptions {
	return echo.ClientOptions{Addrs: []netip.AddrPort{s.addr}, BufSize: echo.BufSize}
}

// echoes checks that a message comes back.
func (s *server) echoes(t *testing.T, message string) {
	t.Helper()
	got, err := exchange(t, context.Background(), s.options(), echo.Source{Bytes: []byte(message)})
	if err != nil || string(got) != message {
		t.Errorf("received %.40q (%d bytes), %v; want %.40q (%d bytes)", got, len(got), err, message, len(message))
	}
}

// raw is a client that this test plays itself.
func (s *server) raw(t *testing.T) *sock.Socket {
	t.Helper()
	st := sock.New(context.Background(), sock.Options{})
	t.Cleanup(func() { _ = st.Close() }) // what the test did not close
	c, err := st.Dial(s.addr, within)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// log keeps the calls, and tells when one begins that may block.
type log struct{ begun chan event.Call }

func newLog() *log { return &log{begun: make(chan event.Call, 100_000)} }

func (l *log) Begin(e *event.Event) { l.begun <- e.Call }
func (l *log) End(*event.Event)     {}

func (l *log) await(t *testing.T, want event.Call) {
	t.Helper()
	for await(t, l.begun, string(want)) != want {
	}
}

// settled waits until what is counted is back at, or under, before.
func settled(t *testing.T, what string, count func() int, before int) {
	t.Helper()
	for end := time.Now().Add(within); count() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d %s, %d before\n%s", count(), what, before, stacks())
		}
	}
}
