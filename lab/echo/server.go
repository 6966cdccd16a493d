package echo

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"socklab/lab/sock"
)

// What keeps accept ahead of a rush of clients.
const (
	startAtOnce = 4    // threads in the making
	startQueue  = 4096 // connections that wait for one
)

// acceptAgain is how long accept waits where the system has no descriptor
// left and no client of ours ends before.
const acceptAgain = 100 * time.Millisecond

// Serve listens and serves until the context of st ends (then it returns its
// cause), or as many clients as wanted were served (nil). What goes wrong
// with a client ends that client only, and is told by Left. A server of the
// model Threads is fast in a process that has Processors of them, and needs one
// that may have a thread for each client.
func Serve(ctx context.Context, st *sock.Stack, o ServerOptions, h ServerHooks) error {
	l, err := st.Listen(o.Addr, o.Backlog)
	if err != nil {
		return err
	}
	defer l.Close()
	if o.Names && o.Addr.Port() != 0 {
		if _, err := l.Getsockname(); err != nil {
			return err
		}
	}
	s := &server{ServerOptions: o, hooks: h, listener: l, left: make(chan struct{}, 1),
		budget: newBudget(o.MaxMemory)}
	s.spare.budget = s.budget
	if o.Model == Threads {
		s.places = newPlaces(o, h)
	}
	s.tidier.tidy = s.giveBack
	h.Listening(l.Local())
	defer s.spare.empty()
	defer s.tidier.end()
	defer s.clients.Wait()
	return s.run(ctx)
}

type server struct {
	ServerOptions
	hooks    ServerHooks
	listener *sock.Socket
	clients  sync.WaitGroup
	places   *places
	left     chan struct{} // tells that a client has gone
	buffers  sync.Pool
	spare    spare
	budget   *budget
	active   atomic.Int64 // clients being served
	tidier   tidier
	still    int // times in a row that the tidier found nothing new
}

func (s *server) run(ctx context.Context) error {
	hand := s.serve
	if s.Model == Threads {
		accepted := make(chan *sock.Socket, startQueue)
		defer close(accepted)
		s.clients.Go(func() { s.begin(accepted) })
		hand = func(c *sock.Socket) { accepted <- c }
	}
	for n := 0; s.Clients == 0 || n < s.Clients; n++ {
		if !s.places.take(ctx) {
			return context.Cause(ctx)
		}
		c, err := s.accept(ctx)
		if err != nil {
			return err
		}
		hand(c)
	}
	return nil
}

// begin serves each client in a thread of its own. A thread takes several
// times as long to make as a connection to accept: a few are made at a time,
// and not where accept would wait for it, or the system's queue would
// overflow in a rush.
func (s *server) begin(accepted <-chan *sock.Socket) {
	starting := make(chan struct{}, startAtOnce)
	for c := range accepted {
		starting <- struct{}{}
		s.clients.Go(func() { <-starting; s.serve(c) })
	}
}

// accept goes on where a client gave up in the queue, or descriptors are
// scarce for a while.
func (s *server) accept(ctx context.Context) (*sock.Socket, error) {
	told := false
	for {
		c, err := s.listener.Accept()
		scarce := errors.Is(err, sock.TooMany)
		if !scarce && !errors.Is(err, sock.Aborted) && !errors.Is(err, sock.Reset) {
			return c, err
		}
		if !told {
			s.hooks.Retry(err)
			told = true
		}
		if scarce && !s.rest(ctx) {
			return nil, context.Cause(ctx)
		}
	}
}

func (s *server) rest(ctx context.Context) bool {
	t := time.NewTimer(acceptAgain)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-s.left:
	case <-t.C:
	}
	return true
}

// serve echoes for one client and closes its socket.
func (s *server) serve(c *sock.Socket) {
	s.active.Add(1)
	defer func() { s.active.Add(-1); s.tidier.stir() }()
	s.hooks.Accepted(c.Peer())
	err := s.exchange(c)
	if GaveUp(err) {
		_ = c.SetLinger(0) // a reset: the client must not take its end for an empty answer
	}
	if cerr := c.Close(); err == nil {
		err = cerr
	}
	s.hooks.Left(c.Peer(), err)
	s.places.give()
	select {
	case s.left <- struct{}{}:
	default: // it has been told already
	}
}

// GaveUp tells that a server ended an exchange early by its own limits, and
// neither the client nor the context did.
func GaveUp(err error) bool {
	var large *TooLarge
	var over *OverBudget
	var memory *OutOfMemory
	return errors.Is(err, sock.Timeout) || errors.As(err, &large) || errors.As(err, &over) || errors.As(err, &memory)
}

func (s *server) exchange(c *sock.Socket) error {
	if s.Timeout > 0 {
		if err := c.SetTimeouts(s.Timeout); err != nil {
			return err
		}
	}
	if s.Names { // a client that has gone already shows at recv
		_, _ = c.Getsockname()
		_, _ = c.Getpeername()
	}
	b, _ := s.buffers.Get().(*Buffer)
	if b == nil {
		b = NewBuffer(s.BufSize)
		b.spare, b.budget = &s.spare, s.budget
	}
	defer func() { b.Reset(); s.buffers.Put(b) }()
	if s.Mode == Stream {
		return s.stream(c, b)
	}
	return s.whole(c, b)
}

// whole receives until 0 bytes, then sends everything back.
func (s *server) whole(c *sock.Socket, b *Buffer) error {
	for {
		room, err := b.Room()
		if err != nil {
			return err
		}
		n, err := c.Recv(room)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
		full := b.Filled(n)
		if err := first(s.check(b.Len()), full); err != nil {
			return err
		}
	}
	return b.Each(func(p []byte) error { _, err := c.SendAll(p); return err })
}

// stream sends back each piece before it receives the next.
func (s *server) stream(c *sock.Socket, b *Buffer) error {
	room, err := b.Room()
	if err != nil {
		return err
	}
	for total := int64(0); ; {
		n, err := c.Recv(room)
		if err != nil || n == 0 {
			return err
		}
		total += int64(n)
		if err := first(s.check(total), b.charge(int64(n))); err != nil {
			return err
		}
		if _, err := c.SendAll(room[:n]); err != nil {
			return err
		}
	}
}

func (s *server) check(received int64) error {
	if s.MaxMessage > 0 && received > s.MaxMessage {
		return &TooLarge{Limit: s.MaxMessage}
	}
	return nil
}
