package echo_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/sock"
)

// TestLargeAgainstAStreamingServer fills both systems' buffers: a client that
// sends all before it receives would never end.
func TestLargeAgainstAStreamingServer(t *testing.T) {
	size := 8 << 20
	if !testing.Short() {
		size = 64 << 20
	}
	message := strings.Repeat("0123456789abcdef", size/16)
	for _, mode := range []echo.Mode{echo.Stream, echo.EOF} {
		s := serve(t, echo.ServerOptions{Mode: mode, BufSize: 64 << 10}, nil)
		s.echoes(t, message)
	}
}

func TestChunksAndReaders(t *testing.T) {
	s := serve(t, echo.ServerOptions{}, nil)
	message := strings.Repeat("abc", 30_000)
	for _, chunk := range []int{0, 7000, 1 << 20} {
		o := s.options()
		o.Chunk = chunk
		for name, src := range map[string]echo.Source{"bytes": {Bytes: []byte(message)}, "reader": {Open: open(strings.NewReader(message))}} {
			got, err := exchange(t, context.Background(), o, src)
			if err != nil || string(got) != message {
				t.Errorf("%s in chunks of %d: %d bytes, %v", name, chunk, len(got), err)
			}
		}
	}
}

func open(r io.Reader) func(context.Context) (io.ReadCloser, error) {
	return func(context.Context) (io.ReadCloser, error) { return io.NopCloser(r), nil }
}

func TestSecondAddress(t *testing.T) {
	gone := serve(t, echo.ServerOptions{}, nil)
	gone.stop(t)
	s := serve(t, echo.ServerOptions{}, nil)
	ctx := context.Background()
	st := sock.New(ctx, sock.Options{})
	defer st.Close()
	var told []netip.AddrPort
	var got []byte
	o := echo.ClientOptions{Addrs: []netip.AddrPort{gone.addr, s.addr}, BufSize: 10}
	err := echo.Exchange(ctx, st, o, echo.Source{Bytes: []byte(echo.Message)}, &echo.Progress{},
		func(err error, next netip.AddrPort) {
			if !errors.Is(err, sock.Refused) {
				t.Error("first address:", err)
			}
			told = append(told, next)
		},
		func(b []byte) error { got = append(got, b...); return nil })
	if err != nil || string(got) != echo.Message || len(told) != 1 || told[0] != s.addr {
		t.Errorf("received %q, %v; told of %v", got, err, told)
	}
	_, err = exchange(t, ctx, echo.ClientOptions{Addrs: []netip.AddrPort{gone.addr, gone.addr}, BufSize: 10}, echo.Source{})
	if !errors.Is(err, sock.Refused) {
		t.Errorf("%v, want refused", err)
	}
	if _, err = exchange(t, ctx, echo.ClientOptions{}, echo.Source{}); err == nil {
		t.Error("no address is no error")
	}
}

// TestServerThatEndsEarly closes after some bytes of a message without end.
func TestServerThatEndsEarly(t *testing.T) {
	l, addr := listener(t)
	go func() {
		c, err := l.Accept()
		if err == nil {
			_, err = c.Recv(make([]byte, 10))
		}
		if err == nil {
			err = c.Shutdown(sock.ShutWr)
		}
		if err != nil {
			t.Error(err)
		}
	}()
	o := echo.ClientOptions{Addrs: []netip.AddrPort{addr}, BufSize: 10, Chunk: 10, Delay: time.Millisecond}
	_, err := exchange(t, context.Background(), o, echo.Source{Open: open(endless{})})
	if !errors.Is(err, echo.ErrEarlyEnd) {
		t.Errorf("%v, want ErrEarlyEnd", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, "endless"), nil }

// listener is a server that the test plays itself.
func listener(t *testing.T) (*sock.Socket, netip.AddrPort) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	st := sock.New(ctx, sock.Options{})
	t.Cleanup(func() { cancel(); _ = st.Close() }) // sockets of the accepting goroutine too
	l, err := st.Listen(any4, 10)
	check(t, err)
	return l, l.Local()
}

