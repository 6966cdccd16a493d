// Package sock makes BSD socket calls: each method is one real system call
// (or says so where it is several), blocking as the system blocks, and each is
// reported as an event. It is not built on package net, because the backlog,
// short sends and partial receives that net hides are what is taught.
//
// It knows no words, no colour, and nothing of what the bytes mean.
package sock

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"socklab/lab/event"
)

// Type is a kind of socket.
type Type int

// The kinds of socket: a byte stream (TCP) and datagrams (UDP).
const (
	Stream Type = iota
	Datagram
)

// A How says which half of a connection shutdown ends.
type How int

// The values of How, with the meaning of shutdown(2).
const (
	ShutRd How = iota
	ShutWr
	ShutRdWr
)

var howNames = [...]string{"SHUT_RD", "SHUT_WR", "SHUT_RDWR"}

// Options of a Stack.
type Options struct {
	Who   string     // names the part in events
	Sink  event.Sink // may be nil
	Start time.Time  // when the process began: events count from here
}

// A Stack makes sockets, reports their calls and releases them when its
// context ends. Its methods may be called by several goroutines.
type Stack struct {
	opts      Options
	cancelled atomic.Bool
	cause     func() error
	stop      func() bool
	done      chan struct{} // closed when the release of blocked calls has ended

	made    atomic.Uint64 // sockets so far, where somebody is told
	closing *closing

	mu   sync.Mutex
	open map[*Socket]struct{}
}

// New returns a Stack. When ctx ends, every call that blocks on one of its
// sockets returns an error that unwraps to the context's.
func New(ctx context.Context, opts Options) *Stack {
	st := &Stack{opts: opts, open: map[*Socket]struct{}{}, closing: newClosing(), done: make(chan struct{})}
	st.cause = func() error { return context.Cause(ctx) }
	st.stop = context.AfterFunc(ctx, func() {
		st.cancelled.Store(true)
		st.release()
		close(st.done)
	})
	return st
}

// Close closes every socket that is still open. It returns the first error.
func (st *Stack) Close() error {
	if !st.stop() {
		<-st.done
	}
	var errs []error
	for _, s := range st.sockets() {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}

// Open counts the sockets that are open now.
func (st *Stack) Open() int {
	st.mu.Lock()
	defer st.mu.Unlock()
	return len(st.open)
}

func (st *Stack) sockets() []*Socket {
	st.mu.Lock()
	defer st.mu.Unlock()
	all := make([]*Socket, 0, len(st.open))
	for s := range st.open {
		all = append(all, s)
	}
	return all
}

// releaseAgain bounds how long a call may stay blocked that began in the
// instant when the context ended.
const releaseAgain = 10 * time.Millisecond

// release interrupts blocked calls until none is left.
func (st *Stack) release() {
	for {
		busy := false
		for _, s := range st.sockets() {
			if s.calls.Load() > 0 {
				busy = true
				s.interrupt()
			}
		}
		if !busy {
			return
		}
		time.Sleep(releaseAgain)
	}
}

// A Socket is one descriptor. Send and Recv may run at the same time.
type Socket struct {
	st     *Stack
	fd     sysfd
	id     uint64 // tells it from others of its number, where somebody is told
	typ    Type
	calls  atomic.Int32 // calls under way that may block
	closed atomic.Bool
	broken atomic.Bool // interrupt has acted on it

	end sync.Mutex // held while the descriptor's number is given back, or must not be

	// order is held from a shutdown or close to its report, and while a call
	// that may have been waiting for it is reported: what it brings about, an
	// answer or a release, is not told before it. It is taken before end.
	order sync.Mutex
	woken time.Time // when all its calls were woken, later ones too; guarded by order

	sending sending

	mu    sync.Mutex // guards what follows
	wait  time.Duration
	local netip.AddrPort
	peer  netip.AddrPort
}

// FD is the descriptor's number.
func (s *Socket) FD() int64 { return int64(s.fd) }

// Local is the socket's own address as far as the system has told it.
func (s *Socket) Local() netip.AddrPort {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.local
}

// Peer is the other end's address as far as the system has told it.
func (s *Socket) Peer() netip.AddrPort {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.peer
}

func (s *Socket) know(local, peer netip.AddrPort) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if local.IsValid() {
		s.local = local
	}
	if peer.IsValid() {
		s.peer = peer
	}
}

func (st *Stack) adopt(fd sysfd, id uint64, typ Type, peer netip.AddrPort) *Socket {
	s := &Socket{st: st, fd: fd, id: id, typ: typ, peer: peer}
	st.mu.Lock()
	st.open[s] = struct{}{}
	st.mu.Unlock()
	return s
}

// wakeAgain is when calls that should have woken are woken once more.
const wakeAgain = time.Second

// interrupt wakes the calls that block on s. Whom it releases waits with the
// news until what released it has been told.
func (s *Socket) interrupt() {
	s.order.Lock()
	defer s.order.Unlock()
	if !s.woken.IsZero() && time.Since(s.woken) < wakeAgain {
		return
	}
	if s.wake() {
		s.woken = time.Now()
	}
}

// Abort releases the calls that block on s in other goroutines. What s does
// next fails; Close it when they have returned.
func (s *Socket) Abort() {
	s.broken.Store(true)
	s.interrupt()
}

// Close closes the descriptor, close(2). A second Close does nothing.
func (s *Socket) Close() error {
	s.order.Lock()
	defer s.order.Unlock()
	return s.close()
}

// close is Close for those who hold order.
func (s *Socket) close() error {
	if !s.closed.CompareAndSwap(false, true) {
		return nil
	}
	s.st.mu.Lock()
	delete(s.st.open, s)
	s.st.mu.Unlock()
	s.end.Lock()
	defer s.end.Unlock()
	c := s.start(event.Close)
	if c.ev == nil {
		return c.end(0, sysClose(s.fd))
	}
	s.st.closing.begin(s.fd)
	defer s.st.closing.told(s.fd)
	return c.end(0, sysClose(s.fd))
}
