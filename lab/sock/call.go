package sock

import (
	"net/netip"
	"syscall"
	"time"

	"socklab/lab/event"
)

// A call is one system call from its start to its report.
type call struct {
	s     *Socket
	st    *Stack
	name  event.Call
	ev    *event.Event // nil where nobody listens
	begun time.Time
}

func (st *Stack) start(name event.Call) call {
	c := call{st: st, name: name}
	if st.opts.Sink != nil {
		c.begun = time.Now()
		c.ev = &event.Event{T: c.begun.Sub(st.opts.Start), Who: st.opts.Who, Call: name, FD: -1, Size: -1}
	}
	return c
}

func (s *Socket) start(name event.Call) call {
	c := s.st.start(name)
	c.s = s
	if c.ev != nil {
		c.ev.FD, c.ev.On, c.ev.Local, c.ev.Peer = int64(s.fd), s.id, s.Local(), s.Peer()
	}
	return c
}

// block announces the call and counts it as one that may need a release. It
// fails where the socket is closed or the context has ended.
func (s *Socket) block(c *call) error {
	s.calls.Add(1)
	if err := s.ended(c.name); err != nil {
		s.calls.Add(-1)
		return err
	}
	if c.ev != nil {
		s.st.opts.Sink.Begin(c.ev)
	}
	return nil
}

// ended tells why no further call can be made, if so.
func (s *Socket) ended(name event.Call) error {
	if s.st.cancelled.Load() {
		return &Error{Call: name, Addr: s.about(), Err: s.st.cause()}
	}
	if s.closed.Load() || s.broken.Load() {
		return &Error{Call: name, Addr: s.about(), Err: ErrClosed}
	}
	return nil
}

// about is the address that an error on s names.
func (s *Socket) about() netip.AddrPort {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.peer.IsValid() {
		return s.peer
	}
	return s.local
}

// limit is how long its calls may wait; 0: no bound was set.
func (s *Socket) limit() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wait
}

// made says in the report which socket the call has made, and waits until the
// last close of its number has been told. It gives the socket's identity.
func (c *call) made(fd sysfd) uint64 {
	if c.ev == nil {
		return 0
	}
	c.st.closing.await(fd)
	c.ev.Made = c.st.made.Add(1)
	return c.ev.Made
}

func (c *call) words(words ...string) {
	if c.ev != nil {
		c.ev.Words = words
	}
}

// end reports the call and makes its error.
func (c *call) end(ret int64, errno syscall.Errno) error {
	if errno != 0 {
		ret = -1
	}
	if c.ev != nil {
		c.ev.Dur = time.Since(c.begun)
		c.ev.Ret = ret
		if errno != 0 {
			c.ev.Errno, c.ev.Err = int(errno), Symbol(errno)
		}
		c.st.opts.Sink.End(c.ev)
	}
	if errno == 0 {
		return nil
	}
	e := &Error{Call: c.name, Err: errno}
	if c.s != nil {
		e.Addr, e.Wait = c.s.about(), c.s.limit()
	}
	return e
}

// endBlocking is end for a call that block announced. A call that the
// context's end, Close or Abort released gives that as its cause.
func (c *call) endBlocking(ret int64, errno syscall.Errno) error {
	c.s.calls.Add(-1)
	c.s.order.Lock()
	err := c.end(ret, errno)
	c.s.order.Unlock()
	if errno != 0 || ret == 0 && endsByNothing(c.name) {
		if why := c.s.ended(c.name); why != nil {
			return why
		}
	}
	return err
}

// endsByNothing tells whether a result of 0 is an end, and no empty message.
func endsByNothing(name event.Call) bool {
	t := name.Traits()
	return t.Receives() && t.Protocol != event.UDP
}

// interrupted tells that a signal, not its purpose, ended the call.
func interrupted(err error) bool {
	e, ok := err.(*Error)
	return ok && e.Errno() == syscall.EINTR
}
