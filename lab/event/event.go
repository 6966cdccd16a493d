// Package event says what happened: one system call with its arguments,
// result, error number and addresses. It holds no prose and imports nothing
// of this project.
package event

import (
	"net/netip"
	"time"
)

// An Event is one call. While the call has not ended, Dur, Ret, Errno, Err
// and the addresses that it reveals are zero.
type Event struct {
	T     time.Duration // since the process began, at the call's start
	Dur   time.Duration // spent in the call
	Who   string        // the part it belongs to: server, client
	Call  Call
	FD    int64    // the descriptor (Windows: SOCKET) acted on; socket: the new one or -1
	Words []string // symbolic arguments, in order: AF_INET, SOCK_STREAM
	Addr  netip.AddrPort
	Size  int // a length argument; -1 where the call has none
	Ret   int64
	Errno int    // the system's number, 0 where the call succeeded
	Err   string // its symbol: ECONNREFUSED, WSAECONNREFUSED
	Local netip.AddrPort
	Peer  netip.AddrPort
	Data  []byte // what was sent or received; valid during the report only, never written

	// Descriptors are used again, so a number alone does not say which socket
	// it was. These count the sockets of the process from 1; they are never
	// written, and 0 is none.
	On   uint64 // the socket acted on
	Made uint64 // the one that socket or accept has made
}

// Args are the arguments after the descriptor, as text.
func (e *Event) Args() []string {
	args := make([]string, 0, len(e.Words)+2)
	args = append(args, e.Words...)
	if e.Addr.IsValid() {
		args = append(args, e.Addr.String())
	}
	if e.Size >= 0 {
		args = append(args, itoa(int64(e.Size)))
	}
	return args
}

// Arg gives the argument of that name, as text; "" where there is none.
func (e *Event) Arg(name string) string { return e.Call.Traits().Arg(e.Args(), name) }

// Failed tells whether the system refused the call.
func (e *Event) Failed() bool { return e.Errno != 0 }

// A Sink is told of calls. Both methods may be called by several goroutines
// at a time, and must not keep the event or its Data.
type Sink interface {
	// Begin tells that a call that may block is about to be made.
	Begin(*Event)
	// End tells that a call has been made.
	End(*Event)
}

// Tee reports to each sink in order; nil sinks are left out. It is nil where
// nothing is left.
func Tee(sinks ...Sink) Sink {
	var kept tee
	for _, s := range sinks {
		if s != nil {
			kept = append(kept, s)
		}
	}
	switch len(kept) {
	case 0:
		return nil
	case 1:
		return kept[0]
	}
	return kept
}

type tee []Sink

func (t tee) Begin(e *Event) {
	for _, s := range t {
		s.Begin(e)
	}
}

func (t tee) End(e *Event) {
	for _, s := range t {
		s.End(e)
	}
}
