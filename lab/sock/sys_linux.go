//go:build linux

package sock

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"socklab/lab/event"
)

// timeoutErrno is what the system gives where SO_RCVTIMEO has passed.
const timeoutErrno = unix.EAGAIN

// wake wakes calls that block on s: on Linux shutdown does, close does not. A
// socket that is not connected yet answers ENOTCONN, and a connect that begins
// after that is not woken. Where no call is under way, none is made.
func (s *Socket) wake() (lasts bool) {
	s.end.Lock()
	defer s.end.Unlock()
	if s.calls.Load() == 0 || s.closed.Load() {
		return false
	}
	c := s.start(event.Shutdown)
	c.words(howNames[ShutRdWr])
	return c.end(0, sysShutdown(s.fd, ShutRdWr)) == nil
}

// connectTimer does nothing: SO_SNDTIMEO bounds connect here (socket(7)).
func (s *Socket) connectTimer() func() bool { return func() bool { return false } }

func sysSocket(six bool, typ Type) (sysfd, syscall.Errno) {
	fd, err := unix.Socket(familyOf(six), typeOf(typ)|unix.SOCK_CLOEXEC, 0)
	return sysfd(fd), toErrno(err)
}

// What follows goes below x/sys: its Accept4, Getsockname and Recvfrom ask the
// system for the socket's protocol besides, a call that nobody would be told
// of, and its Send does not return the count.

func sysAccept(fd sysfd) (sysfd, netip.AddrPort, syscall.Errno) {
	var raw unix.RawSockaddrAny
	size := uint32(unsafe.Sizeof(raw))
	n, _, errno := syscall.Syscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&raw)),
		uintptr(unsafe.Pointer(&size)), unix.SOCK_CLOEXEC, 0, 0)
	if errno != 0 {
		return -1, netip.AddrPort{}, errno
	}
	return sysfd(n), fromRaw(&raw, size), 0
}

func sysGetsockname(fd sysfd) (netip.AddrPort, syscall.Errno) { return name(unix.SYS_GETSOCKNAME, fd) }

func sysGetpeername(fd sysfd) (netip.AddrPort, syscall.Errno) { return name(unix.SYS_GETPEERNAME, fd) }

func name(trap uintptr, fd sysfd) (netip.AddrPort, syscall.Errno) {
	var raw unix.RawSockaddrAny
	size := uint32(unsafe.Sizeof(raw))
	_, _, errno := syscall.Syscall(trap, uintptr(fd), uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)))
	if errno != 0 {
		return netip.AddrPort{}, errno
	}
	return fromRaw(&raw, size), 0
}

// fromRaw reads the address that the system has put into size bytes of raw.
func fromRaw(raw *unix.RawSockaddrAny, size uint32) netip.AddrPort {
	switch {
	case size >= unix.SizeofSockaddrInet4 && raw.Addr.Family == unix.AF_INET:
		a := (*unix.RawSockaddrInet4)(unsafe.Pointer(raw))
		return netip.AddrPortFrom(netip.AddrFrom4(a.Addr), hostOrder(&a.Port))
	case size >= unix.SizeofSockaddrInet6 && raw.Addr.Family == unix.AF_INET6:
		a := (*unix.RawSockaddrInet6)(unsafe.Pointer(raw))
		ip := netip.AddrFrom16(a.Addr)
		if a.Scope_id != 0 {
			ip = ip.WithZone(strconv.Itoa(int(a.Scope_id)))
		}
		return netip.AddrPortFrom(ip, hostOrder(&a.Port))
	}
	return netip.AddrPort{}
}

// hostOrder reads a port, which the system keeps with its high byte first.
func hostOrder(port *uint16) uint16 {
	return binary.BigEndian.Uint16((*[2]byte)(unsafe.Pointer(port))[:])
}

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

func sysRecvfrom(fd sysfd, b []byte) (int, netip.AddrPort, syscall.Errno) {
	var raw unix.RawSockaddrAny
	size := uint32(unsafe.Sizeof(raw))
	n, _, errno := syscall.Syscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))),
		uintptr(len(b)), 0, uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)))
	if errno != 0 {
		return -1, netip.AddrPort{}, errno
	}
	return int(n), fromRaw(&raw, size), 0
}
