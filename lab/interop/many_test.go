//go:build linux

package interop

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"socklab/lab/peer"
)

// TestEveryByteAndEvent makes 100,000 connections to servers that write
// --events, and accounts for each connection, each byte and each descriptor.
func TestEveryByteAndEvent(t *testing.T) {
	slow(t)
	for _, c := range []struct {
		model       string
		connections int
	}{
		{"serial", 40_000},
		{"threads", 60_000},
	} {
		t.Run(c.model, func(t *testing.T) {
			port := peer.FreePort(t)
			events := filepath.Join(t.TempDir(), "events.jsonl")
			server := peer.Start(t, exec.Command(peer.SockLab(t), "server", "--port", fmt.Sprint(port), "--model", c.model,
				"--backlog", "4096", "-q", "--clients", fmt.Sprint(c.connections), "--events", events))
			server.Listens(t, port)
			sent := talk(t, port, c.connections)
			if status := server.Wait(t); status != 0 || server.Err.String() != "" {
				t.Errorf("exit status %d, saying %s", status, server.Err.String())
			}
			l := readLedger(t, events)
			want := ledger{accepts: c.connections, closes: c.connections + 1, received: sent, sent: sent}
			if got := *l; got.accepts != want.accepts || got.closes != want.closes || got.received != want.received || got.sent != want.sent {
				t.Errorf("the events speak of %d connections, %d closes, %d bytes received, %d sent; want %d, %d, %d, %d",
					got.accepts, got.closes, got.received, got.sent, want.accepts, want.closes, want.received, want.sent)
			}
			if l.failed > 0 || len(l.open) > 0 {
				t.Errorf("%d calls failed, %d descriptors stay open", l.failed, len(l.open))
			}
			if l.reused > 0 {
				t.Errorf("%d descriptors are told as used again before their close", l.reused)
			}
		})
	}
}

// talk makes connections, eight at a time, and returns how many bytes it sent,
// all of which came back.
func talk(t *testing.T, port uint16, connections int) (sent int64) {
	t.Helper()
	var next, total atomic.Int64
	var wg sync.WaitGroup
	const atOnce = 8
	for i := range atOnce {
		wg.Go(func() {
			// Each has an address of its own: connections that have ended
			// keep their ports for a minute.
			from := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+i))}, Timeout: patience}
			buf := make([]byte, 4<<10)
			for {
				n := next.Add(1)
				if n > int64(connections) || t.Failed() {
					return
				}
				message := append(fmt.Appendf(nil, "client %d ", n), allNoise()[:n%3000]...)
				if err := ask(&from, port, message, buf); err != nil {
					t.Errorf("client %d: %v", n, err)
					return
				}
				total.Add(int64(len(message)))
			}
		})
	}
	wg.Wait()
	return total.Load()
}

func ask(from *net.Dialer, port uint16, message, buf []byte) error {
	conn, err := from.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := conn.Write(message); err != nil {
		return err
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		return err
	}
	n, err := io.ReadFull(conn, buf)
	if err != io.ErrUnexpectedEOF || !bytes.Equal(buf[:n], message) {
		return fmt.Errorf("%d bytes of %d came back, or others: %v", n, len(message), err)
	}
	return nil
}

// A ledger is what the events of a server add up to.
type ledger struct {
	accepts, closes, failed int
	received, sent          int64
	reused                  int // descriptors that were open already
	open                    map[string]int
}

// readLedger reads lines by hand: a million of them.
func readLedger(t *testing.T, file string) *ledger {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l := &ledger{open: map[string]int{}}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		l.enter(t, lines.Text())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for fd, n := range l.open {
		if n == 0 {
			delete(l.open, fd)
		}
	}
	return l
}

func (l *ledger) enter(t *testing.T, line string) {
	field := func(name string) string {
		_, rest, ok := strings.Cut(line, `"`+name+`":`)
		value, _, ended := strings.Cut(rest, ",")
		if !ok || !ended {
			t.Fatalf("no %s in %s", name, line)
		}
		return strings.Trim(value, `"`)
	}
	ret, err := strconv.ParseInt(field("ret"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	if field("errno") != "0" {
		l.failed++
	}
	switch field("call") {
	case "socket":
		l.opened(field("ret"))
	case "accept":
		l.accepts++
		l.opened(field("ret"))
	case "close":
		l.closes++
		l.open[field("fd")]--
	case "recv":
		l.received += ret
	case "send":
		l.sent += ret
	}
}

func (l *ledger) opened(fd string) {
	if l.open[fd] > 0 {
		l.reused++
	}
	l.open[fd]++
}
