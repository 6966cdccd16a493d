// Package narrate turns events into lines for people. It knows words and
// colour; it makes no calls, and what it says of a call is what its event
// holds.
//
// The voice: a line a call, the call as strace writes it, then what it means
// here in a few words, without a full stop. Only plain ASCII and the letters
// of the language, so that every console's font has them.
package narrate

import (
	"bytes"
	"cmp"
	"io"
	"runtime"
	"slices"
	"sync"
	"time"

	"socklab/lab/event"
	"socklab/lab/i18n"
	"socklab/lab/term"
)

// Level says how much is told.
type Level int

// The values of --explain.
const (
	None Level = iota
	Calls
	Full
)

func (l Level) String() string { return Levels()[l] }

// Levels gives the names of all levels, in their order.
func Levels() []string { return []string{None: "none", Calls: "calls", Full: "full"} }

// The bounds of what is told one by one.
const (
	toldCalls    = 4               // of one kind on one socket
	summaryEvery = 2 * time.Second // between two summaries of a long run
	burst        = 4               // connections in a row, and
	refill       = 500 * time.Millisecond
	waitTold     = time.Second // a call that blocks for longer says on whom it waits
	waitSlack    = 200 * time.Millisecond
)

// Options of a Narrator.
type Options struct {
	Words      *i18n.Messages
	Level      Level
	Width      int        // columns
	WidthNow   func() int // where they can change, the columns now; nil: they stay
	Colour     bool
	Hex        bool // dump the bytes
	Server     bool // whose side it is: the words for waiting differ
	NoShutdown bool // the client will not end its half
}

// A Narrator is an event.Sink that writes lines.
type Narrator struct {
	o     Options
	w     io.Writer
	paint paint
	words map[event.Call]callWords

	mu      sync.Mutex
	buf     bytes.Buffer       // the lines of one event, written at once
	sockets map[uint64]*socket // by identity: numbers are used again
	told    map[string]bool    // reasons that were given
	pending map[waiter]*wait
	timer   *time.Timer
	armed   bool
	closed  bool
	budget  int
	filled  time.Time
	muted   total
	now     func() time.Time
	system  string // as runtime.GOOS: reasons differ
}

// New writes to w; Close ends it.
func New(w io.Writer, o Options) *Narrator {
	n := &Narrator{o: o, w: w, paint: newPaint(o.Colour), sockets: map[uint64]*socket{},
		told: map[string]bool{}, pending: map[waiter]*wait{}, budget: burst, now: time.Now, system: runtime.GOOS}
	n.words = n.allWords()
	return n
}

// Close tells what is still summarised.
func (n *Narrator) Close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.timer != nil {
		n.timer.Stop()
	}
	n.armed, n.closed = false, true
	clear(n.pending)
	n.summariseMuted()
	n.flush()
}

// Say writes a line of the program's own in its place among the calls.
func (n *Narrator) Say(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.summariseMuted()
	n.measure()
	for _, l := range term.Wrap(text, n.o.Width-1) {
		n.plain(l)
	}
	n.flush()
}

// Begin announces a call that may block: accept at once where no client is
// being served, everything else when it has waited for a while.
func (n *Narrator) Begin(e *event.Event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s := n.sockets[e.On]
	if s == nil || s.muted {
		return
	}
	w := &s.receives
	if e.Call.Traits().Sends() {
		w = &s.sends
	}
	w.call, w.socket, w.since, w.told = *e, s, n.now(), false
	n.pending[waiterOf(e)] = w
	if e.Call == event.Accept && n.connections() > 0 && !n.serving() {
		n.announce(w)
	}
	n.arm()
	n.flush()
}

// A waiter is who may wait in a call: a socket's sender, or its receiver.
type waiter struct {
	socket uint64
	sends  bool
}

func waiterOf(e *event.Event) waiter {
	return waiter{e.On, e.Call.Traits().Sends()}
}

// End tells what the call did.
func (n *Narrator) End(e *event.Event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.pending, waiterOf(e))
	s := n.sockets[e.On]
	if e.Call.Traits().Makes {
		s = n.opened(e, s)
	}
	if s != nil && s.muted {
		n.muted.add(e)
		if n.muted.ended > 0 {
			n.arm()
		}
	} else {
		n.tell(e, s)
	}
	n.changed(e, s)
	n.flush()
}

