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
	unix.EAGAIN:        Timeout,
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

func kindOf(call event.Call, errno syscall.Errno) Kind {
	if call == event.Connect && (errno == unix.EINPROGRESS || errno == timeoutErrno) {
		return ConnTimeout // what SO_SNDTIMEO makes of a connect (socket(7))
	}
	return kinds[errno]
}

// Symbol is the number's name in the system's headers, such as ECONNREFUSED.
func Symbol(errno syscall.Errno) string { return unix.ErrnoName(errno) }
