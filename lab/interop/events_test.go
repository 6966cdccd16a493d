//go:build linux

package interop

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"socklab/lab/echo"
	"socklab/lab/peer"
	"socklab/lab/sock"
)

// A tracedRun is a program that runs under strace and writes its
// events.
type tracedRun struct {
	*peer.Process
	trace, events string
}

func startTraced(t *testing.T, args ...string) *tracedRun {
	t.Helper()
	dir := t.TempDir()
	r := &tracedRun{trace: filepath.Join(dir, "trace"), events: filepath.Join(dir, "events.jsonl")}
	cmd := exec.Command(peer.SockLab(t), append(args, "--events", r.events)...)
	r.Process = peer.Start(t, strace(t, r.trace, cmd))
	return r
}

// own is a stack for the side that the test plays.
func own(t *testing.T) *sock.Stack {
	t.Helper()
	st := sock.New(context.Background(), sock.Options{})
	t.Cleanup(func() { _ = st.Close() }) // what the test did not close
	return st
}

func at(port uint16) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)
}

func exchange(t *testing.T, port uint16, message string) {
	t.Helper()
	o := echo.ClientOptions{Addrs: []netip.AddrPort{at(port)}, BufSize: echo.BufSize, Timeout: 30 * time.Second}
	got := ""
	err := echo.Exchange(context.Background(), own(t), o, echo.Source{Bytes: []byte(message)}, &echo.Progress{}, nil,
		func(b []byte) error { got += string(b); return nil })
	if err != nil || got != message {
		t.Fatalf("received %d bytes, %v", len(got), err)
	}
}

// TestServerEventsAreWhatStraceSees has a server meet a client, an empty one,
// one that resets, one that is silent, and Ctrl+C.
func TestServerEventsAreWhatStraceSees(t *testing.T) {
	for _, mode := range []string{"eof", "stream"} {
		for _, model := range []string{"serial", "threads"} {
			t.Run(mode+" "+model, func(t *testing.T) {
				port := peer.FreePort(t)
				r := startTraced(t, "server", "--port", fmt.Sprint(port), "--mode", mode, "--model", model, "--timeout", "300ms")
				r.Prints(t, "accept(")
				exchange(t, port, echo.Message)
				exchange(t, port, "")
				c, err := own(t).Dial(at(port), 0)
				if err == nil {
					err = errors.Join(c.SetLinger(0), c.Close())
				}
				if err != nil {
					t.Fatal(err)
				}
				r.Prints(t, "ECONNRESET")
				if _, err = own(t).Dial(at(port), 0); err != nil {
					t.Fatal(err)
				}
				r.Prints(t, "EAGAIN")
				exchange(t, port, echo.Message)
				r.Blocks(t, unix.SYS_ACCEPT4)
				r.Interrupt(t)
				if status := r.Wait(t); status != 0 {
					t.Errorf("exit status %d after Ctrl+C", status)
				}
				calls := same(t, r.trace, r.events, model == "threads")
				has(t, calls, "recv", "ECONNRESET")
				has(t, calls, "recv", "EAGAIN")
				has(t, calls, "accept", "EINVAL")
			})
		}
	}
}

func TestClientEventsAreWhatStraceSees(t *testing.T) {
	port := peer.FreePort(t)
	server := peer.Start(t, sockLabServer(t, port))
	server.Prints(t, "accept(")
	for name, args := range map[string][]string{
		"plain":   nil,
		"empty":   {""},
		"chunks":  {"0123456789", "--chunk", "3"},
		"timeout": {"--timeout", "20s"},
		"repeat":  {"--repeat", "3"},
		"hang":    {"--no-shutdown", "--timeout", "200ms"},
	} {
		t.Run(name, func(t *testing.T) {
			r := startTraced(t, append([]string{"client", "--port", fmt.Sprint(port)}, args...)...)
			want := 0
			if name == "hang" {
				want = 1
			}
			if status := r.Wait(t); status != want {
				t.Errorf("exit status %d\n%s", status, r.Err.String())
			}
			same(t, r.trace, r.events, false)
		})
	}
	t.Run("refused", func(t *testing.T) {
		r := startTraced(t, "client", "--port", fmt.Sprint(peer.FreePort(t)))
		if status := r.Wait(t); status != 1 {
			t.Errorf("exit status %d\n%s", status, r.Err.String())
		}
		has(t, same(t, r.trace, r.events, false), "connect", "ECONNREFUSED")
	})
}

// TestClientOfAServerThatResets, and that is left by Ctrl+C while it waits.
func TestClientOfAServerThatResets(t *testing.T) {
	l, err := own(t).Listen(at(0), 10)
	if err != nil {
		t.Fatal(err)
	}
	start := func() (*tracedRun, *sock.Socket) {
		r := startTraced(t, "client", "--port", fmt.Sprint(l.Local().Port()))
		c, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		for buf := make([]byte, 100); ; { // to the end: nothing is on its way then
			if n, err := c.Recv(buf); err != nil {
				t.Fatal(err)
			} else if n == 0 {
				break
			}
		}
		r.Blocks(t, unix.SYS_RECVFROM)
		return r, c
	}
	t.Run("reset", func(t *testing.T) {
		r, c := start()
		if err := errors.Join(c.SetLinger(0), c.Close()); err != nil {
			t.Fatal(err)
		}
		if status := r.Wait(t); status != 1 {
			t.Errorf("exit status %d\n%s", status, r.Err.String())
		}
		has(t, same(t, r.trace, r.events, false), "recv", "ECONNRESET")
	})
	t.Run("Ctrl+C", func(t *testing.T) {
		r, _ := start()
		r.Interrupt(t)
		if status := r.Wait(t); status != 1 {
			t.Errorf("exit status %d\n%s", status, r.Err.String())
		}
		has(t, same(t, r.trace, r.events, false), "shutdown", "")
	})
}
