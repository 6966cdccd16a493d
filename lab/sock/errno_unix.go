//go:build linux || darwin

package sock

import (
	"syscall"

	"golang.org/x/sys/unix"

	"socklab/lab/event"
)

var kinds = map[syscall.Errno]Kind{
	unix.ECONNREFUSED:  Refused,
	unix.EADDRINUSE:    InUse,
	unix.EACCES:        Denied,
	unix.EPERM:         Denied,
	unix.ECONNRESET:    Reset,
	unix.ECONNABORTED:  Aborted,
	unix.EPIPE:         BrokenPipe,
	unix.ETIMEDOUT:     ConnTimeout,
	unix.EAGAIN:        NotNow,
	unix.EINPROGRESS:   NotNow,
	unix.EADDRNOTAVAIL: NotAvailable,
	unix.ENETUNREACH:   Unreachable,
	unix.EHOSTUNREACH:  Unreachable,
	unix.EMFILE:        TooMany,
	unix.ENFILE:        TooMany,
	unix.ENOBUFS:       TooMany,
	unix.ENOMEM:        TooMany,
	unix.ENOTCONN:      NotConnected,
	unix.EAFNOSUPPORT:  Unsupported,
	unix.EINTR:         Cancelled,
	unix.EBADF:         BadDescriptor,
}

// kindOf tells what a number means; bound, whether the socket's waits have an
// end: the system has one number for a time that has passed and for a socket
// that does not wait at all.
func kindOf(call event.Call, errno syscall.Errno, bound bool) Kind {
	kind := kinds[errno]
	switch {
	case kind == NotNow && bound && call == event.Connect:
		return ConnTimeout // what SO_SNDTIMEO makes of a connect (socket(7))
	case kind == NotNow && bound:
		return Timeout
	}
	return kind
}

// Symbol is the number's name in the system's headers, such as ECONNREFUSED.
func Symbol(errno syscall.Errno) string { return unix.ErrnoName(errno) }
