//go:build linux

package sock

import (
	"net/netip"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"socklab/lab/event"
)

// timeoutErrno is what the system gives where SO_RCVTIMEO has passed.
const timeoutErrno = unix.EAGAIN

// interrupt wakes calls that block on s: on Linux shutdown does, close does
// not. A socket that is not connected yet answers ENOTCONN and is woken all
// the same.
func (s *Socket) interrupt() {
	s.end.Lock()
	defer s.end.Unlock()
	if s.closed.Load() {
		return
	}
	s.order.Lock()
	defer s.order.Unlock()
	c := s.start(event.Shutdown)
	c.words(howNames[ShutRdWr])
	_ = c.end(0, sysShutdown(s.fd, ShutRdWr))
}

// connectTimer does nothing: SO_SNDTIMEO bounds connect here (socket(7)).
func (s *Socket) connectTimer() func() bool { return func() bool { return false } }

func sysSocket(six bool, typ Type) (sysfd, syscall.Errno) {
	fd, err := unix.Socket(familyOf(six), typeOf(typ)|unix.SOCK_CLOEXEC, 0)
	return sysfd(fd), toErrno(err)
}

func sysAccept(fd sysfd) (sysfd, netip.AddrPort, syscall.Errno) {
	nfd, sa, err := unix.Accept4(int(fd), unix.SOCK_CLOEXEC)
	return sysfd(nfd), fromSockaddr(sa), toErrno(err)
}

// sysSend and sysRecv go below x/sys, whose Send does not return the count
// and whose Recvfrom allocates an address for each call.
func sysSend(fd sysfd, b []byte) (int, syscall.Errno) {
	n, _, errno := syscall.Syscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))),
		uintptr(len(b)), unix.MSG_NOSIGNAL, 0, 0)
	return count(n, errno)
}

func sysRecv(fd sysfd, b []byte) (int, syscall.Errno) {
	n, _, errno := syscall.Syscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))),
		uintptr(len(b)), 0, 0, 0)
	return count(n, errno)
}

func count(n uintptr, errno syscall.Errno) (int, syscall.Errno) {
	if errno != 0 {
		return -1, errno
	}
	return int(n), 0
}

func sysSendto(fd sysfd, b []byte, a netip.AddrPort) (int, syscall.Errno) {
	if err := unix.Sendto(int(fd), b, unix.MSG_NOSIGNAL, toSockaddr(a)); err != nil {
		return -1, toErrno(err)
	}
	return len(b), 0 // a datagram goes whole or not at all
}
