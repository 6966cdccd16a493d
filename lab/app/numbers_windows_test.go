//go:build windows

package app

import (
	"syscall"

	"golang.org/x/sys/windows"

	"socklab/lab/i18n"
	"socklab/lab/sock"
)

// numbers has one error number of this system for each kind.
var numbers = map[sock.Kind]syscall.Errno{
	sock.Refused: windows.WSAECONNREFUSED, sock.InUse: windows.WSAEADDRINUSE, sock.Denied: windows.WSAEACCES,
	sock.Reset: windows.WSAECONNRESET, sock.Aborted: windows.WSAECONNABORTED, sock.BrokenPipe: windows.WSAESHUTDOWN,
	sock.Timeout: windows.WSAETIMEDOUT, sock.ConnTimeout: windows.WSAETIMEDOUT, sock.NotAvailable: windows.WSAEADDRNOTAVAIL,
	sock.Unreachable: windows.WSAENETUNREACH, sock.TooMany: windows.WSAEMFILE, sock.NotConnected: windows.WSAENOTCONN,
	sock.Unsupported: windows.WSAEAFNOSUPPORT, sock.BadDescriptor: windows.WSAENOTSOCK,
}

func deniedHint(h *i18n.Hints) string { return h.DeniedWindows }
