//go:build windows

package sock

import (
	"strconv"
	"syscall"

	"golang.org/x/sys/windows"

	"socklab/lab/event"
)

var errnos = map[syscall.Errno]struct {
	symbol string
	kind   Kind
}{
	windows.WSAECONNREFUSED:         {"WSAECONNREFUSED", Refused},
	windows.WSAEADDRINUSE:           {"WSAEADDRINUSE", InUse},
	windows.WSAEACCES:               {"WSAEACCES", Denied},
	windows.WSAECONNRESET:           {"WSAECONNRESET", Reset},
	windows.WSAECONNABORTED:         {"WSAECONNABORTED", Aborted},
	windows.WSAESHUTDOWN:            {"WSAESHUTDOWN", BrokenPipe},
	windows.WSAETIMEDOUT:            {"WSAETIMEDOUT", Timeout},
	windows.WSAEWOULDBLOCK:          {"WSAEWOULDBLOCK", NotNow},
	windows.WSAEADDRNOTAVAIL:        {"WSAEADDRNOTAVAIL", NotAvailable},
	windows.WSAENETUNREACH:          {"WSAENETUNREACH", Unreachable},
	windows.WSAEHOSTUNREACH:         {"WSAEHOSTUNREACH", Unreachable},
	windows.WSAEMFILE:               {"WSAEMFILE", TooMany},
	windows.WSAENOBUFS:              {"WSAENOBUFS", TooMany},
	windows.WSAENOTCONN:             {"WSAENOTCONN", NotConnected},
	windows.WSAEAFNOSUPPORT:         {"WSAEAFNOSUPPORT", Unsupported},
	windows.WSAEINTR:                {"WSAEINTR", Cancelled},
	windows.ERROR_NOT_ENOUGH_MEMORY: {"ERROR_NOT_ENOUGH_MEMORY", TooMany},
	windows.ERROR_COMMITMENT_LIMIT:  {"ERROR_COMMITMENT_LIMIT", TooMany},
	windows.ERROR_OPERATION_ABORTED: {"WSA_OPERATION_ABORTED", Cancelled},
	windows.WSAENOTSOCK:             {"WSAENOTSOCK", BadDescriptor},
	windows.WSAEINVAL:               {"WSAEINVAL", Other},
	windows.WSAEFAULT:               {"WSAEFAULT", Other},
	windows.WSAEISCONN:              {"WSAEISCONN", Other},
	windows.WSAEOPNOTSUPP:           {"WSAEOPNOTSUPP", Other},
	windows.WSAEMSGSIZE:             {"WSAEMSGSIZE", Other},
	windows.WSAENETRESET:            {"WSAENETRESET", Reset},
	windows.WSANOTINITIALISED:       {"WSANOTINITIALISED", Other},
}

// kindOf tells what a number means. Whether the socket's waits are bound does
// not matter here: a time that has passed has a number of its own.
func kindOf(call event.Call, errno syscall.Errno, _ bool) Kind {
	if call == event.Connect && errno == windows.WSAETIMEDOUT {
		return ConnTimeout
	}
	return errnos[errno].kind
}

// Symbol is the number's name in the system's headers, such as
// WSAECONNREFUSED.
func Symbol(errno syscall.Errno) string {
	if e, ok := errnos[errno]; ok {
		return e.symbol
	}
	return "WSA " + strconv.Itoa(int(errno))
}
