package narrate

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"socklab/lab/event"
	"socklab/lab/pyrepr"
	"socklab/lab/term"
)

// headSize is how much of a message is looked at to know a browser, in bytes.
const headSize = 16

// tell writes the line of a call, or counts it where it is one of many.
func (n *Narrator) tell(e *event.Event, s *socket) {
	if r := runOf(e, s); r != nil {
		if e.Call == event.Recv && len(s.head) < headSize {
			s.head = append(s.head, e.Data[:min(len(e.Data), headSize-len(s.head))]...)
		}
		ends := e.Call != event.Accept && (e.Failed() || e.Ret == 0)
		r.calls++
		if r.calls > toldCalls && !ends {
			r.count(e.Ret)
			if n.now().Sub(r.last) >= summaryEvery {
				n.summarise(e.Call, s.fd, r)
			}
			return
		}
		r.last = n.now()
	}
	if s != nil {
		n.summariseRuns(s)
		if e.Call == event.Accept && !e.Failed() {
			s.refused = run{}
		}
	}
	n.measure()
	n.line(n.call(e), n.note(e, s))
	if n.o.Hex && len(e.Data) > 0 {
		n.dump(e.Data)
	}
	n.reason(e, s)
	if n.o.Server {
		n.table(e, s)
	}
}

func runOf(e *event.Event, s *socket) *run {
	if s == nil {
		return nil
	}
	switch e.Call {
	case event.Recv:
		return &s.runs[0]
	case event.Send:
		return &s.runs[1]
	case event.Accept: // without descriptors it fails again and again
		if e.Failed() && !released(e, s) {
			return &s.refused
		}
	}
	return nil
}

func (n *Narrator) summariseRuns(s *socket) {
	for i, name := range []event.Call{event.Recv, event.Send} {
		if s.runs[i].silent > 0 {
			n.summarise(name, s.fd, &s.runs[i])
		}
	}
	if s.refused.silent > 0 {
		n.summarise(event.Accept, s.fd, &s.refused)
	}
}

func (n *Narrator) summarise(name event.Call, fd int64, r *run) {
	words := fmt.Sprintf(n.o.Words.Notes.More, r.silent, r.bytes, r.each())
	switch {
	case name == event.Accept:
		words = fmt.Sprintf(n.o.Words.Notes.MoreFailed, r.silent)
	case r.silent == 1:
		words = fmt.Sprintf(n.o.Words.Notes.MoreOne, r.bytes)
	}
	r.reset(n.now())
	n.line(part{text: fmt.Sprintf("%s(%d) ...", name, fd)}, words)
}

// summariseMuted tells what went by muted: new connections, or the ends of
// those that were counted before.
func (n *Narrator) summariseMuted() {
	m := n.muted
	w := n.o.Words.Notes
	switch {
	case m.connections > 0:
		n.line(part{text: "..."}, fmt.Sprintf(w.Burst, m.connections, m.calls, m.received, m.sent, m.open))
	case m.ended > 0:
		n.line(part{text: "..."}, fmt.Sprintf(w.BurstEnded, m.ended, m.open, m.calls, m.received, m.sent))
	default:
		return
	}
	n.muted = total{open: m.open}
}

// call writes the call as strace does.
func (n *Narrator) call(e *event.Event) part {
	args := e.Args()
	if e.Call != event.Socket {
		args = append([]string{fmt.Sprint(e.FD)}, args...)
	}
	p := part{text: fmt.Sprintf("%s(%s)", e.Call, strings.Join(args, ", "))}
	if e.Failed() {
		p.result, p.failed = " = -1 "+e.Err, true
	} else {
		p.result = fmt.Sprintf(" = %d", e.Ret)
	}
	return p
}

