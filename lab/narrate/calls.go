package narrate

import (
	"fmt"
	"net/netip"
	"strings"
	"time"

	"socklab/lab/event"
	"socklab/lab/i18n"
	"socklab/lab/pyrepr"
)

// A voice is what is said of a call that has done what it should. Each may be
// missing: then nothing is said.
type voice struct {
	note  func(*Narrator, *event.Event) string
	why   func(*Narrator, *event.Event, *socket) (why, key string) // "" for the key: the call's name
	waits func(*Narrator, *socket) string                          // while it has not returned
}

// voices has a row for each call. What else is to be known of a call stands in
// the table of package event.
var voices = map[event.Call]voice{
	event.Socket: {
		note: func(n *Narrator, e *event.Event) string {
			if e.Arg("type") == "SOCK_DGRAM" {
				return fmt.Sprintf(n.o.Words.Notes.SocketUDP, e.Ret)
			}
			return fmt.Sprintf(n.o.Words.Notes.Socket, e.Ret)
		},
		why: because(func(w *i18n.Why) string { return w.Socket }),
	},
	event.Setsockopt: {note: (*Narrator).optionNote, why: (*Narrator).optionReason},
	event.Bind: {
		note: func(n *Narrator, e *event.Event) string {
			if e.Addr.Port() == 0 {
				return n.o.Words.Notes.BindAny
			}
			return fmt.Sprintf(n.o.Words.Notes.Bind, e.Addr)
		},
		why: (*Narrator).bindReason,
	},
	event.Listen: {
		note: func(n *Narrator, e *event.Event) string { return fmt.Sprintf(n.o.Words.Notes.Listen, e.Size) },
		why:  func(n *Narrator, _ *event.Event, _ *socket) (why, key string) { return n.listenReason(), "" },
	},
	event.Accept: {
		note:  about(func(w *i18n.Notes) string { return w.Accept }, func(e *event.Event) netip.AddrPort { return e.Peer }),
		why:   because(func(w *i18n.Why) string { return w.Accept }),
		waits: func(n *Narrator, _ *socket) string { return n.o.Words.Waits.Accept },
	},
	event.Connect: {
		note:  about(func(w *i18n.Notes) string { return w.Connect }, func(e *event.Event) netip.AddrPort { return e.Addr }),
		why:   because(func(w *i18n.Why) string { return w.Connect }),
		waits: func(n *Narrator, _ *socket) string { return n.o.Words.Waits.Connect },
	},
	event.Getsockname: {
		note: about(func(w *i18n.Notes) string { return w.Getsockname }, func(e *event.Event) netip.AddrPort { return e.Local }),
		why: func(n *Narrator, _ *event.Event, _ *socket) (why, key string) {
			if n.o.Server {
				return "", ""
			}
			return n.o.Words.Why.Getsockname, ""
		},
	},
	event.Getpeername: {
		note: about(func(w *i18n.Notes) string { return w.Getpeername }, func(e *event.Event) netip.AddrPort { return e.Peer }),
		why:  because(func(w *i18n.Why) string { return w.Getpeername }),
	},
	event.Send: {
		note:  (*Narrator).dataNote,
		why:   because(func(w *i18n.Why) string { return w.Send }),
		waits: func(n *Narrator, _ *socket) string { return n.o.Words.Waits.Send },
	},
	event.Recv: {note: (*Narrator).dataNote, why: (*Narrator).recvReason, waits: (*Narrator).recvWaits},
	event.Sendto: {
		note:  (*Narrator).dataNote,
		waits: func(n *Narrator, _ *socket) string { return n.o.Words.Waits.Send },
	},
	event.Recvfrom: {note: (*Narrator).dataNote, waits: (*Narrator).recvWaits},
	event.Shutdown: {note: (*Narrator).shutdownNote, why: (*Narrator).shutdownReason},
	event.Close:    {note: (*Narrator).closeNote, why: (*Narrator).closeReason},
}

// because says the same of each such call.
func because(words func(*i18n.Why) string) func(*Narrator, *event.Event, *socket) (why, key string) {
	return func(n *Narrator, _ *event.Event, _ *socket) (why, key string) { return words(&n.o.Words.Why), "" }
}

