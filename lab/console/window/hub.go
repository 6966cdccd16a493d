// Package window shows consoles live in terminal windows: a hub on loopback to
// which each window's viewer dials back with a token of its own, the viewer,
// and the terminals that open windows.
//
// It knows no word for users, and package console knows nothing of it:
// console.Config.Output feeds Feed.Show, and Screen.Keys goes to
// console.Console.Write. Of what is shown, only the screen as package console
// understands it gets to a window. It is a package of its own because a console
// needs no network and no other programs.
package window

import (
	"crypto/rand"
	"crypto/subtle"
	"io"
	"net"
	"slices"
	"sync"
	"time"
)

const (
	// handshake is how long a connection may take to show its token.
	handshake = 5 * time.Second
	// maxPending is how many connections may be without a token at a time.
	maxPending = 16
	// farewell is how long the viewers have to take what is left at the end.
	farewell = 2 * time.Second
)

// Screen is what a feed tells its viewer, and who gets the viewer's keys.
type Screen struct {
	Title      string
	Cols, Rows int // in cells; 0 is 80 and 24

	// Keys gets what is typed in the window; p is valid only during the call.
	// While it blocks, the window's further keys wait. Hub.Close waits for it,
	// so it must return once the console is closed. nil discards.
	Keys func(p []byte)
}

// Hub is where the viewers call. Its methods may be called from several
// goroutines.
type Hub struct {
	listener net.Listener
	serving  sync.WaitGroup

	mu      sync.Mutex // all below
	closed  bool
	pending []net.Conn // without a token, oldest first
	feeds   []*Feed
}

// NewHub listens on a free port of 127.0.0.1. The error is the listening's.
func NewHub() (*Hub, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &Hub{listener: listener}
	h.serving.Go(h.accept)
	return h, nil
}

// Feed makes a feed, with a new token, for one viewer.
func (h *Hub) Feed(s Screen) *Feed {
	f := newFeed(h.listener.Addr().String(), s)
	_, _ = rand.Read(f.token[:]) // never fails
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		f.end(false)
	}
	h.feeds = append(h.feeds, f)
	return f
}

// Close says to the viewers that the show has ended: with hold, they keep the
// last screen until a key is pressed, else they end at once. It blocks until
// they have taken what was shown, for two seconds at most, and until their
// last Screen.Keys has returned; no connection or goroutine is left then. A
// second call does no more.
func (h *Hub) Close(hold bool) {
	h.mu.Lock()
	h.closed = true
	_ = h.listener.Close()
	for _, conn := range h.pending {
		_ = conn.Close()
	}
	for _, f := range h.feeds {
		f.last()
	}
	for _, f := range h.feeds {
		f.end(hold)
	}
	h.mu.Unlock()
	h.serving.Wait()
}

func (h *Hub) accept() {
	for {
		conn, err := h.listener.Accept()
		switch {
		case err == nil:
			h.receive(conn)
		case h.isClosed():
			return
		default: // no descriptor is free, say: nobody tells when one is
			time.Sleep(10 * time.Millisecond)
		}
	}
}

func (h *Hub) isClosed() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.closed
}

// receive serves a connection. Where too many have not shown a token yet, the
// oldest goes: a viewer shows its own at once.
func (h *Hub) receive(conn net.Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		_ = conn.Close()
		return
	}
	if len(h.pending) == maxPending {
		_ = h.pending[0].Close()
		h.pending = slices.Delete(h.pending, 0, 1)
	}
	h.pending = append(h.pending, conn)
	h.serving.Go(func() { h.serve(conn) })
}

// serve gives a connection the feed of its token, or nothing.
func (h *Hub) serve(conn net.Conn) {
	defer conn.Close()
	var t token
	_ = conn.SetDeadline(time.Now().Add(handshake))
	_, err := io.ReadFull(conn, t[:])
	if f := h.admit(conn, t, err == nil); f != nil {
		f.serve()
	}
}

// admit ends the pending of a connection and returns the feed of its token,
// which is used up by that.
func (h *Hub) admit(conn net.Conn, t token, complete bool) *Feed {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pending = slices.DeleteFunc(h.pending, func(c net.Conn) bool { return c == conn })
	var found *Feed
	for _, f := range h.feeds { // all of them: the time tells nothing
		if subtle.ConstantTimeCompare(f.token[:], t[:]) == 1 {
			found = f
		}
	}
	if found == nil || !complete || h.closed || !found.take(conn) {
		return nil
	}
	return found
}