// opened keeps book of a new socket; a socket beyond what can be told one by
// one is muted.
func (n *Narrator) opened(e *event.Event, listener *socket) *socket {
	if e.Failed() {
		return listener
	}
	s := &socket{id: e.Made, fd: e.Ret, peer: e.Peer, state: stateNew}
	if e.Call == event.Accept {
		s.state = stateEstablished
	}
	listens := n.o.Server && e.Call == event.Socket
	s.muted = !listens && !n.afford()
	if s.muted {
		n.muted.connections++
		n.muted.open++
		n.arm()
	} else {
		n.summariseMuted()
	}
	n.sockets[e.Made] = s
	if e.Call == event.Accept && !s.muted {
		return listener
	}
	return s
}

// afford takes one connection from the budget.
func (n *Narrator) afford() bool {
	if n.connections() == 0 {
		return false
	}
	n.budget--
	return true
}

// connections is how many can be told one by one now: the budget fills up with
// time.
func (n *Narrator) connections() int {
	now := n.now()
	if n.filled.IsZero() {
		n.filled = now
	}
	if more := int(now.Sub(n.filled) / refill); more > 0 {
		n.budget = min(burst, n.budget+more)
		n.filled = now
	}
	return n.budget
}

// changed keeps book of what the call did to its socket.
func (n *Narrator) changed(e *event.Event, s *socket) {
	if e.Call == event.Close {
		delete(n.sockets, e.On)
		return
	}
	if s == nil || e.Failed() {
		return
	}
	switch e.Call {
	case event.Listen:
		s.state = stateListen
	case event.Connect:
		s.state = stateEstablished
	case event.Setsockopt:
		s.limits.Set(e.Arg("option"), e.Arg("value"))
	case event.Shutdown:
		s.shut = s.shut || e.Arg("how") == "SHUT_RDWR"
	}
	t := e.Call.Traits()
	if t.Receives() {
		s.received += e.Ret
	}
	if s.id != e.On || t.Makes { // then the addresses are the new socket's
		return
	}
	if e.Local.IsValid() {
		s.local = e.Local
	}
	if e.Peer.IsValid() {
		s.peer = e.Peer
	}
}

// arm lets tick run when something may be worth telling without an event.
func (n *Narrator) arm() {
	switch {
	case n.armed || n.closed:
		return
	case n.timer == nil: // Go's first timer takes descriptors: the course's socket is to be number 3
		n.timer = time.AfterFunc(waitTold, n.tick)
	default:
		n.timer.Reset(waitTold)
	}
	n.armed = true
}

// tick tells who waits, and what went by muted.
func (n *Narrator) tick() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.armed {
		return
	}
	n.armed = false
	n.summariseMuted()
	for _, w := range n.untold() {
		if n.now().Sub(w.since) >= waitTold-waitSlack {
			n.announce(w)
		} else {
			n.arm()
		}
	}
	n.flush()
}

// untold are the waits that were not announced, in an order that does not
// hang on which of several threads came first: accept, then by descriptor.
func (n *Narrator) untold() []*wait {
	var waits []*wait
	for _, w := range n.pending {
		if !w.told {
			waits = append(waits, w)
		}
	}
	slices.SortFunc(waits, func(a, b *wait) int {
		if x, y := a.call.Call == event.Accept, b.call.Call == event.Accept; x != y {
			if x {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.call.FD, b.call.FD)
	})
	return waits
}

// serving tells whether a client's socket is open.
func (n *Narrator) serving() bool {
	for _, s := range n.sockets {
		if s.state == stateEstablished {
			return true
		}
	}
	return false
}

// measure learns the width before the first line of an event is written: the
// window may have another size by now.
func (n *Narrator) measure() {
	if n.buf.Len() == 0 && n.o.WidthNow != nil {
		n.o.Width = n.o.WidthNow()
	}
}

func (n *Narrator) flush() {
	if n.buf.Len() == 0 {
		return
	}
	_, _ = n.w.Write(n.buf.Bytes()) // narration that nobody can read must not stop the program
	n.buf.Reset()
}
