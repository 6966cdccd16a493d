package sock

import (
	"net"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"socklab/lab/event"
)

// Socket makes a socket for addresses like addr, socket(2) with protocol 0.
func (st *Stack) Socket(addr netip.Addr, typ Type) (*Socket, error) {
	if st.cancelled.Load() {
		return nil, &Error{Call: event.Socket, Err: st.cause()}
	}
	c := st.start(event.Socket)
	family, kind := "AF_INET", "SOCK_STREAM"
	if !addr.Is4() {
		family = "AF_INET6"
	}
	if typ == Datagram {
		kind = "SOCK_DGRAM"
	}
	c.words(family, kind)
	if c.ev != nil {
		c.ev.Size = 0 // the protocol: the family's default for the type
	}
	fd, errno := sysSocket(!addr.Is4(), typ)
	var id uint64
	if errno == 0 {
		id = c.made(fd)
	}
	if err := c.end(int64(fd), errno); err != nil {
		return nil, err
	}
	return st.adopt(fd, id, typ, netip.AddrPort{}), nil
}

// Reuse sets what lets a server start again at once on its port without
// letting another program take it: SO_REUSEADDR on Unix, where connections in
// TIME_WAIT would stop bind; SO_EXCLUSIVEADDRUSE on Windows, where
// SO_REUSEADDR would share the port with anyone.
func (s *Socket) Reuse() error { return s.option(reuseOption, 1, "1") }

// SetTimeouts bounds every blocking receive and send from now on by
// SO_RCVTIMEO and SO_SNDTIMEO (two calls). A call that reaches the bound
// fails with Timeout. 0 means no bound. Connect keeps it too.
func (s *Socket) SetTimeouts(d time.Duration) error {
	s.mu.Lock()
	s.wait = d
	s.mu.Unlock()
	for _, name := range []string{"SO_RCVTIMEO", "SO_SNDTIMEO"} {
		c := s.start(event.Setsockopt)
		c.words(name, d.String())
		if err := c.end(0, sysSetTimeout(s.fd, name, d)); err != nil {
			return err
		}
	}
	return nil
}

// SetLinger makes Close discard what is unsent after d; with 0 it resets the
// connection (SO_LINGER, socket(7)).
func (s *Socket) SetLinger(d time.Duration) error {
	c := s.start(event.Setsockopt)
	c.words("SO_LINGER", d.String())
	return c.end(0, sysSetLinger(s.fd, d))
}

func (s *Socket) option(o option, value int, shown string) error {
	c := s.start(event.Setsockopt)
	c.words(o.name, shown)
	return c.end(0, sysSetInt(s.fd, o, value))
}

// Bind gives the socket its own address, bind(2). Port 0 lets the system
// pick: Getsockname tells which.
func (s *Socket) Bind(addr netip.AddrPort) error {
	c := s.start(event.Bind)
	if c.ev != nil {
		c.ev.Addr = addr
	}
	errno := sysBind(s.fd, addr)
	if errno == 0 && addr.Port() != 0 {
		s.know(addr, netip.AddrPort{})
		if c.ev != nil {
			c.ev.Local = addr
		}
	}
	return at(c.end(0, errno), addr)
}

// Listen lets the system complete connections and queue up to backlog of
// them (listen(2); what exactly is counted differs by system).
func (s *Socket) Listen(backlog int) error {
	c := s.start(event.Listen)
	if c.ev != nil {
		c.ev.Size = backlog
	}
	return c.end(0, sysListen(s.fd, backlog))
}

