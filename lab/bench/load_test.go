//go:build linux

package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"socklab/lab/echo"
	"socklab/lab/sock"
)

// A load is the client of every measurement: raw blocking calls of this
// process, the same for each server.
type load struct {
	testing.TB
	st  *sock.Stack
	buf []byte
}

var hello = []byte(echo.Message)

func newLoad(tb testing.TB) *load {
	l := &load{TB: tb, st: sock.New(context.Background(), sock.Options{}), buf: make([]byte, 1<<20)}
	tb.Cleanup(func() {
		if err := l.st.Close(); err != nil {
			tb.Error(err)
		}
	})
	return l
}

func loopback(port uint16) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)
}

// serial makes n exchanges, one after the other.
func (l *load) serial(port uint16, n int) time.Duration {
	begun := time.Now()
	for range n {
		c := l.dial(port)
		l.send(c, hello)
		l.receiveHello(c)
	}
	return time.Since(begun)
}

// crowd connects n clients, and has them talk when all are connected.
func (l *load) crowd(port uint16, n int) time.Duration {
	begun := time.Now()
	clients := make([]*sock.Socket, n)
	for i := range clients {
		clients[i] = l.dial(port)
	}
	for i, c := range clients {
		l.send(c, fmt.Appendf(nil, "client %d", i))
	}
	for i, c := range clients {
		l.receive(c, fmt.Appendf(nil, "client %d", i))
	}
	return time.Since(begun)
}

// bulk sends a large message, and takes it back when all is sent.
func (l *load) bulk(port uint16, message []byte) time.Duration {
	begun := time.Now()
	c := l.dial(port)
	l.send(c, message)
	rest := message
	for {
		n, err := c.Recv(l.buf)
		if err != nil {
			l.Fatal(err)
		}
		if n == 0 {
			break
		}
		if n > len(rest) || l.buf[0] != rest[0] || l.buf[n-1] != rest[n-1] { // all of it would cost more than the work
			l.Fatal("not what was sent")
		}
		rest = rest[n:]
	}
	if len(rest) > 0 {
		l.Fatalf("%d bytes are missing", len(rest))
	}
	l.close(c)
	return time.Since(begun)
}

// first waits for a server that is being started, and is its first client.
func (l *load) first(port uint16) {
	const again = 100 * time.Microsecond
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(again) {
		c, err := l.st.Dial(loopback(port), 0)
		if err == nil {
			l.send(c, hello)
			l.receiveHello(c)
			return
		}
		if !errors.Is(err, sock.Refused) || time.Now().After(end) {
			l.Fatal(err)
		}
	}
}

func (l *load) dial(port uint16) *sock.Socket {
	c, err := l.st.Dial(loopback(port), 0)
	if err != nil {
		l.Fatal(err)
	}
	return c
}

func (l *load) send(c *sock.Socket, message []byte) {
	_, err := c.SendAll(message)
	if err == nil {
		err = c.Shutdown(sock.ShutWr)
	}
	if err != nil {
		l.Fatal(err)
	}
}

func (l *load) receiveHello(c *sock.Socket) { l.receive(c, hello) }

func (l *load) receive(c *sock.Socket, want []byte) {
	got := 0
	for {
		n, err := c.Recv(l.buf[got:])
		if err != nil {
			l.Fatal(err)
		}
		if n == 0 {
			break
		}
		got += n
	}
	if !bytes.Equal(l.buf[:got], want) {
		l.Fatalf("received %q, want %q", l.buf[:got], want)
	}
	l.close(c)
}

func (l *load) close(c *sock.Socket) {
	if err := c.Close(); err != nil {
		l.Fatal(err)
	}
}
