package echo_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/sock"
)

var kinds = map[string]echo.ServerOptions{
	"serial":         {},
	"threads":        {Model: echo.Threads},
	"serial stream":  {Mode: echo.Stream},
	"threads stream": {Model: echo.Threads, Mode: echo.Stream},
	"names":          {Names: true},
	"one byte":       {BufSize: 1},
}

func TestServeEchoes(t *testing.T) {
	for name, o := range kinds {
		t.Run(name, func(t *testing.T) {
			s := serve(t, o, nil)
			for _, message := range []string{echo.Message, "", "x", "\x00\xff'\"", strings.Repeat("0123456789", 12_345)} {
				s.echoes(t, message)
				if err := await(t, s.left, "leaving client"); err != nil {
					t.Error("left with", err)
				}
			}
		})
	}
}

func TestServeEndsAfterItsClients(t *testing.T) {
	for _, model := range []echo.Model{echo.Serial, echo.Threads} {
		s := serve(t, echo.ServerOptions{Clients: 3, Model: model}, nil)
		for range 3 {
			s.echoes(t, echo.Message)
		}
		if err := await(t, s.ended, "end"); err != nil {
			t.Error(err)
		}
		s.ended <- nil
	}
}

// TestThreadsServeAtOnce holds a client, and is served beside it.
func TestThreadsServeAtOnce(t *testing.T) {
	s := serve(t, echo.ServerOptions{Model: echo.Threads}, nil)
	held := s.raw(t)
	for range 5 {
		s.echoes(t, echo.Message)
	}
	check(t, held.Shutdown(sock.ShutWr))
	expect(t, held, "")
}

// TestSerialServesOneAfterTheOther sees that a second client waits.
func TestSerialServesOneAfterTheOther(t *testing.T) {
	s := serve(t, echo.ServerOptions{}, nil)
	first, second := s.raw(t), s.raw(t)
	check(t, second.Shutdown(sock.ShutWr))
	check(t, second.SetTimeouts(50*time.Millisecond))
	if _, err := second.Recv(make([]byte, 1)); !errors.Is(err, sock.Timeout) {
		t.Errorf("%v, want a timeout while the first is served", err)
	}
	check(t, first.Close())
	check(t, second.SetTimeouts(within))
	expect(t, second, "")
}

// TestMaxClientsWait sees that a client beyond the limit is served later.
func TestMaxClientsWait(t *testing.T) {
	s := serve(t, echo.ServerOptions{Model: echo.Threads, MaxClients: 2}, nil)
	first, second, third := s.raw(t), s.raw(t), s.raw(t)
	check(t, third.Shutdown(sock.ShutWr))
	check(t, third.SetTimeouts(50*time.Millisecond))
	if _, err := third.Recv(make([]byte, 1)); !errors.Is(err, sock.Timeout) {
		t.Errorf("%v, want a timeout while two are served", err)
	}
	check(t, errors.Join(first.Close(), third.SetTimeouts(within)))
	expect(t, third, "")
	check(t, second.Close())
}

func TestStreamAnswersAtOnce(t *testing.T) {
	s := serve(t, echo.ServerOptions{Mode: echo.Stream}, nil)
	c := s.raw(t)
	buf := make([]byte, 10)
	for _, piece := range []string{"a", "bc", "def"} {
		_, err := c.SendAll([]byte(piece))
		check(t, err)
		if n, err := c.Recv(buf); err != nil || string(buf[:n]) != piece {
			t.Fatalf("received %q, %v; want %q before the end", buf[:n], err, piece)
		}
	}
	check(t, c.Close())
}

// expect receives to the end.
func expect(t *testing.T, c *sock.Socket, want string) {
	t.Helper()
	var got []byte
	for buf := make([]byte, 64<<10); ; {
		n, err := c.Recv(buf)
		if err != nil {
			t.Fatalf("recv: %v after %d bytes", err, len(got))
		}
		if n == 0 {
			break
		}
		got = append(got, buf[:n]...)
	}
	if string(got) != want {
		t.Errorf("received %.40q, want %.40q", got, want)
	}
	check(t, c.Close())
}

// reset holds that a client whose exchange the server gave up is told so: its
// recv must not give 0, which would be an empty answer.
func reset(t *testing.T, c *sock.Socket) {
	t.Helper()
	if n, err := c.Recv(make([]byte, 10)); !errors.Is(err, sock.Reset) {
		t.Errorf("recv gives %d, %v; want a reset", n, err)
	}
}

