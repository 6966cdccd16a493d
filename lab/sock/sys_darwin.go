//go:build darwin

package sock

import (
	"net/netip"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

const timeoutErrno = unix.EAGAIN

func sysSocket(six bool, typ Type) (sysfd, syscall.Errno) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	fd, err := unix.Socket(familyOf(six), typeOf(typ), 0)
	if err != nil {
		return -1, toErrno(err)
	}
	return quiet(fd), 0
}

func sysAccept(fd sysfd) (sysfd, netip.AddrPort, syscall.Errno) {
	nfd, sa, err := unix.Accept(int(fd))
	if err != nil {
		return -1, netip.AddrPort{}, toErrno(err)
	}
	return quiet(nfd), fromSockaddr(sa), 0
}

// quiet keeps fd from children, and a write to a lost peer from killing us.
func quiet(fd int) sysfd {
	unix.CloseOnExec(fd)
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_NOSIGPIPE, 1) // Go survives SIGPIPE on sockets anyway
	return sysfd(fd)
}

func sysSend(fd sysfd, b []byte) (int, syscall.Errno) {
	n, err := unix.SendmsgN(int(fd), b, nil, nil, 0)
	if err != nil {
		return -1, toErrno(err)
	}
	return n, 0
}

func sysRecv(fd sysfd, b []byte) (int, syscall.Errno) {
	n, _, err := unix.Recvfrom(int(fd), b, 0)
	if err != nil {
		return -1, toErrno(err)
	}
	return n, 0
}

func sysSendto(fd sysfd, b []byte, a netip.AddrPort) (int, syscall.Errno) {
	n, err := unix.SendmsgN(int(fd), b, nil, toSockaddr(a), 0)
	if err != nil {
		return -1, toErrno(err)
	}
	return n, 0
}

func sysGetsockname(fd sysfd) (netip.AddrPort, syscall.Errno) {
	sa, err := unix.Getsockname(int(fd))
	return fromSockaddr(sa), toErrno(err)
}

func sysGetpeername(fd sysfd) (netip.AddrPort, syscall.Errno) {
	sa, err := unix.Getpeername(int(fd))
	return fromSockaddr(sa), toErrno(err)
}

func sysRecvfrom(fd sysfd, b []byte) (int, netip.AddrPort, syscall.Errno) {
	n, from, err := unix.Recvfrom(int(fd), b, 0)
	return n, fromSockaddr(from), toErrno(err)
}

func fromSockaddr(sa unix.Sockaddr) netip.AddrPort {
	switch a := sa.(type) {
	case *unix.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port))
	case *unix.SockaddrInet6:
		ip := netip.AddrFrom16(a.Addr)
		if a.ZoneId != 0 {
			ip = ip.WithZone(strconv.Itoa(int(a.ZoneId)))
		}
		return netip.AddrPortFrom(ip, uint16(a.Port))
	}
	return netip.AddrPort{}
}

// cancelIO does nothing: close wakes them all here.
func (s *Socket) cancelIO() {}
