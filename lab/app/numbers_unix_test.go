//go:build unix

package app

import (
	"syscall"

	"golang.org/x/sys/unix"

	"socklab/lab/i18n"
	"socklab/lab/sock"
)

// numbers has one error number of this system for each kind.
var numbers = map[sock.Kind]syscall.Errno{
	sock.Refused: unix.ECONNREFUSED, sock.InUse: unix.EADDRINUSE, sock.Denied: unix.EACCES, sock.Reset: unix.ECONNRESET,
	sock.Aborted: unix.ECONNABORTED, sock.BrokenPipe: unix.EPIPE, sock.Timeout: unix.EAGAIN, sock.ConnTimeout: unix.ETIMEDOUT,
	sock.NotAvailable: unix.EADDRNOTAVAIL, sock.Unreachable: unix.ENETUNREACH, sock.TooMany: unix.EMFILE,
	sock.NotConnected: unix.ENOTCONN, sock.Unsupported: unix.EAFNOSUPPORT, sock.BadDescriptor: unix.EBADF,
}

func deniedHint(h *i18n.Hints) string { return h.DeniedLow }
