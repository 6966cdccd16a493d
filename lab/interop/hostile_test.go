//go:build linux

package interop

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"socklab/lab/peer"
)

// slow lets long tests run: .ci/run sets it.
func slow(t *testing.T) {
	t.Helper()
	if os.Getenv("SOCKLAB_SLOW") == "" {
		t.Skip("slow: runs with SOCKLAB_SLOW=1")
	}
}

const (
	patience   = 60 * time.Second // bounds each wait of a client
	maxMessage = 1 << 20          // that the server takes, in bytes
)

// A hostile is a kind of client: what it does, and what the server promises
// to do with it, which do checks.
type hostile struct {
	name     string
	promise  string
	clients  int  // of many: threads serve them at the same time
	serial   int  // fewer where one keeps all others waiting
	timesOut bool // the server gives it up after --timeout, and says so
	do       func(c *net.TCPConn, random *rand.Rand) error
}

var hostiles = []hostile{
	{name: "reset", promise: "the server goes on", clients: 600, serial: 900, do: func(c *net.TCPConn, _ *rand.Rand) error {
		_, err := c.Write([]byte("Hello"))
		return errors.Join(err, c.SetLinger(0))
	}},
	{name: "vanishes unread", promise: "the server goes on", clients: 300, serial: 300, do: func(c *net.TCPConn, random *rand.Rand) error {
		_, err := c.Write(noise(random, 100_000))
		if lost(err) { // by a stream's answer that is not read
			return nil
		}
		return errors.Join(err, c.CloseWrite())
	}},
	{name: "idle", promise: "is reset", clients: 200, serial: 2, timesOut: true, do: func(c *net.TCPConn, _ *rand.Rand) error {
		return isReset(c, nil, nil)
	}},
	{name: "half-open", promise: "is reset", clients: 200, serial: 2, timesOut: true, do: func(c *net.TCPConn, _ *rand.Rand) error {
		request := []byte("GET / HTTP/1.1\r\n\r\n")
		if _, err := c.Write(request); err != nil {
			return err
		}
		return isReset(c, request, nil)
	}},
	{name: "slow", promise: "is echoed", clients: 200, serial: 20, do: func(c *net.TCPConn, random *rand.Rand) error {
		return echoes(c, noise(random, 5), func(b []byte) error {
			for i := range b {
				if _, err := c.Write(b[i : i+1]); err != nil {
					return err
				}
				time.Sleep(10 * time.Millisecond) // it is what the client does
			}
			return nil
		})
	}},
	{name: "garbage", promise: "is echoed", clients: 300, serial: 576, do: func(c *net.TCPConn, random *rand.Rand) error {
		return echoes(c, noise(random, 1+random.IntN(20_000)), nil)
	}},
	{name: "too large", promise: "is reset", clients: 200, serial: 200, do: func(c *net.TCPConn, random *rand.Rand) error {
		message := noise(random, maxMessage+1)
		sent := make(chan error, 1)
		go func() { _, err := c.Write(message); sent <- err }()
		return isReset(c, message, sent)
	}},
}

// allNoise is made once: a client that makes its own while it is connected is
// late for others.
var allNoise = sync.OnceValue(func() []byte {
	b := make([]byte, 2*maxMessage)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b) // never fails
	return b
})

// noise is n bytes of any kind.
func noise(random *rand.Rand, n int) []byte {
	b := allNoise()
	at := random.IntN(len(b) - n)
	return b[at : at+n : at+n]
}

func lost(err error) bool { return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) }

// isReset holds that the connection ends by a reset, and that what came
// before was the beginning of what was sent. The system tells of a reset once:
// a write that is under way may have had it, and gives it to written.
func isReset(c *net.TCPConn, sent []byte, written <-chan error) error {
	got, err := io.ReadAll(c)
	if err == nil && written != nil {
		err = <-written
	}
	switch {
	case !bytes.HasPrefix(sent, got):
		return fmt.Errorf("%d bytes came that were not sent", len(got))
	case !lost(err):
		return fmt.Errorf("%d bytes and %v, want a reset", len(got), err)
	}
	return nil
}

