//go:build windows

package sock

import (
	"net/netip"
	"strconv"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

type sysfd windows.Handle

type option struct {
	name  string
	value int
}

// winsock2.h
const (
	soExclusiveAddrUse = ^4
	soSndTimeo         = 0x1005
	soRcvTimeo         = 0x1006
	noHandleInherit    = 0x80
	socketError        = ^uintptr(0)
	timeoutErrno       = windows.WSAETIMEDOUT
)

var reuseOption = option{"SO_EXCLUSIVEADDRUSE", soExclusiveAddrUse}

// What x/sys/windows has no blocking wrapper for.
var (
	ws2          = windows.NewLazySystemDLL("ws2_32.dll")
	procAccept   = ws2.NewProc("accept")
	procSend     = ws2.NewProc("send")
	procRecv     = ws2.NewProc("recv")
	procRecvfrom = ws2.NewProc("recvfrom")
)

var startup = sync.OnceValue(func() error {
	var data windows.WSAData
	return windows.WSAStartup(0x0202, &data)
})

func toErrno(err error) syscall.Errno {
	if err == nil {
		return 0
	}
	if errno, ok := err.(syscall.Errno); ok {
		return errno
	}
	return windows.WSAEINVAL
}

func toSockaddr(a netip.AddrPort) windows.Sockaddr {
	if a.Addr().Is4() {
		return &windows.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
	}
	return &windows.SockaddrInet6{Port: int(a.Port()), Addr: a.Addr().As16(), ZoneId: zoneID(a.Addr().Zone())}
}

func fromSockaddr(sa windows.Sockaddr) netip.AddrPort {
	switch a := sa.(type) {
	case *windows.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(a.Addr), uint16(a.Port))
	case *windows.SockaddrInet6:
		ip := netip.AddrFrom16(a.Addr)
		if a.ZoneId != 0 {
			ip = ip.WithZone(strconv.Itoa(int(a.ZoneId)))
		}
		return netip.AddrPortFrom(ip, uint16(a.Port))
	}
	return netip.AddrPort{}
}

// fromRaw reads what accept and recvfrom fill in.
func fromRaw(raw *windows.RawSockaddrAny, size int32) netip.AddrPort {
	if size == 0 {
		return netip.AddrPort{}
	}
	sa, err := raw.Sockaddr()
	if err != nil {
		return netip.AddrPort{}
	}
	return fromSockaddr(sa)
}

func sysSocket(six bool, typ Type) (sysfd, syscall.Errno) {
	if err := startup(); err != nil {
		return 0, toErrno(err)
	}
	family, kind := int32(windows.AF_INET), int32(windows.SOCK_STREAM)
	if six {
		family = windows.AF_INET6
	}
	if typ == Datagram {
		kind = windows.SOCK_DGRAM
	}
	h, err := windows.WSASocket(family, kind, 0, nil, 0, windows.WSA_FLAG_OVERLAPPED|noHandleInherit)
	return sysfd(h), toErrno(err)
}

func sysSetInt(fd sysfd, o option, value int) syscall.Errno {
	return toErrno(windows.SetsockoptInt(windows.Handle(fd), windows.SOL_SOCKET, o.value, value))
}

func sysSetTimeout(fd sysfd, name string, d time.Duration) syscall.Errno {
	which := soRcvTimeo
	if name == "SO_SNDTIMEO" {
		which = soSndTimeo
	}
	ms := int(d.Milliseconds())
	if d > 0 {
		ms = max(ms, 1) // 0 would mean no bound
	}
	return toErrno(windows.SetsockoptInt(windows.Handle(fd), windows.SOL_SOCKET, which, ms))
}

func sysSetLinger(fd sysfd, d time.Duration) syscall.Errno {
	l := struct{ on, seconds uint16 }{1, uint16(d / time.Second)}
	return toErrno(windows.Setsockopt(windows.Handle(fd), windows.SOL_SOCKET, windows.SO_LINGER,
		(*byte)(unsafe.Pointer(&l)), int32(unsafe.Sizeof(l))))
}

func sysBind(fd sysfd, a netip.AddrPort) syscall.Errno {
	return toErrno(windows.Bind(windows.Handle(fd), toSockaddr(a)))
}

func sysListen(fd sysfd, backlog int) syscall.Errno {
	return toErrno(windows.Listen(windows.Handle(fd), backlog))
}

func sysAccept(fd sysfd) (sysfd, netip.AddrPort, syscall.Errno) {
	var raw windows.RawSockaddrAny
	size := int32(unsafe.Sizeof(raw))
	h, _, err := procAccept.Call(uintptr(fd), uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)))
	if h == socketError {
		return 0, netip.AddrPort{}, toErrno(err)
	}
	_ = windows.SetHandleInformation(windows.Handle(h), windows.HANDLE_FLAG_INHERIT, 0)
	return sysfd(h), fromRaw(&raw, size), 0
}

func sysConnect(fd sysfd, a netip.AddrPort) syscall.Errno {
	return toErrno(windows.Connect(windows.Handle(fd), toSockaddr(a)))
}

func sysGetsockname(fd sysfd) (netip.AddrPort, syscall.Errno) {
	sa, err := windows.Getsockname(windows.Handle(fd))
	return fromSockaddr(sa), toErrno(err)
}

func sysGetpeername(fd sysfd) (netip.AddrPort, syscall.Errno) {
	sa, err := windows.Getpeername(windows.Handle(fd))
	return fromSockaddr(sa), toErrno(err)
}

func sysShutdown(fd sysfd, how How) syscall.Errno {
	return toErrno(windows.Shutdown(windows.Handle(fd), int(how)))
}

func sysClose(fd sysfd) syscall.Errno { return toErrno(windows.Closesocket(windows.Handle(fd))) }

func sysSend(fd sysfd, b []byte) (int, syscall.Errno) {
	n, _, err := procSend.Call(uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0)
	return count(n, err)
}

func sysRecv(fd sysfd, b []byte) (int, syscall.Errno) {
	n, _, err := procRecv.Call(uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0)
	return count(n, err)
}

// count reads an int result of winsock: -1 is failure in its low 32 bits.
func count(n uintptr, err error) (int, syscall.Errno) {
	if int32(n) == -1 {
		return -1, toErrno(err)
	}
	return int(int32(n)), 0
}

func sysSendto(fd sysfd, b []byte, a netip.AddrPort) (int, syscall.Errno) {
	if err := windows.Sendto(windows.Handle(fd), b, 0, toSockaddr(a)); err != nil {
		return -1, toErrno(err)
	}
	return len(b), 0 // a datagram goes whole or not at all
}

func sysRecvfrom(fd sysfd, b []byte) (int, netip.AddrPort, syscall.Errno) {
	var raw windows.RawSockaddrAny
	size := int32(unsafe.Sizeof(raw))
	r, _, err := procRecvfrom.Call(uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0,
		uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)))
	n, errno := count(r, err)
	if errno != 0 {
		size = 0
	}
	return n, fromRaw(&raw, size), errno
}

// cancelIO ends the waits that the calls under way are in. A call that is only
// about to wait is missed: so it goes on until none is left, for a while.
func (s *Socket) cancelIO() {
	for range cancelTries {
		s.end.Lock()
		if !s.closed.Load() {
			_ = windows.CancelIoEx(windows.Handle(s.fd), nil) // nothing waits: nothing to end
		}
		s.end.Unlock()
		if s.calls.Load() == 0 {
			return
		}
		time.Sleep(cancelEvery)
	}
}

const (
	cancelTries = 100
	cancelEvery = 2 * time.Millisecond
)