// note says in words what the call did.
func (n *Narrator) note(e *event.Event, s *socket) string {
	w := n.o.Words.Notes
	switch {
	case released(e, s):
		return w.Released
	case e.Failed() && s == nil && e.On != 0 && waits(e): // where shutdown does not release, close does
		return w.ByClose
	case e.Failed():
		return n.failureNote(e)
	}
	switch e.Call {
	case event.Socket:
		if e.Words[1] == "SOCK_DGRAM" {
			return fmt.Sprintf(w.SocketUDP, e.Ret)
		}
		return fmt.Sprintf(w.Socket, e.Ret)
	case event.Setsockopt:
		return n.optionNote(e)
	case event.Bind:
		if e.Addr.Port() == 0 {
			return w.BindAny
		}
		return fmt.Sprintf(w.Bind, e.Addr)
	case event.Listen:
		return fmt.Sprintf(w.Listen, e.Size)
	case event.Accept:
		return fmt.Sprintf(w.Accept, e.Peer)
	case event.Connect:
		return fmt.Sprintf(w.Connect, e.Addr)
	case event.Getsockname:
		return fmt.Sprintf(w.Getsockname, e.Local)
	case event.Getpeername:
		return fmt.Sprintf(w.Getpeername, e.Peer)
	case event.Shutdown:
		return n.shutdownNote(e)
	case event.Close:
		return n.closeNote(e)
	}
	return n.dataNote(e)
}

// released tells that a shutdown of this side ended the call: it says nothing
// of the other side.
func released(e *event.Event, s *socket) bool {
	return waits(e) && s != nil && s.shut && (e.Failed() || e.Ret == 0)
}

// waits tells whether the call waits for the other side.
func waits(e *event.Event) bool { return e.Call == event.Accept || e.Call == event.Recv }

func (n *Narrator) optionNote(e *event.Event) string {
	w := n.o.Words.Notes
	switch e.Words[0] {
	case "SO_REUSEADDR":
		return w.Reuse
	case "SO_EXCLUSIVEADDRUSE":
		return w.Exclusive
	case "SO_LINGER":
		return w.Linger
	}
	after := e.Words[1] // another program's may be anything
	if d, err := time.ParseDuration(after); err == nil {
		after = n.o.Words.Duration(d)
	}
	return fmt.Sprintf(w.Timeout, after)
}