// echoes holds that a message comes back, to the byte; send is how it goes
// out, nil: at once.
func echoes(c *net.TCPConn, message []byte, send func([]byte) error) error {
	if send == nil {
		send = func(b []byte) error { _, err := c.Write(b); return err }
	}
	sent := make(chan error, 1)
	go func() { sent <- errors.Join(send(message), c.CloseWrite()) }()
	got, err := io.ReadAll(c)
	if err = errors.Join(err, <-sent); err != nil || !bytes.Equal(got, message) {
		return fmt.Errorf("%d bytes of %d came back, or others: %w", len(got), len(message), err)
	}
	return nil
}

// TestHostileClients has 2,000 clients that do not behave beside 200 that do,
// all at once: each gets what is promised to it, nobody else notices, and the
// server tells in a few lines what happened, and ends as ever.
func TestHostileClients(t *testing.T) {
	slow(t)
	needDescriptors(t, 6000)
	for _, model := range []string{"serial", "threads"} {
		for _, mode := range []string{"eof", "stream"} {
			t.Run(model+" "+mode, func(t *testing.T) {
				timeout := "5s"
				if model == "serial" {
					timeout = "2s"
				}
				h := besiege(t, model == "serial", "--model", model, "--mode", mode, "--timeout", timeout)
				h.Interrupt(t)
				if status := h.Wait(t); status != 0 {
					t.Errorf("exit status %d after Ctrl+C", status)
				}
				h.told(t)
			})
		}
	}
}

// A siege is a server that hostile clients have been at.
type siege struct {
	*peer.Process
	timeouts int // clients that must have been given up
}

const siegeMemory = 600 << 20 // 200 messages of a MiB, and 2,200 clients

func besiege(t *testing.T, serial bool, args ...string) *siege {
	t.Helper()
	port := peer.FreePort(t)
	server := exec.Command(peer.SockLab(t), append([]string{"server", "--port", fmt.Sprint(port), "--explain", "none",
		"--backlog", "4096", "--max-message", strconv.Itoa(maxMessage)}, args...)...)
	s := &siege{Process: peer.Start(t, server)}
	s.Listens(t, port)
	kinds := append([]hostile{{name: "good", promise: "is echoed", clients: 200, serial: 200, do: func(c *net.TCPConn, random *rand.Rand) error {
		return echoes(c, noise(random, random.IntN(60_000)), nil)
	}}}, hostiles...)
	var all []hostile
	for _, k := range kinds {
		n := k.clients
		if serial {
			n = k.serial
		}
		for range n {
			all = append(all, k)
		}
		if k.timesOut {
			s.timeouts += n
		}
	}
	allNoise()
	const seed = 6543
	rand.New(rand.NewPCG(seed, seed)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var wg sync.WaitGroup
	for i, k := range all {
		wg.Go(func() {
			if err := meet(port, k, rand.New(rand.NewPCG(seed, uint64(i)))); err != nil {
				t.Errorf("client %d, %s, which %s: %v", i, k.name, k.promise, err)
			}
		})
	}
	wg.Wait()
	exchange(t, port, "the last one")
	if peak := s.PeakMemory(t); peak > siegeMemory {
		t.Errorf("the server took %d MiB of memory", peak>>20)
	}
	return s
}

func meet(port uint16, k hostile, random *rand.Rand) error {
	conn, err := net.DialTimeout("tcp4", fmt.Sprintf("127.0.0.1:%d", port), patience)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	return k.do(conn.(*net.TCPConn), random)
}

var counted = regexp.MustCompile(`^\.\.\. and (\d+) more: `)

// told holds that the server's lines are few, and account for each client
// that it gave up.
func (s *siege) told(t *testing.T) {
	t.Helper()
	const most = 100
	lines := strings.Split(strings.TrimSpace(s.Err.String()), "\n")
	timeouts := 0
	for _, l := range lines {
		n := 1
		if m := counted.FindStringSubmatch(l); m != nil {
			n, _ = strconv.Atoi(m[1]) // digits only
		}
		if strings.Contains(l, "the time allowed has passed") {
			timeouts += n
		}
	}
	if timeouts != s.timeouts {
		t.Errorf("%d clients are said to have been given up, want %d", timeouts, s.timeouts)
	}
	if len(lines) > most || strings.Contains(s.Err.String(), "goroutine ") {
		t.Errorf("%d lines, want at most %d and no trace:\n%.5000s", len(lines), most, s.Err.String())
	}
}

// needDescriptors skips a test where the system allows fewer.
func needDescriptors(t *testing.T, n uint64) {
	t.Helper()
	var l unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &l); err != nil || l.Max < n {
		t.Skipf("needs %d descriptors, has %d", n, l.Max)
	}
}
