package event

import "strings"

// A Why says why a call that would have had to wait has failed instead.
type Why int

// The reasons. One error number means two of them, by what the program has
// asked for: EAGAIN says that the time which it allows has passed, or, of a
// socket that never waits, that there is nothing now.
const (
	OtherWhy Why = iota
	TimedOut     // it has waited as long as the program allows
	NotNow       // the socket does not wait, and there is nothing to take or no room
)

// Limits are the bounds that a program has set on the waits of a socket, by
// SO_RCVTIMEO and SO_SNDTIMEO.
type Limits struct{ in, out bool }

// Set takes what setsockopt has done.
func (l *Limits) Set(option, value string) {
	bounds := value != "0s"
	switch option {
	case "SO_RCVTIMEO":
		l.in = bounds
	case "SO_SNDTIMEO":
		l.out = bounds
	}
}

// Why tells why a call with that error, of a socket with these limits, did not
// wait any longer.
func (l Limits) Why(c Call, symbol string) Why {
	bound := l.out // connect, too: it is the first thing that goes out
	if c.Traits().Direction == In {
		bound = l.in
	}
	switch symbol {
	case "EAGAIN", "EWOULDBLOCK", "EINPROGRESS":
		if bound {
			return TimedOut
		}
		return NotNow
	case "WSAEWOULDBLOCK", "WSAEINPROGRESS": // Windows has another number for a time that has passed
		return NotNow
	case "WSAETIMEDOUT":
		return TimedOut
	}
	return OtherWhy
}

// Plain is the symbol without the WSA of Windows.
func Plain(symbol string) string { return strings.TrimPrefix(symbol, "WSA") }