// Accept blocks until a connection is complete and returns its socket,
// accept(2).
func (s *Socket) Accept() (*Socket, error) {
	for {
		c := s.start(event.Accept)
		if err := s.block(&c); err != nil {
			return nil, err
		}
		fd, peer, errno := sysAccept(s.fd)
		var id uint64
		if c.ev != nil && errno == 0 {
			c.ev.Peer, id = peer, c.made(fd)
		}
		err := c.endBlocking(int64(fd), errno)
		if interrupted(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return s.st.adopt(fd, id, s.typ, peer), nil
	}
}

// Connect blocks until the connection is complete, connect(2): the three-way
// handshake for a stream; for datagrams it only fixes the peer.
func (s *Socket) Connect(addr netip.AddrPort) error {
	stop := s.connectTimer()
	err := s.connect(addr)
	for interrupted(err) { // the handshake goes on: a second call waits for it
		err = s.connect(addr)
		if e, ok := err.(*Error); ok && e.Errno() == syscall.EISCONN {
			err = nil
		}
	}
	if late := stop(); late {
		err = &Error{Call: event.Connect, Wait: s.limit(), Err: timeoutErrno}
	}
	return at(err, addr)
}

func (s *Socket) connect(addr netip.AddrPort) error {
	c := s.start(event.Connect)
	if c.ev != nil {
		c.ev.Addr = addr
	}
	if err := s.block(&c); err != nil {
		return err
	}
	errno := sysConnect(s.fd, addr)
	if errno == 0 {
		s.know(netip.AddrPort{}, addr)
		if c.ev != nil {
			c.ev.Peer = addr
		}
	}
	return c.endBlocking(0, errno)
}

// at names addr in err.
func at(err error, addr netip.AddrPort) error {
	if e, ok := err.(*Error); ok {
		e.Addr = addr
	}
	return err
}

// Getsockname asks for the socket's own address, getsockname(2).
func (s *Socket) Getsockname() (netip.AddrPort, error) {
	return s.name(event.Getsockname, sysGetsockname)
}

// Getpeername asks for the peer's address, getpeername(2).
func (s *Socket) Getpeername() (netip.AddrPort, error) {
	return s.name(event.Getpeername, sysGetpeername)
}

func (s *Socket) name(name event.Call, ask func(sysfd) (netip.AddrPort, syscall.Errno)) (netip.AddrPort, error) {
	c := s.start(name)
	addr, errno := ask(s.fd)
	local, peer := addr, netip.AddrPort{}
	if name == event.Getpeername {
		local, peer = peer, local
	}
	if errno == 0 {
		s.know(local, peer)
		if c.ev != nil {
			c.ev.Local, c.ev.Peer = s.Local(), s.Peer()
		}
	}
	return addr, c.end(0, errno)
}

// Shutdown ends one or both halves of the connection, shutdown(2): after
// ShutWr the peer's recv returns 0 when it has read everything.
func (s *Socket) Shutdown(how How) error {
	s.order.Lock()
	defer s.order.Unlock()
	c := s.start(event.Shutdown)
	c.words(howNames[how])
	return c.end(0, sysShutdown(s.fd, how))
}

// Listen makes a listening stream socket: socket, setsockopt, bind, listen
// and, for port 0, getsockname. What was opened is closed where a step fails.
func (st *Stack) Listen(addr netip.AddrPort, backlog int) (*Socket, error) {
	s, err := st.Socket(addr.Addr(), Stream)
	if err != nil {
		return nil, err
	}
	steps := []func() error{s.Reuse, func() error { return s.Bind(addr) }, func() error { return s.Listen(backlog) }}
	if addr.Port() == 0 {
		steps = append(steps, func() error { _, err := s.Getsockname(); return err })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			_ = s.Close() // the step's error is the one to tell
			return nil, at(err, addr)
		}
	}
	return s, nil
}

// Dial makes a connected stream socket: socket, the two timeouts where wait
// is not 0, connect. What was opened is closed where a step fails.
func (st *Stack) Dial(addr netip.AddrPort, wait time.Duration) (*Socket, error) {
	s, err := st.Socket(addr.Addr(), Stream)
	if err != nil {
		return nil, at(err, addr)
	}
	if wait > 0 {
		err = s.SetTimeouts(wait)
	}
	if err == nil {
		err = s.Connect(addr)
	}
	if err != nil {
		_ = s.Close() // the step's error is the one to tell
		return nil, at(err, addr)
	}
	return s, nil
}

// zoneID is the number of an IPv6 zone, which is an interface's name or number.
func zoneID(zone string) uint32 {
	if zone == "" {
		return 0
	}
	if i, err := net.InterfaceByName(zone); err == nil {
		return uint32(i.Index)
	}
	n, _ := strconv.ParseUint(zone, 10, 32) // not a number: no zone, and the system says what it thinks of that
	return uint32(n)
}