// TestServerThatResets is told as a reset, however much was sent.
func TestServerThatResets(t *testing.T) {
	t.Run("short", func(t *testing.T) { resetUnderWine(t); resets(t, 12) })
	t.Run("long", func(t *testing.T) { sendUnderWine(t); resets(t, 20<<20) })
}

// resetUnderWine skips what is a matter of luck there: the recv that comes upon
// a reset right behind data gives 0 at times, as at an orderly end.
func resetUnderWine(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Wine, at times, gives 0 instead of the reset that comes right behind data")
	}
}

// sendUnderWine skips what hangs there: a send that waits for room while the
// same socket receives does not return when its socket is closed.
func sendUnderWine(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Wine does not release a send beside a recv; not tried on Windows itself")
	}
}

func resets(t *testing.T, size int) {
	t.Helper()
	l, addr := listener(t)
	go func() {
		c, err := l.Accept()
		if err == nil {
			_, err = c.Recv(make([]byte, 5))
		}
		if err := errors.Join(err, c.SetLinger(0), c.Close()); err != nil {
			t.Error(err)
		}
	}()
	o := echo.ClientOptions{Addrs: []netip.AddrPort{addr}, BufSize: 10}
	_, err := exchange(t, context.Background(), o, echo.Source{Bytes: make([]byte, size)})
	if !errors.Is(err, sock.Reset) && !errors.Is(err, sock.BrokenPipe) && !errors.Is(err, sock.Aborted) {
		t.Errorf("%d bytes: %v, want a reset", size, err)
	}
}

func TestNoShutdownHangsUntilItsTimeout(t *testing.T) {
	s := serve(t, echo.ServerOptions{}, nil)
	o := s.options()
	o.NoShutdown, o.Timeout = true, 50*time.Millisecond
	if _, err := exchange(t, context.Background(), o, echo.Source{Bytes: []byte(echo.Message)}); !errors.Is(err, sock.Timeout) {
		t.Errorf("%v, want a timeout", err)
	}
	s.echoes(t, echo.Message)
}

