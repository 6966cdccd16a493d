package window

import (
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"socklab/lab/console"
	"socklab/lab/term"
)

// Feed is what one window shows.
type Feed struct {
	ticket    Ticket
	screen    Screen
	connected chan struct{}
	closed    chan struct{}
	until     atomic.Int64 // when nobody sees any more what is shown, in Unix nanoseconds; 0: not known yet

	mu     sync.Mutex            // all below
	change *sync.Cond            // anything below has changed
	raw    []byte                // given to Show, and not yet understood
	past   history               // what was understood
	clean  func(p []byte) []byte // makes of it what the window's terminal may have
	shown  history               // what clean gave
	size   size                  // of the screen as it is understood
	taken  bool                  // a viewer has come, or none may come any more
	conn   net.Conn              // the viewer's, once it has come
	ended  byte                  // frameEnd or frameHold, once the show is over
	gone   bool                  // the viewer

	measure  bool      // the viewer is to be asked for its size
	measured chan size // what it has told, for who waits for it

	serving bool  // the viewer has been sent something
	sent    int64 // how far it has got
}

func newFeed(t Ticket, s Screen) *Feed {
	s.Title = term.Visible(s.Title)
	if s.Cols <= 0 || s.Rows <= 0 {
		s.Cols, s.Rows = 80, 24
	}
	s.Cols, s.Rows = min(s.Cols, maxCols), min(s.Rows, maxRows)
	f := &Feed{ticket: t, screen: s, size: size{s.Cols, s.Rows},
		clean: console.Harmless(s.Cols, s.Rows), past: history{keep: keptPast}, shown: history{keep: keptShown},
		connected: make(chan struct{}), closed: make(chan struct{}), measured: make(chan size, 8)}
	f.change = sync.NewCond(&f.mu)
	return f
}

// Show shows p in the window, now or when its viewer comes: the screen as it
// was understood, for p may be a stranger's, and the window's terminal is real.
// It never waits for the viewer: the last mebibyte is kept, and a viewer that
// falls further back is dropped.
func (f *Feed) Show(p []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.raw = append(f.raw, p...)
	if len(f.raw) > maxRaw {
		f.understand()
	}
	f.change.Signal()
}

const (
	// keptShown is how far, in bytes, a viewer may fall back. keptPast is how
	// much is shown anew when the size changes.
	keptShown, keptPast = 1 << 20, 64 << 10
	// maxRaw is how much is gathered while the viewer does not ask: large
	// pieces are understood much faster than small ones.
	maxRaw = 256 << 10
	// pieceSize is how much is understood at a time: a stranger's may take
	// part of a second, and the end does not wait for more of it.
	pieceSize = 8 << 10
	// No window is larger.
	maxCols, maxRows = 300, 100
)

// understand makes of raw what the window's terminal may have. It must be called
// with mu held.
func (f *Feed) understand() {
	for piece := range slices.Chunk(f.raw, pieceSize) {
		if until := f.until.Load(); f.gone || until != 0 && time.Now().UnixNano() > until {
			break // nobody sees the rest
		}
		f.past.add(piece)
		f.shown.add(f.clean(piece))
	}
	f.raw = f.raw[:0]
	if f.serving && f.sent < f.shown.start() {
		_ = f.conn.Close() // its sender may wait for the viewer
		f.serving = false
	}
}

// Connected is closed when the viewer has come: the window is up.
func (f *Feed) Connected() <-chan struct{} { return f.connected }

// Closed is closed when nobody watches any more: the window was closed or too
// slow, or the show has ended. Show goes on taking what comes.
func (f *Feed) Closed() <-chan struct{} { return f.closed }

// take lets conn be the feed's viewer, unless there was one.
func (f *Feed) take(conn net.Conn) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.taken {
		return false
	}
	f.taken, f.conn = true, conn
	_ = conn.SetDeadline(time.Time{})
	return true
}

// startFarewell limits how long the viewer can still be shown something. What is
// being understood now then ends as well.
func (f *Feed) startFarewell() { f.until.CompareAndSwap(0, time.Now().Add(farewell).UnixNano()) }

// end lets the viewer take what is left, with a frameEnd or frameHold behind
// it, and no other come.
func (f *Feed) end(with byte) {
	f.startFarewell()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended != 0 {
		return
	}
	f.ended = with
	if f.conn != nil {
		_ = f.conn.SetDeadline(time.Now().Add(farewell))
	}
	f.refuse()
	f.change.Signal()
}

// revoke ends the viewer without a word, and lets no other come.
func (f *Feed) revoke() {
	f.startFarewell()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.conn != nil {
		_ = f.conn.Close()
	}
	f.refuse()
}

// refuse lets no viewer come any more. It must be called with mu held.
func (f *Feed) refuse() {
	if !f.taken {
		f.taken = true
		close(f.closed)
	}
}

// serve shows the feed to its viewer until that has gone.
func (f *Feed) serve() {
	defer close(f.closed)
	if writeJSON(f.conn, frameHello, hello{f.screen.Title, f.screen.Cols, f.screen.Rows}) != nil {
		return
	}
	close(f.connected)
	var sending sync.WaitGroup
	sending.Go(f.send)
	f.receive()
	f.mu.Lock()
	f.gone = true
	f.change.Signal()
	f.mu.Unlock()
	sending.Wait()
}

// receive passes on keys and sizes until the viewer has gone.
func (f *Feed) receive() {
	buf := make([]byte, maxFrame)
	for {
		kind, body, err := readFrame(f.conn, buf)
		if err != nil {
			return
		}
		switch kind {
		case frameKeys:
			if f.screen.Keys != nil {
				f.screen.Keys(body)
			}
		case frameSize:
			s, err := readSize(body)
			if err != nil {
				return
			}
			f.resized(s)
		default:
			return
		}
	}
}

// send writes what is shown until the end of the show, or until the viewer has
// gone or is too far back; receive notices its closing.
func (f *Feed) send() {
	buf := make([]byte, 0, maxFrame)
	for at := int64(0); ; {
		kind, body := f.next(buf, &at)
		if kind == 0 || writeFrame(f.conn, kind, body) != nil {
			_ = f.conn.Close()
			return
		}
		if kind == frameEnd || kind == frameHold {
			return
		}
	}
}

// next waits for the next frame to send: what is shown behind the first at
// bytes, in buf, or the question for the size, or the end of the show. 0 is that
// the viewer has gone or is too far back.
func (f *Feed) next(buf []byte, at *int64) (kind byte, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.understand(); *at == f.shown.end && f.ended == 0 && !f.gone && !f.measure; f.understand() {
		f.change.Wait()
	}
	if *at == 0 {
		*at = f.shown.end - int64(len(f.shown.lines()))
	}
	f.serving, f.sent = true, *at
	switch {
	case f.gone || *at < f.shown.start():
		return 0, nil
	case f.measure:
		f.measure = false
		return frameMeasure, nil
	case *at == f.shown.end:
		return f.ended, nil
	}
	body = f.shown.appendFrom(buf, *at)
	*at += int64(len(body))
	return frameOutput, body
}
