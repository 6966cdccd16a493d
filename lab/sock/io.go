package sock

import (
	"net/netip"
	"syscall"

	"socklab/lab/event"
)

// Recv blocks until some bytes are there, puts at most len(b) of them into b
// and returns how many, recv(2). 0 bytes and no error mean that the peer has
// ended its half; an empty b always gives 0.
func (s *Socket) Recv(b []byte) (int, error) {
	for {
		n, err := s.transfer(event.Recv, b, sysRecv)
		if !interrupted(err) {
			return n, err
		}
	}
}

// Send blocks until the system has taken some of b, and returns how many
// bytes that was, send(2): it may be fewer than len(b).
func (s *Socket) Send(b []byte) (int, error) {
	for {
		n, err := s.transfer(event.Send, b, sysSend)
		if !interrupted(err) {
			return n, err
		}
	}
}

// SendAll sends all of b, with as many sends as that takes, and returns how
// many bytes the system took before an error.
func (s *Socket) SendAll(b []byte) (int, error) {
	sent := 0
	for sent < len(b) {
		n, err := s.Send(b[sent:])
		sent += n
		if err != nil {
			return sent, err
		}
	}
	return sent, nil
}

func (s *Socket) transfer(name event.Call, b []byte, do func(sysfd, []byte) (int, syscall.Errno)) (int, error) {
	c := s.start(name)
	sends := c.ev != nil && name.Traits().Sends() // who tells nobody need not know
	if c.ev != nil {
		c.ev.Size = len(b)
		if sends {
			c.ev.Data = b
		}
	}
	if err := s.block(&c); err != nil {
		return 0, err
	}
	if c.ev == nil {
		n, errno := do(s.fd, b)
		return max(n, 0), c.endBlocking(int64(n), errno)
	}
	if sends {
		s.sending.begin(len(b))
	}
	n, errno := do(s.fd, b)
	n = max(n, 0)
	c.ev.Data = b[:n]
	if !sends {
		s.sending.answered(n)
	}
	err := c.endBlocking(int64(n), errno)
	if sends {
		s.sending.end(n)
	}
	return n, err
}

// SendTo sends b as one datagram to addr, sendto(2).
func (s *Socket) SendTo(b []byte, addr netip.AddrPort) (int, error) {
	c := s.start(event.Sendto)
	if c.ev != nil {
		c.ev.Size, c.ev.Addr, c.ev.Data = len(b), addr, b
	}
	if err := s.block(&c); err != nil {
		return 0, err
	}
	n, errno := sysSendto(s.fd, b, addr)
	return max(n, 0), at(c.endBlocking(int64(n), errno), addr)
}

// RecvFrom blocks until a datagram is there, recvfrom(2): its first len(b)
// bytes, the rest is lost.
func (s *Socket) RecvFrom(b []byte) (int, netip.AddrPort, error) {
	for {
		c := s.start(event.Recvfrom)
		if c.ev != nil {
			c.ev.Size = len(b)
		}
		if err := s.block(&c); err != nil {
			return 0, netip.AddrPort{}, err
		}
		n, from, errno := sysRecvfrom(s.fd, b)
		if c.ev != nil {
			c.ev.Data, c.ev.Peer = b[:max(n, 0)], from
		}
		err := c.endBlocking(int64(n), errno)
		if err == nil && n == 0 && !from.IsValid() {
			err = s.ended(event.Recvfrom) // Linux: shutdown wakes with 0 bytes from nobody
		}
		if !interrupted(err) {
			return max(n, 0), from, err
		}
	}
}