// TestServeSurvives has clients do what ends the course's server, and one
// more that is served.
func TestServeSurvives(t *testing.T) {
	tests := map[string]struct {
		o    echo.ServerOptions
		do   func(t *testing.T, c *sock.Socket)
		left func(err error) bool
	}{
		"reset": {do: func(t *testing.T, c *sock.Socket) {
			check(t, errors.Join(c.SetLinger(0), c.Close()))
		}, left: is(sock.Reset)},
		"vanished": {do: func(t *testing.T, c *sock.Socket) {
			_, err := c.SendAll(bytes.Repeat([]byte("x"), 8<<20))
			check(t, errors.Join(err, c.Shutdown(sock.ShutWr), c.Close()))
		}, left: func(err error) bool { return is(sock.Reset)(err) || is(sock.BrokenPipe)(err) || is(sock.Aborted)(err) }},
		"silent": {o: echo.ServerOptions{Timeout: 400 * time.Millisecond}, do: func(t *testing.T, c *sock.Socket) {
			reset(t, c)
		}, left: is(sock.Timeout)},
		"silent after a part": {o: echo.ServerOptions{Timeout: 400 * time.Millisecond}, do: func(t *testing.T, c *sock.Socket) {
			_, err := c.SendAll([]byte(echo.Message))
			check(t, err)
			reset(t, c)
		}, left: is(sock.Timeout)},
		"too large": {o: echo.ServerOptions{MaxMessage: 1000}, do: func(t *testing.T, c *sock.Socket) {
			_, _ = c.SendAll(make([]byte, 1001)) // the server may reset before all is sent
		}, left: tooLarge},
		"too large in a stream": {o: echo.ServerOptions{MaxMessage: 1000, Mode: echo.Stream}, do: func(t *testing.T, c *sock.Socket) {
			_, _ = c.SendAll(make([]byte, 1001)) // the server may reset before all is sent
		}, left: tooLarge},
	}
	for name, test := range tests {
		for _, model := range []echo.Model{echo.Serial, echo.Threads} {
			t.Run(fmt.Sprint(name, model), func(t *testing.T) {
				test.o.Model = model
				s := serve(t, test.o, nil)
				c := s.raw(t)
				test.do(t, c)
				if err := await(t, s.left, "leaving client"); !test.left(err) {
					t.Errorf("left with %v", err)
				}
				s.echoes(t, echo.Message)
			})
		}
	}
}

func is(kind sock.Kind) func(error) bool {
	return func(err error) bool { return errors.Is(err, kind) }
}

func tooLarge(err error) bool {
	var e *echo.TooLarge
	return errors.As(err, &e) && e.Limit == 1000
}

func TestMaxMessageItselfPasses(t *testing.T) {
	s := serve(t, echo.ServerOptions{MaxMessage: 1000}, nil)
	s.echoes(t, strings.Repeat("x", 1000))
}

// TestServeEndsWhereverItIs cancels a server at every kind of moment.
func TestServeEndsWhereverItIs(t *testing.T) {
	big := bytes.Repeat([]byte("x"), 16<<20)
	moments := map[string]func(t *testing.T, s *server, l *log){
		"accept": func(t *testing.T, _ *server, l *log) { l.await(t, event.Accept) },
		"recv":   func(t *testing.T, s *server, l *log) { s.raw(t); l.await(t, event.Recv) },
		"send": func(t *testing.T, s *server, l *log) {
			c := s.raw(t)
			_, err := c.SendAll(big) // and receives nothing
			check(t, errors.Join(err, c.Shutdown(sock.ShutWr)))
			l.await(t, event.Send)
		},
		"many": func(t *testing.T, s *server, l *log) {
			for range 20 {
				s.raw(t)
			}
			l.await(t, event.Recv)
		},
		"any": func(*testing.T, *server, *log) {},
	}
	for name, reach := range moments {
		for kind, o := range kinds {
			if name == "send" && (o.Mode == echo.Stream || o.BufSize == 1) {
				continue
			}
			t.Run(name+" "+kind, func(t *testing.T) {
				l := newLog()
				s := serve(t, o, l)
				reach(t, s, l)
				s.stop(t)
			})
		}
	}
}

func TestServeTellsWhatStopsIt(t *testing.T) {
	s := serve(t, echo.ServerOptions{}, nil)
	st := sock.New(context.Background(), sock.Options{})
	defer st.Close()
	err := echo.Serve(context.Background(), st, echo.ServerOptions{Addr: s.addr, Backlog: 1, BufSize: 1}, echo.ServerHooks{})
	if !errors.Is(err, sock.InUse) {
		t.Errorf("%v, want address in use", err)
	}
	if st.Open() != 0 {
		t.Error("a socket is left open")
	}
}

func TestManyClientsAtOnce(t *testing.T) {
	for name, o := range map[string]echo.ServerOptions{"threads": {Model: echo.Threads}, "stream": {Model: echo.Threads, Mode: echo.Stream}, "serial": {}} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, o, nil)
			var all sync.WaitGroup
			for i := range 50 {
				all.Go(func() { s.echoes(t, strings.Repeat(fmt.Sprint(i), 1000)) })
			}
			all.Wait()
		})
	}
}
