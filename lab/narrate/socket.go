package narrate

import (
	"fmt"
	"net/netip"
	"time"

	"socklab/lab/event"
)

// The states that calls reveal, with the names of RFC 9293.
const (
	stateNew         = "-"
	stateListen      = "LISTEN"
	stateEstablished = "ESTABLISHED"
)

// A socket is what the events have told of one.
type socket struct {
	id          uint64 // as events tell it
	fd          int64
	state       string
	local, peer netip.AddrPort
	muted       bool
	shut        bool         // both halves, to release a call
	limits      event.Limits // of its waits
	received    int64
	head        []byte // the first bytes received
	runs        [2]run // of what it receives, and of what it sends
	refused     run    // of accepts that fail
	receives    wait
	sends       wait
}

// A wait is a call under way.
type wait struct {
	call   event.Event
	socket *socket
	since  time.Time
	told   bool
}

// A run is many calls of one kind on one socket.
type run struct {
	call        event.Call
	calls       int   // in all
	silent      int   // since the last line
	bytes       int64 // of the silent ones
	least, most int64
	last        time.Time // line
}

func (r *run) count(ret int64) {
	if r.silent == 0 {
		r.least, r.most = ret, ret
	}
	r.silent++
	r.bytes += ret
	r.least, r.most = min(r.least, ret), max(r.most, ret)
}

func (r *run) reset(now time.Time) { r.silent, r.bytes, r.last = 0, 0, now }

// each is the range of the sizes of the silent calls.
func (r *run) each() string {
	if r.least == r.most {
		return fmt.Sprint(r.least)
	}
	return fmt.Sprintf("%d-%d", r.least, r.most)
}

// total is what happened on muted sockets.
type total struct {
	connections, calls int
	ended              int // of these connections and earlier ones
	open               int // now, of all
	received, sent     int64
}

func (t *total) add(e *event.Event) {
	t.calls++
	if e.Call == event.Close {
		t.ended++
		t.open--
	}
	if e.Failed() {
		return
	}
	switch of := e.Call.Traits(); {
	case of.Receives():
		t.received += e.Ret
	case of.Sends():
		t.sent += e.Ret
	}
}