func (n *Narrator) shutdownNote(e *event.Event) string {
	w := n.o.Words.Notes
	switch e.Words[0] {
	case "SHUT_WR":
		return w.ShutdownWr
	case "SHUT_RD":
		return w.ShutdownRd
	}
	return w.ShutdownBoth
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

// dataNote shows what was sent or received, as much as fits in a line.
func (n *Narrator) dataNote(e *event.Event) string {
	w := n.o.Words.Notes
	if e.Call == event.Recv && e.Ret == 0 && e.Size > 0 {
		return w.RecvEnd
	}
	width := max(n.room(), 16)
	if e.Call == event.Send && e.Ret < int64(e.Size) {
		return fmt.Sprintf(w.SendShort, pyrepr.Preview(e.Data, width/2))
	}
	return pyrepr.Preview(e.Data, width)
}

// reason adds why, once for each kind of step.
func (n *Narrator) reason(e *event.Event, s *socket) {
	if n.o.Level != Full || e.Failed() || released(e, s) {
		return
	}
	why, key := n.whyOf(e, s)
	if why == "" || n.told[key] {
		return
	}
	n.told[key] = true
	n.paragraph(why)
}

func (n *Narrator) whyOf(e *event.Event, s *socket) (why, key string) {
	w := n.o.Words.Why
	key = string(e.Call)
	switch e.Call {
	case event.Socket:
		return w.Socket, key
	case event.Setsockopt:
		if strings.HasPrefix(e.Words[0], "SO_RCV") || strings.HasPrefix(e.Words[0], "SO_SND") {
			return w.Timeout, "timeout"
		}
		if e.Words[0] == "SO_LINGER" {
			return "", key
		}
		return n.reuseReason(), key
	case event.Bind:
		if e.Addr.Port() == 0 {
			return w.BindZero, key
		}
		if !e.Addr.Addr().IsLoopback() {
			return "", key
		}
		return w.Bind, key
	case event.Listen:
		return n.listenReason(), key
	case event.Accept:
		return w.Accept, key
	case event.Connect:
		return w.Connect, key
	case event.Getsockname:
		if n.o.Server {
			return "", key
		}
		return w.Getsockname, key
	case event.Getpeername:
		return w.Getpeername, key
	case event.Recv:
		if e.Ret == 0 {
			return w.RecvEnd, "end"
		}
		return w.Recv, key
	case event.Send:
		return w.Send, key
	case event.Shutdown:
		if e.Words[0] == "SHUT_WR" {
			return w.Shutdown, key
		}
	case event.Close:
		if s != nil && s.state == stateListen {
			return w.CloseListener, "listener"
		}
		return w.Close, key
	}
	return "", key
}

// tableRows bounds the clients that a table lists.
const tableRows = 8

// table shows the listener and the sockets with a client, each with its four
// addresses, when the server has learned those of a new one.
func (n *Narrator) table(e *event.Event, s *socket) {
	if e.Failed() || s == nil || e.Call != event.Getpeername {
		return
	}
	n.changed(e, s)
	w := n.o.Words.Notes
	n.row(w.TableSocket, w.TableState, w.TableLocal, w.TablePeer)
	var clients []*socket
	listening := 0
	for _, x := range n.byNumber() {
		if x.state != stateListen {
			clients = append(clients, x)
			continue
		}
		listening++
		n.row(x.fd, x.state, x.local, w.Nobody)
	}
	shown := slices.Clone(clients[:min(len(clients), tableRows)])
	if !slices.Contains(shown, s) {
		shown[len(shown)-1] = s // the new one is what it is about
	}
	for _, x := range shown {
		n.row(x.fd, x.state, n.known(x.local), n.known(x.peer))
	}
	if more := len(clients) - len(shown); more > 0 {
		n.below(fmt.Sprintf(w.TableMore, more))
	}
	n.below(fmt.Sprintf(w.Sockets, listening+len(clients), listening, len(clients)))
}

// known is an address, where the system has told it already.
func (n *Narrator) known(a netip.AddrPort) string {
	if !a.IsValid() {
		return n.o.Words.Notes.Nobody
	}
	return a.String()
}

func (n *Narrator) row(fd, state, local, peer any) {
	line := fmt.Sprintf("    %6v  %-11v  %-21v  %v", fd, state, local, peer)
	if utf8.RuneCountInString(line) >= n.o.Width {
		line = fmt.Sprintf("    %6v  %v\n            %v\n            %v", fd, state, local, peer)
	}
	n.plain(line)
}

func (n *Narrator) below(text string) {
	for _, l := range term.Wrap(text, n.o.Width-5) {
		n.plain("    " + l)
	}
}

// byNumber are the sockets that are open, by their numbers.
func (n *Narrator) byNumber() []*socket {
	return slices.SortedFunc(maps.Values(n.sockets), func(a, b *socket) int { return cmp.Compare(a.fd, b.fd) })
}

// announce tells that a call has not returned, and on whom it waits.
func (n *Narrator) announce(w *wait) {
	w.told = true
	n.summariseRuns(w.socket)
	n.line(part{text: fmt.Sprintf("%s(%d)", w.call.Call, w.call.FD), result: " ..."}, n.waiting(w))
	if n.o.Server && w.call.Call == event.Recv && isHTTP(w.socket.head) {
		n.line(part{}, n.o.Words.Waits.Browser)
	}
}

func (n *Narrator) waiting(w *wait) string {
	words, s := n.o.Words.Waits, w.socket
	switch w.call.Call {
	case event.Accept:
		return words.Accept
	case event.Connect:
		return words.Connect
	case event.Send, event.Sendto:
		return words.Send
	}
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

// isHTTP tells whether a message begins as a browser's request does.
func isHTTP(head []byte) bool {
	for _, method := range []string{"GET /", "POST /", "HEAD /", "OPTIONS ", "PUT /", "\x16\x03"} {
		if bytes.HasPrefix(head, []byte(method)) {
			return true
		}
	}
	return false
}

// dumpLimit bounds what --hex shows of one call, in bytes; 16 of them take a
// line of dumpWidth columns.
const (
	dumpLimit = 256
	dumpWidth = 75
)

// dump shows bytes as hexdump -C does, fewer in a line on a narrow screen.
func (n *Narrator) dump(data []byte) {
	cut, each := data[:min(len(data), dumpLimit)], 16
	if n.o.Width <= dumpWidth {
		each = 4
	}
	for at := 0; at < len(cut); at += each {
		row := cut[at:min(at+each, len(cut))]
		n.plain(fmt.Sprintf("  %04x  %-*s  |%s|", at, 3*each-1, fmt.Sprintf("% x", row), printable(row)))
	}
	if len(data) > dumpLimit {
		n.plain("  ...")
	}
}

// printable is data with a . for each byte that is no ASCII character.
func printable(data []byte) []byte {
	shown := bytes.Clone(data)
	for i, c := range shown {
		if c < ' ' || c > '~' {
			shown[i] = '.'
		}
	}
	return shown
}
