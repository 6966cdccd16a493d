// Package gate is a listener whose places strangers cannot take: anyone on
// this machine may connect, and only some of them know the secret that they
// have to show. It bounds the connections that have not shown it yet.
//
// It knows nothing of the secret or of what is served.
package gate

import (
	"net"
	"slices"
	"sync"
	"time"
)

// Listener accepts connections as its own listener does. Where no place is
// free, a new one takes that of the oldest: who knows the secret shows it at
// once. But each keeps its place for a while, however many come after it, so
// that there is time to look at what it says.
type Listener struct {
	net.Listener
	places int
	least  time.Duration

	mu      sync.Mutex
	waiting []*Conn // not admitted, oldest first
	closed  bool
}

// Listen makes a Listener of ln, with places for connections that have not
// been admitted; each is kept for least.
func Listen(ln net.Listener, places int, least time.Duration) *Listener {
	return &Listener{Listener: ln, places: places, least: least}
}

// A Conn is a connection that counts until it is admitted or closed.
type Conn struct {
	net.Conn
	gate     *Listener
	came     time.Time
	admitted bool // under the gate's mu
}

// Accept waits for a connection, which is a *Conn.
func (l *Listener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c := l.place(conn); c != nil {
			return c, nil
		}
	}
}

// brief is how long a place that has become free may stay so.
const brief = 5 * time.Millisecond

// place gives conn a place, when there is one; nil where the gate has closed.
func (l *Listener) place(conn net.Conn) *Conn {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.waiting) >= l.places {
		oldest := l.waiting[0]
		wait := l.least - time.Since(oldest.came)
		if wait <= 0 {
			_ = oldest.Conn.Close()
			oldest.leave()
			continue
		}
		l.mu.Unlock()
		time.Sleep(min(wait, brief)) // somebody may go before
		l.mu.Lock()
	}
	if l.closed {
		_ = conn.Close()
		return nil
	}
	c := &Conn{Conn: conn, gate: l, came: time.Now()}
	l.waiting = append(l.waiting, c)
	return c
}

// Close ends the listening, and every connection that was not admitted.
func (l *Listener) Close() error {
	l.mu.Lock()
	l.closed = true
	for _, c := range l.waiting {
		_ = c.Conn.Close()
	}
	l.waiting = nil
	l.mu.Unlock()
	return l.Listener.Close()
}

// Waiting counts the connections that are not admitted.
func (l *Listener) Waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting)
}

// Admit says that c has shown that it may be here: it has no need of a place
// any more. It is false where c had lost its place before.
func (c *Conn) Admit() bool {
	c.gate.mu.Lock()
	defer c.gate.mu.Unlock()
	c.admitted = c.leave() || c.admitted
	return c.admitted
}

// Close gives the place back.
func (c *Conn) Close() error {
	c.gate.mu.Lock()
	c.leave()
	c.gate.mu.Unlock()
	return c.Conn.Close()
}

// leave must be called with the gate's mu held.
func (c *Conn) leave() bool {
	i := slices.Index(c.gate.waiting, c)
	if i < 0 {
		return false
	}
	c.gate.waiting = slices.Delete(c.gate.waiting, i, i+1)
	return true
}
