//go:build linux || darwin

package sock

import (
	"net/netip"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

type sysfd int

type option struct {
	name  string
	value int
}

var reuseOption = option{"SO_REUSEADDR", unix.SO_REUSEADDR}

// toErrno unpacks what x/sys returns.
func toErrno(err error) syscall.Errno {
	if err == nil {
		return 0
	}
	if errno, ok := err.(syscall.Errno); ok {
		return errno
	}
	return syscall.EINVAL
}

func toSockaddr(a netip.AddrPort) unix.Sockaddr {
	if a.Addr().Is4() {
		return &unix.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
	}
	return &unix.SockaddrInet6{Port: int(a.Port()), Addr: a.Addr().As16(), ZoneId: zoneID(a.Addr().Zone())}
}

func familyOf(six bool) int {
	if six {
		return unix.AF_INET6
	}
	return unix.AF_INET
}

func typeOf(typ Type) int {
	if typ == Datagram {
		return unix.SOCK_DGRAM
	}
	return unix.SOCK_STREAM
}

func sysSetInt(fd sysfd, o option, value int) syscall.Errno {
	return toErrno(unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, o.value, value))
}

func sysSetTimeout(fd sysfd, name string, d time.Duration) syscall.Errno {
	which := unix.SO_RCVTIMEO
	if name == "SO_SNDTIMEO" {
		which = unix.SO_SNDTIMEO
	}
	if d > 0 {
		d = max(d, time.Microsecond) // 0 would mean no bound
	}
	tv := unix.NsecToTimeval(d.Nanoseconds())
	return toErrno(unix.SetsockoptTimeval(int(fd), unix.SOL_SOCKET, which, &tv))
}

func sysSetLinger(fd sysfd, d time.Duration) syscall.Errno {
	l := unix.Linger{Onoff: 1, Linger: int32(d / time.Second)}
	return toErrno(unix.SetsockoptLinger(int(fd), unix.SOL_SOCKET, unix.SO_LINGER, &l))
}

func sysBind(fd sysfd, a netip.AddrPort) syscall.Errno {
	return toErrno(unix.Bind(int(fd), toSockaddr(a)))
}

func sysListen(fd sysfd, backlog int) syscall.Errno { return toErrno(unix.Listen(int(fd), backlog)) }

func sysConnect(fd sysfd, a netip.AddrPort) syscall.Errno {
	return toErrno(unix.Connect(int(fd), toSockaddr(a)))
}

func sysShutdown(fd sysfd, how How) syscall.Errno {
	return toErrno(unix.Shutdown(int(fd), int(how)))
}

func sysClose(fd sysfd) syscall.Errno { return toErrno(unix.Close(int(fd))) }
