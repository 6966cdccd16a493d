//go:build linux

package interop

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"socklab/lab/echo"
	"socklab/lab/peer"
	"socklab/lab/sock"
)

// TestNumbersAreThoseOfC holds that sockets have the numbers that they have in
// C and in Python, with a file of events and with few descriptors, too.
func TestNumbersAreThoseOfC(t *testing.T) {
	port := peer.FreePort(t)
	server := startTraced(t, "server", "--port", fmt.Sprint(port), "--clients", "2", "--timeout", "20s")
	server.Prints(t, "accept(")
	for range 2 {
		client := startTraced(t, "client", "--port", fmt.Sprint(port), "--timeout", "20s")
		if status := client.Wait(t); status != 0 {
			t.Fatalf("the client ended with %d\n%s", status, client.Err.String())
		}
		numbers(t, same(t, client.trace, client.events, false), "3")
	}
	if status := server.Wait(t); status != 0 {
		t.Fatalf("the server ended with %d\n%s", status, server.Err.String())
	}
	numbers(t, same(t, server.trace, server.events, false), "3", "4", "4")
}

// numbers holds which descriptors the calls have opened.
func numbers(t *testing.T, calls []called, want ...string) {
	t.Helper()
	var got []string
	for _, c := range calls {
		if c.name == "socket" || c.name == "accept" && c.err == "" {
			got = append(got, c.ret)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("sockets are %v, want %v", got, want)
	}
}

// withLimit makes the program run with so many descriptors.
func withLimit(t *testing.T, limit int, args ...string) *exec.Cmd {
	t.Helper()
	return exec.Command("sh", append([]string{"-c", fmt.Sprintf(`ulimit -n %d; exec "$@"`, limit), "sh", peer.SockLab(t)}, args...)...)
}

// tellings are the ways to be told of what a server does.
var tellings = [][]string{{"--explain", "none"}, {"--explain", "calls"}, {"--explain", "none", "--events"}, {"--explain", "calls", "--events"}}

// outOfDescriptors runs f with each kind of server under each of the limits.
func outOfDescriptors(t *testing.T, model string, limits []int, f func(t *testing.T, s *peer.Process, port uint16, limit int)) {
	for _, mode := range []string{"eof", "stream"} {
		for i, telling := range tellings {
			limit := limits[i%len(limits)]
			t.Run(fmt.Sprintf("%s %s %d", mode, strings.Join(telling, " "), limit), func(t *testing.T) {
				port, events := peer.FreePort(t), ""
				args := append([]string{"server", "--port", fmt.Sprint(port), "--model", model, "--mode", mode}, telling...)
				if telling[len(telling)-1] == "--events" {
					events = filepath.Join(t.TempDir(), "events.jsonl")
					args = append(args, events)
				}
				s := peer.Start(t, withLimit(t, limit, args...))
				s.Listens(t, port)
				f(t, s, port, limit)
				for range 3 { // those who come later
					exchange(t, port, echo.Message)
				}
				s.Interrupt(t)
				if status := s.Wait(t); status != 0 || strings.Contains(s.Err.String(), "goroutine ") {
					t.Errorf("the server ended with %d\n%s", status, s.Err.String())
				}
				if events != "" {
					calls := readEvents(t, events)
					alternate(t, calls)
					has(t, calls, "accept", "EMFILE")
				}
			})
		}
	}
}

// echoed sends to a server that answers at the end, or before.
func echoed(t *testing.T, c *sock.Socket) {
	t.Helper()
	echoedAfter(t, c, "")
}

// echoedAfter is echoed by one that has sent something before.
func echoedAfter(t *testing.T, c *sock.Socket, before string) {
	t.Helper()
	_, err := c.SendAll([]byte(echo.Message))
	if err = errors.Join(err, c.Shutdown(sock.ShutWr)); err != nil {
		t.Fatal(err)
	}
	got := ""
	for buf := make([]byte, 100); ; {
		n, err := c.Recv(buf)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			break
		}
		got += string(buf[:n])
	}
	if got != before+echo.Message {
		t.Errorf("received %q", got)
	}
}

// TestThreadsGoOnWithoutDescriptors has clients take all that there are, and
// serves all of them, and those who come later.
func TestThreadsGoOnWithoutDescriptors(t *testing.T) {
	outOfDescriptors(t, "threads", []int{12, 16, 20, 32}, func(t *testing.T, s *peer.Process, port uint16, limit int) {
		var held []*sock.Socket
		for range limit - 4 { // more than fit: of 0 to 3 none is free, and the runtime has two
			c, err := own(t).Dial(at(port), 0)
			if err != nil {
				t.Fatal(err)
			}
			held = append(held, c)
		}
		s.Prints(t, "EMFILE")
		for _, c := range held {
			echoed(t, c)
		}
	})
}

// TestSerialGoesOnWithoutDescriptors takes the last descriptor away from a
// server, and gives it back.
func TestSerialGoesOnWithoutDescriptors(t *testing.T) {
	outOfDescriptors(t, "serial", []int{100}, func(t *testing.T, s *peer.Process, port uint16, limit int) {
		var before unix.Rlimit
		none := unix.Rlimit{Cur: 4, Max: uint64(limit)} // 3 is the one that listens
		if err := unix.Prlimit(s.Process.Pid, unix.RLIMIT_NOFILE, &none, &before); err != nil {
			t.Fatal(err)
		}
		exchange(t, port, echo.Message) // accept had its number before it waited
		s.Prints(t, "EMFILE")
		c, err := own(t).Dial(at(port), 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := unix.Prlimit(s.Process.Pid, unix.RLIMIT_NOFILE, &before, nil); err != nil {
			t.Fatal(err)
		}
		echoed(t, c)
	})
}