// about says the same of each such call, with an address.
func about(words func(*i18n.Notes) string, of func(*event.Event) netip.AddrPort) func(*Narrator, *event.Event) string {
	return func(n *Narrator, e *event.Event) string { return fmt.Sprintf(words(&n.o.Words.Notes), of(e)) }
}

func (n *Narrator) optionNote(e *event.Event) string {
	w := n.o.Words.Notes
	switch e.Arg("option") {
	case "SO_REUSEADDR":
		return w.Reuse
	case "SO_EXCLUSIVEADDRUSE":
		return w.Exclusive
	case "SO_LINGER":
		return w.Linger
	}
	after := e.Arg("value") // another program's may be anything
	if d, err := time.ParseDuration(after); err == nil {
		after = n.o.Words.Duration(d)
	}
	return fmt.Sprintf(w.Timeout, after)
}

func (n *Narrator) optionReason(e *event.Event, _ *socket) (why, key string) {
	option := e.Arg("option")
	switch {
	case strings.HasPrefix(option, "SO_RCV"), strings.HasPrefix(option, "SO_SND"):
		return n.o.Words.Why.Timeout, "timeout"
	case option == "SO_LINGER":
		return "", ""
	}
	return n.reuseReason(), ""
}

func (n *Narrator) bindReason(e *event.Event, _ *socket) (why, key string) {
	switch {
	case e.Addr.Port() == 0:
		return n.o.Words.Why.BindZero, ""
	case !e.Addr.Addr().IsLoopback():
		return "", ""
	}
	return n.o.Words.Why.Bind, ""
}

// dataNote shows what was sent or received, as much as fits in a line.
func (n *Narrator) dataNote(e *event.Event) string {
	w, t := n.o.Words.Notes, e.Call.Traits()
	if t.Receives() && t.Protocol != event.UDP && e.Ret == 0 && e.Size > 0 { // an empty datagram is no end
		return w.RecvEnd
	}
	width := max(n.room(), 16)
	if t.Sends() && e.Ret < int64(e.Size) {
		return fmt.Sprintf(w.SendShort, pyrepr.Preview(e.Data, width/2))
	}
	return pyrepr.Preview(e.Data, width)
}

func (n *Narrator) recvReason(e *event.Event, _ *socket) (why, key string) {
	if e.Ret == 0 {
		return n.o.Words.Why.RecvEnd, "end"
	}
	return n.o.Words.Why.Recv, ""
}

func (n *Narrator) recvWaits(s *socket) string {
	words := n.o.Words.Waits
	switch {
	case n.o.Server && s.received > 0:
		return fmt.Sprintf(words.RecvServerSome, s.received)
	case n.o.Server:
		return words.RecvServer
	case n.o.NoShutdown:
		return words.RecvClientOpen
	}
	return words.RecvClient
}

func (n *Narrator) shutdownNote(e *event.Event) string {
	w := n.o.Words.Notes
	switch e.Arg("how") {
	case "SHUT_WR":
		return w.ShutdownWr
	case "SHUT_RD":
		return w.ShutdownRd
	}
	return w.ShutdownBoth
}

func (n *Narrator) shutdownReason(e *event.Event, _ *socket) (why, key string) {
	if e.Arg("how") != "SHUT_WR" {
		return "", ""
	}
	return n.o.Words.Why.Shutdown, ""
}

func (n *Narrator) closeNote(e *event.Event) string {
	left := len(n.sockets)
	if n.sockets[e.On] != nil {
		left--
	}
	if left <= 0 {
		return n.o.Words.Notes.CloseLast
	}
	return fmt.Sprintf(n.o.Words.Notes.CloseLeft, left)
}

func (n *Narrator) closeReason(_ *event.Event, s *socket) (why, key string) {
	if s != nil && s.state == stateListen {
		return n.o.Words.Why.CloseListener, "listener"
	}
	return n.o.Words.Why.Close, ""
}

func (n *Narrator) listenReason() string {
	switch n.system {
	case "windows":
		return n.o.Words.Why.ListenWindows
	case "darwin":
		return n.o.Words.Why.ListenDarwin
	}
	return n.o.Words.Why.ListenLinux
}

func (n *Narrator) reuseReason() string {
	if n.system == "windows" {
		return n.o.Words.Why.ReuseWindows
	}
	return n.o.Words.Why.ReuseUnix
}
