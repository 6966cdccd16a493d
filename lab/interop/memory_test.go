//go:build linux

package interop

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"socklab/lab/peer"
)

// base is what a program takes that does next to nothing, in bytes, with room.
const base = 64 << 20

// startServer starts one that tells failures only.
func startServer(t *testing.T, args ...string) (*peer.Process, uint16) {
	t.Helper()
	port := peer.FreePort(t)
	s := peer.Start(t, exec.Command(peer.SockLab(t), append([]string{"server", "--port", fmt.Sprint(port), "-q"}, args...)...))
	s.Listens(t, port)
	return s, port
}

// runClient gives a client's exit status and the most memory that it took.
func runClient(t *testing.T, args ...string) (p *peer.Process, status int, peak int64) {
	t.Helper()
	cmd := exec.Command(peer.SockLab(t), append([]string{"client", "-q"}, args...)...)
	cmd.Stdout = io.Discard
	p = peer.Start(t, cmd)
	peak = p.PeakUntilEnd(t)
	return p, p.Wait(t), peak
}

func dialTCP(t *testing.T, port uint16) *net.TCPConn {
	t.Helper()
	c, err := net.DialTimeout("tcp4", fmt.Sprintf("127.0.0.1:%d", port), patience)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return c.(*net.TCPConn)
}

// TestManyClientsHaveOneMessage holds that clients that run at the same time
// neither copy the message, nor keep an answer that equals it.
func TestManyClientsHaveOneMessage(t *testing.T) {
	const message = 16 << 20
	_, port := startServer(t, "--model", "threads", "--mode", "stream", "--bufsize", "256KiB")
	for _, how := range [][]string{{"--verify"}, {}} {
		_, status, peak := runClient(t, append(how, "--port", fmt.Sprint(port), "--size", fmt.Sprint(message),
			"--parallel", "10", "--bufsize", "256KiB")...)
		if status != 0 || peak > message+base {
			t.Errorf("%v: exit status %d, %d MiB of memory", how, status, peak>>20)
		}
	}
}

// TestServerThatSendsForEver holds what a client keeps of an answer that does
// not end.
func TestServerThatSendsForEver(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	sent := make(chan error, 1)
	go func() {
		c, err := l.Accept()
		for b := make([]byte, 1<<20); err == nil; {
			_, err = c.Write(b)
		}
		sent <- err
	}()
	p, status, peak := runClient(t, "--port", fmt.Sprint(l.Addr().(*net.TCPAddr).Port))
	if said := p.Err.String(); status != 1 || peak > 64<<20+base || !strings.Contains(said, "--max-message 256MiB") {
		t.Errorf("exit status %d, %d MiB of memory, saying %s", status, peak>>20, said)
	}
	select {
	case err := <-sent:
		if !lost(err) {
			t.Errorf("the server's send ends with %v, want a reset", err)
		}
	case <-time.After(patience):
		t.Error("the server still sends")
	}
}

// TestMemoryOfAllClients has clients send more at a time than --max-memory
// allows, and one more that is served all the same.
func TestMemoryOfAllClients(t *testing.T) {
	const size, limit = 20 << 20, 64 << 20
	s, port := startServer(t, "--model", "threads", "--bufsize", "256KiB", "--max-memory", fmt.Sprint(limit))
	message := make([]byte, size)
	var all sync.WaitGroup
	refused := make(chan int, 8)
	held := make(chan bool)
	for i := range 8 {
		c := dialTCP(t, port)
		written := make(chan error, 1)
		go func() {
			_, err := c.Write(message)
			written <- err
			<-held
			_ = c.CloseWrite() // of those that were refused it fails
		}()
		all.Go(func() {
			switch got, err := io.ReadAll(c); {
			case lost(err), lost(<-written): // the system tells of a reset once
				refused <- i
			case err != nil, !bytes.Equal(got, message):
				t.Errorf("client %d gets %d bytes and %v", i, len(got), err)
			}
		})
	}
	for range 5 { // of 20 MiB each three fit into 64
		select {
		case <-refused:
		case <-time.After(patience):
			t.Fatal("too few are refused")
		}
	}
	exchange(t, port, "meanwhile")
	s.Prints(t, "over 64 MiB of memory")
	close(held)
	all.Wait()
	if peak := s.PeakMemory(t); peak > limit+base {
		t.Errorf("the server took %d MiB of memory", peak>>20)
	}
}

// TestMemoryIsGivenBack has many clients come at once, and go.
func TestMemoryIsGivenBack(t *testing.T) {
	const clients, size = 500, 400_000
	s, port := startServer(t, "--model", "threads", "--backlog", "1000")
	var all []*net.TCPConn
	for range clients {
		c := dialTCP(t, port)
		if _, err := c.Write(make([]byte, size)); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	s.Grows(t, clients*size/2) // the server has taken enough to see it go
	for _, c := range all {
		c.Close()
	}
	exchange(t, port, "after them")
	s.Shrinks(t, base, 64)
	exchange(t, port, "later")
}

// TestOutOfMemory holds that what the system does not give is told as such.
func TestOutOfMemory(t *testing.T) {
	const limit = "ulimit -v 1600000; exec " // KiB: Go itself takes most of that
	path := peer.SockLab(t)
	t.Run("client", func(t *testing.T) {
		out, err := exec.Command("sh", "-c", limit+path+" client --size 1GiB --explain none").CombinedOutput()
		want := "out of memory: the system gives no further 1 GiB (ENOMEM)\nhint: close programs, send less "
		if err == nil || !strings.HasPrefix(string(out), want) {
			t.Errorf("%v, saying %.2000s", err, out)
		}
	})
	t.Run("server", func(t *testing.T) {
		// How much is left when a part of 128 MiB does not fit any more hangs on
		// the limit: where that is next to nothing, Go's own heap fails first,
		// which cannot be caught. These limits are a quarter of a part apart.
		for _, kib := range []int{1_600_000, 1_632_768, 1_665_536, 1_698_304} {
			if outOfMemory(t, fmt.Sprintf("ulimit -v %d; exec %s server --bufsize 64MiB --model threads -q", kib, path)) {
				return
			}
		}
		t.Error("with every limit Go's own heap fails first")
	})
}

// outOfMemory has a server run out of memory, and go on. It is false where
// Go's own heap failed.
func outOfMemory(t *testing.T, command string) bool {
	const told = "out of memory: the system gives no further 128 MiB (ENOMEM)\nhint: close programs, take shorter messages "
	port := peer.FreePort(t)
	s := peer.Start(t, exec.Command("sh", "-c", command+" --port "+fmt.Sprint(port)))
	s.Listens(t, port)
	for range 8 { // a recv's room is taken for each
		if c, err := net.Dial("tcp4", at(port).String()); err == nil { // else the server has reset it already
			t.Cleanup(func() { c.Close() })
		}
	}
	s.Prints(t, "\n") // a line of the server's, or of Go's own end
	if !strings.Contains(s.Err.String(), "the system gives no further") {
		return false
	}
	s.Prints(t, told)
	s.Interrupt(t)
	status := s.Wait(t)
	if strings.Contains(s.Err.String(), "goroutine ") {
		return false
	}
	if status != 0 {
		t.Errorf("exit status %d, saying %.2000s", status, s.Err.String())
	}
	return true
}
