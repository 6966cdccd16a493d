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
	"errors"
	"io"
	"net"
	"sync"
	"time"

	"socklab/lab/gate"
)

const (
	// handshake is how long a connection may take to show its token.
	handshake = 5 * time.Second
	// places is how many connections may have shown no token yet at a time, and
	// leastWait how long each of them is sure to keep its place.
	places    = 64
	leastWait = 20 * time.Millisecond
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
	// Size is told at what size the window shows the screen, at most Cols and
	// Rows: before Open returns, where its viewer can tell, and when it changes.
	// It must not call back into the feed, nor block for long. nil discards.
	Size func(cols, rows int)
}

// Hub is where the viewers call. Its methods may be called from several
// goroutines.
type Hub struct {
	listener *gate.Listener
	serving  sync.WaitGroup

	mu     sync.Mutex // all below
	closed bool
	feeds  []*Feed
}

// NewHub listens on a free port of 127.0.0.1. The error is the listening's.
func NewHub() (*Hub, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &Hub{listener: gate.Listen(listener, places, leastWait)}
	h.serving.Go(h.accept)
	return h, nil
}

// Feed makes a feed, with a new token, for one viewer.
func (h *Hub) Feed(s Screen) *Feed {
	f := newFeed(Ticket{Addr: h.listener.Addr().String(), Token: rand.Text()}, s)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		f.end(frameEnd)
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
	with := byte(frameEnd)
	if hold {
		with = frameHold
	}
	h.mu.Lock()
	h.closed = true
	_ = h.listener.Close()
	for _, f := range h.feeds {
		f.startFarewell()
	}
	for _, f := range h.feeds {
		f.end(with)
	}
	h.mu.Unlock()
	h.serving.Wait()
}

func (h *Hub) accept() {
	for {
		conn, err := h.listener.Accept()
		switch {
		case err == nil:
			h.serving.Go(func() { h.serve(conn.(*gate.Conn)) })
		case errors.Is(err, net.ErrClosed):
			return
		default: // no descriptor is free, say: nobody tells when one is
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// serve gives a connection the feed of its token, or nothing.
func (h *Hub) serve(conn *gate.Conn) {
	defer conn.Close()
	token := make([]byte, tokenLen)
	_ = conn.SetDeadline(time.Now().Add(handshake))
	if _, err := io.ReadFull(conn, token); err != nil {
		return
	}
	switch f := h.find(token); {
	case f == nil || !conn.Admit():
	case f.take(conn):
		f.serve()
	default:
		_ = writeFrame(conn, frameRefused, nil) // it may well know why
	}
}

// find returns the feed of a token, or nil.
func (h *Hub) find(token []byte) *Feed {
	h.mu.Lock()
	defer h.mu.Unlock()
	var found *Feed
	for _, f := range h.feeds { // all of them: the time tells nothing
		if subtle.ConstantTimeCompare([]byte(f.ticket.Token), token) == 1 {
			found = f
		}
	}
	return found
}
