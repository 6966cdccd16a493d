package sock

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
	"time"

	"socklab/lab/event"
)

// ErrClosed is the cause where a socket was closed or aborted before or
// during the call.
var ErrClosed = errors.New("socket closed")

// A Kind is what an error number means on every system. An *Error is its
// kind for errors.Is.
type Kind int

// The kinds that programs and messages tell apart.
const (
	Other         Kind = iota
	Refused            // nobody listens there
	InUse              // the address is taken
	Denied             // the port is reserved or needs privilege
	Reset              // the other side aborted
	Aborted            // this side's stack gave up
	BrokenPipe         // the connection was ended before
	Timeout            // SO_RCVTIMEO or SO_SNDTIMEO passed
	NotNow             // the socket does not wait, and nothing is there or has room
	ConnTimeout        // the network did not answer
	NotAvailable       // the address is not this machine's, or none to connect to
	Unreachable        // no way there
	TooMany            // no descriptor or buffer is left
	NotConnected       // the socket has no peer
	Unsupported        // the address family is not there
	Cancelled          // the call was released from outside
	BadDescriptor      // not an open socket
)

var kindNames = [...]string{"other", "refused", "in use", "denied", "reset", "aborted", "broken pipe",
	"timeout", "not now", "connection timeout", "not available", "unreachable", "too many", "not connected",
	"unsupported", "cancelled", "bad descriptor"}

// Error names the kind in English.
func (k Kind) Error() string { return kindNames[k] }

// An Error is a call that failed: which, about which address, and why.
type Error struct {
	Call event.Call
	Addr netip.AddrPort // the peer's, else the socket's own; may be invalid
	Wait time.Duration  // how long the socket may wait; 0: no bound was set
	Err  error          // the syscall.Errno, the context's cause, or ErrClosed
}

// Error gives one line: call, address, reason, symbol.
func (e *Error) Error() string {
	where := string(e.Call)
	if e.Addr.IsValid() {
		where += " " + e.Addr.String()
	}
	if errno := e.Errno(); errno != 0 {
		return fmt.Sprintf("%s: %v (%s)", where, e.Err, Symbol(errno))
	}
	return fmt.Sprintf("%s: %v", where, e.Err)
}

// Unwrap gives the error number or the context's error.
func (e *Error) Unwrap() error { return e.Err }

// Is matches a Kind.
func (e *Error) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && k == e.Kind()
}

// Errno is the system's number, 0 where the system did not fail the call.
func (e *Error) Errno() syscall.Errno {
	errno, _ := e.Err.(syscall.Errno)
	return errno
}

// Kind tells what the number means for this call.
func (e *Error) Kind() Kind {
	errno := e.Errno()
	if errno == 0 {
		return Other
	}
	return kindOf(e.Call, errno, e.Wait > 0)
}

// SymbolOf is the symbol of the number in err, else its text.
func SymbolOf(err error) string {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return Symbol(errno)
	}
	return err.Error()
}