func TestFailuresOfTheCallerEndTheExchange(t *testing.T) {
	s := serve(t, echo.ServerOptions{Mode: echo.Stream}, nil)
	fails := echo.Source{Open: func(context.Context) (io.ReadCloser, error) { return nil, errBoom }}
	if _, err := exchange(t, context.Background(), s.options(), fails); !errors.Is(err, errBoom) {
		t.Errorf("open: %v", err)
	}
	half := echo.Source{Open: open(io.MultiReader(strings.NewReader("half"), failing{}))}
	if _, err := exchange(t, context.Background(), s.options(), half); !errors.Is(err, errBoom) {
		t.Errorf("read: %v", err)
	}
	for _, size := range []int{12, 20 << 20} {
		st := sock.New(context.Background(), sock.Options{})
		err := echo.Exchange(context.Background(), st, s.options(), echo.Source{Bytes: make([]byte, size)}, &echo.Progress{},
			func(error, netip.AddrPort) {}, func([]byte) error { return errBoom })
		if !errors.Is(err, errBoom) || st.Open() != 0 {
			t.Errorf("%d bytes: %v, %d sockets open", size, err, st.Open())
		}
		check(t, st.Close())
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBoom }

// TestClientEndsWhereverItIs cancels an exchange at every kind of moment.
func TestClientEndsWhereverItIs(t *testing.T) {
	s := serve(t, echo.ServerOptions{Model: echo.Threads}, nil)
	l, silent := listener(t) // accepts nothing, and so receives nothing
	_ = l
	big := echo.Source{Bytes: bytes.Repeat([]byte("x"), 64<<20)}
	moments := map[string]struct {
		o    echo.ClientOptions
		src  echo.Source
		call event.Call
	}{
		"connect":        {s.options(), echo.Source{Bytes: []byte(echo.Message)}, event.Connect},
		"recv":           {echo.ClientOptions{Addrs: []netip.AddrPort{silent}, BufSize: 10}, echo.Source{Bytes: []byte(echo.Message)}, event.Recv},
		"send":           {echo.ClientOptions{Addrs: []netip.AddrPort{silent}, BufSize: 10}, big, event.Send},
		"send and recv":  {s.options(), big, event.Recv},
		"between chunks": {echo.ClientOptions{Addrs: []netip.AddrPort{s.addr}, BufSize: 10, Chunk: 1, Delay: time.Hour}, big, event.Send},
		"read": {s.options(), echo.Source{Open: func(ctx context.Context) (io.ReadCloser, error) {
			return io.NopCloser(waiting{ctx}), nil
		}}, event.Recv},
	}
	for name, m := range moments {
		t.Run(name, func(t *testing.T) {
			if name == "send" {
				sendUnderWine(t)
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			l := newLog()
			st := sock.New(ctx, sock.Options{Sink: l, Start: time.Now()})
			done := make(chan error, 1)
			go func() {
				done <- echo.Exchange(ctx, st, m.o, m.src, &echo.Progress{}, func(error, netip.AddrPort) {}, func([]byte) error { return nil })
			}()
			l.await(t, m.call)
			cancel()
			err := await(t, done, "end")
			if m.call != event.Connect && !errors.Is(err, context.Canceled) {
				t.Errorf("%v, want context canceled", err)
			}
			if st.Open() != 0 {
				t.Errorf("%d sockets are left open", st.Open())
			}
			check(t, st.Close())
		})
	}
}

type waiting struct{ ctx context.Context }

func (w waiting) Read([]byte) (int, error) {
	<-w.ctx.Done()
	return 0, context.Cause(w.ctx)
}

// TestWaitsForTheServer holds that a refused connection is tried again with a
// new socket, at all addresses, until somebody listens at one.
func TestWaitsForTheServer(t *testing.T) {
	gone, late := serve(t, echo.ServerOptions{}, nil), serve(t, echo.ServerOptions{}, nil)
	gone.stop(t)
	late.stop(t)
	tries := map[netip.AddrPort]int{}
	waits := 0
	var back *server
	sink := tap(func(e *event.Event) {
		if e.Call != event.Connect {
			return
		}
		tries[e.Addr]++
		if tries[late.addr] == 3 && back == nil { // two were refused before
			back = serve(t, echo.ServerOptions{Addr: late.addr}, nil)
		}
	})
	st := sock.New(context.Background(), sock.Options{Sink: sink})
	defer st.Close()
	o := echo.ClientOptions{Addrs: []netip.AddrPort{gone.addr, late.addr}, BufSize: 10, Wait: within, Waiting: func(err error) {
		if waits++; !errors.Is(err, sock.Refused) {
			t.Error(err)
		}
	}}
	var got []byte
	err := echo.Exchange(context.Background(), st, o, echo.Source{Bytes: []byte(echo.Message)}, &echo.Progress{},
		func(error, netip.AddrPort) {}, func(b []byte) error { got = append(got, b...); return nil })
	if err != nil || string(got) != echo.Message {
		t.Errorf("received %q, %v", got, err)
	}
	if waits != 1 || tries[gone.addr] != tries[late.addr] || tries[late.addr] < 4 {
		t.Errorf("told %d times, tried %v", waits, tries)
	}
}

// A tap is called for each call that has ended.
type tap func(e *event.Event)

func (tap) Begin(*event.Event)   {}
func (f tap) End(e *event.Event) { f(e) }

// TestWaitEnds holds that a wait for a server ends by its own bound, with the
// connection's error, or at once with its context.
func TestWaitEnds(t *testing.T) {
	gone := serve(t, echo.ServerOptions{}, nil)
	gone.stop(t)
	o := echo.ClientOptions{Addrs: []netip.AddrPort{gone.addr}, BufSize: 10, Wait: 120 * time.Millisecond}
	if _, err := exchange(t, context.Background(), o, echo.Source{}); !errors.Is(err, sock.Refused) {
		t.Errorf("%v, want refused", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	o.Wait, o.Waiting = time.Hour, func(error) { cancel() }
	if _, err := exchange(t, ctx, o, echo.Source{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
	o.Addrs = []netip.AddrPort{netip.MustParseAddrPort("255.255.255.255:9")} // no wait makes that right
	o.Wait, o.Waiting = within, func(err error) { t.Error("waits after", err) }
	if _, err := exchange(t, context.Background(), o, echo.Source{}); err == nil {
		t.Error("connected to everybody")
	}
}
