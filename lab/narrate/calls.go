package narrate

import (
	"fmt"
	"strings"
	"time"

	"socklab/lab/event"
	"socklab/lab/pyrepr"
)

// A wording gives words for a call; "": there is nothing to say.
type wording func(*event.Event, *socket) string

// callWords is what is said of a call that has done what it should: what it
// did, why it is made, and, while it has not returned, on whom it waits. Each
// may be missing.
type callWords struct{ note, why, waits wording }

// allWords has a row for each call. What else is to be known of a call stands
// in the table of package event.
func (n *Narrator) allWords() map[event.Call]callWords {
	note, why, waits := &n.o.Words.Notes, &n.o.Words.Why, &n.o.Words.Waits
	local := func(e *event.Event) any { return e.Local }
	peer := func(e *event.Event) any { return e.Peer }
	addr := func(e *event.Event) any { return e.Addr }
	size := func(e *event.Event) any { return e.Size }
	return map[event.Call]callWords{
		event.Socket:      {note: n.socketNote, why: always(why.Socket)},
		event.Setsockopt:  {note: n.optionNote, why: n.optionReason},
		event.Bind:        {note: n.bindNote, why: n.bindReason},
		event.Listen:      {note: about(note.Listen, size), why: n.listenReason},
		event.Accept:      {note: about(note.Accept, peer), why: always(why.Accept), waits: always(waits.Accept)},
		event.Connect:     {note: about(note.Connect, addr), why: always(why.Connect), waits: always(waits.Connect)},
		event.Getsockname: {note: about(note.Getsockname, local), why: n.getsocknameReason},
		event.Getpeername: {note: about(note.Getpeername, peer), why: always(why.Getpeername)},
		event.Send:        {note: n.dataNote, why: always(why.Send), waits: always(waits.Send)},
		event.Recv:        {note: n.dataNote, why: n.recvReason, waits: n.recvWaits},
		event.Sendto:      {note: n.dataNote, waits: always(waits.Send)},
		event.Recvfrom:    {note: n.dataNote, waits: n.recvWaits},
		event.Shutdown:    {note: n.shutdownNote, why: n.shutdownReason},
		event.Close:       {note: n.closeNote, why: n.closeReason},
	}
}

// always says the same of each such call.
func always(words string) wording { return func(*event.Event, *socket) string { return words } }

// about says the same of each such call, with something that the call tells.
func about(format string, of func(*event.Event) any) wording {
	return func(e *event.Event, _ *socket) string { return fmt.Sprintf(format, of(e)) }
}

// of gives the words for e, a call on s.
func (w wording) of(e *event.Event, s *socket) string {
	if w == nil {
		return ""
	}
	return w(e, s)
}

func (n *Narrator) socketNote(e *event.Event, _ *socket) string {
	if e.Arg("type") == "SOCK_DGRAM" {
		return fmt.Sprintf(n.o.Words.Notes.SocketUDP, e.Ret)
	}
	return fmt.Sprintf(n.o.Words.Notes.Socket, e.Ret)
}

func (n *Narrator) bindNote(e *event.Event, _ *socket) string {
	if e.Addr.Port() == 0 {
		return n.o.Words.Notes.BindAny
	}
	return fmt.Sprintf(n.o.Words.Notes.Bind, e.Addr)
}

func (n *Narrator) getsocknameReason(*event.Event, *socket) string {
	if n.o.Server {
		return ""
	}
	return n.o.Words.Why.Getsockname
}

func (n *Narrator) optionNote(e *event.Event, _ *socket) string {
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

func (n *Narrator) optionReason(e *event.Event, _ *socket) string {
	option := e.Arg("option")
	switch {
	case strings.HasPrefix(option, "SO_RCV"), strings.HasPrefix(option, "SO_SND"):
		return n.o.Words.Why.Timeout
	case option == "SO_LINGER":
		return ""
	case n.system == "windows":
		return n.o.Words.Why.ReuseWindows
	}
	return n.o.Words.Why.ReuseUnix
}

func (n *Narrator) bindReason(e *event.Event, _ *socket) string {
	switch {
	case e.Addr.Port() == 0:
		return n.o.Words.Why.BindZero
	case !e.Addr.Addr().IsLoopback():
		return ""
	}
	return n.o.Words.Why.Bind
}

// dataNote shows what was sent or received, as much as fits in a line.
func (n *Narrator) dataNote(e *event.Event, _ *socket) string {
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

func (n *Narrator) recvReason(e *event.Event, _ *socket) string {
	if e.Ret == 0 {
		return n.o.Words.Why.RecvEnd
	}
	return n.o.Words.Why.Recv
}

func (n *Narrator) recvWaits(_ *event.Event, s *socket) string {
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

func (n *Narrator) shutdownNote(e *event.Event, _ *socket) string {
	w := n.o.Words.Notes
	switch e.Arg("how") {
	case "SHUT_WR":
		return w.ShutdownWr
	case "SHUT_RD":
		return w.ShutdownRd
	}
	return w.ShutdownBoth
}

func (n *Narrator) shutdownReason(e *event.Event, _ *socket) string {
	if e.Arg("how") != "SHUT_WR" {
		return ""
	}
	return n.o.Words.Why.Shutdown
}

func (n *Narrator) closeNote(e *event.Event, _ *socket) string {
	left := len(n.sockets)
	if n.sockets[e.On] != nil {
		left--
	}
	if left <= 0 {
		return n.o.Words.Notes.CloseLast
	}
	return fmt.Sprintf(n.o.Words.Notes.CloseLeft, left)
}

func (n *Narrator) closeReason(_ *event.Event, s *socket) string {
	if s != nil && s.state == stateListen {
		return n.o.Words.Why.CloseListener
	}
	return n.o.Words.Why.Close
}

func (n *Narrator) listenReason(*event.Event, *socket) string {
	switch n.system {
	case "windows":
		return n.o.Words.Why.ListenWindows
	case "darwin":
		return n.o.Words.Why.ListenDarwin
	}
	return n.o.Words.Why.ListenLinux
}
