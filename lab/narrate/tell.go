package narrate

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"unicode/utf8"

	"socklab/lab/event"
	"socklab/lab/term"
)

// headSize is how much of a message is looked at to know a browser, in bytes.
const headSize = 16

// tell writes the line of a call, or counts it where it is one of many.
func (n *Narrator) tell(e *event.Event, s *socket) {
	t := e.Call.Traits()
	if r := runOf(e, s); r != nil {
		if t.Receives() && len(s.head) < headSize {
			s.head = append(s.head, e.Data[:min(len(e.Data), headSize-len(s.head))]...)
		}
		ends := t.Data() && (e.Failed() || e.Ret == 0)
		r.call = e.Call
		r.calls++
		if r.calls > toldCalls && !ends {
			r.count(e.Ret)
			if n.now().Sub(r.last) >= summaryEvery {
				n.summarise(s.fd, r)
			}
			return
		}
		r.last = n.now()
	}
	if s != nil {
		n.summariseRuns(s)
		if t.Waits() && t.Makes && !e.Failed() {
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

// runOf is the run that a call belongs to; nil where each is told. Without
// descriptors accept fails again and again.
func runOf(e *event.Event, s *socket) *run {
	if s == nil {
		return nil
	}
	switch t := e.Call.Traits(); {
	case t.Receives():
		return &s.runs[0]
	case t.Sends():
		return &s.runs[1]
	case t.Waits() && e.Failed() && !released(e, s):
		return &s.refused
	}
	return nil
}

func (n *Narrator) summariseRuns(s *socket) {
	for _, r := range []*run{&s.runs[0], &s.runs[1], &s.refused} {
		if r.silent > 0 {
			n.summarise(s.fd, r)
		}
	}
}

func (n *Narrator) summarise(fd int64, r *run) {
	words := fmt.Sprintf(n.o.Words.Notes.More, r.silent, r.bytes, r.each())
	switch {
	case !r.call.Traits().Data():
		words = fmt.Sprintf(n.o.Words.Notes.MoreFailed, r.silent)
	case r.silent == 1:
		words = fmt.Sprintf(n.o.Words.Notes.MoreOne, r.bytes)
	}
	r.reset(n.now())
	n.line(part{text: fmt.Sprintf("%s(%d) ...", r.call, fd)}, words)
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
	p := part{text: event.Text(e.Call, e.FD, e.Args())}
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
		return n.failureNote(e, s)
	}
	return n.words[e.Call].note.of(e, s)
}

// released tells that a shutdown of this side ended the call: it says nothing
// of the other side.
func released(e *event.Event, s *socket) bool {
	return waits(e) && s != nil && s.shut && (e.Failed() || e.Ret == 0)
}

// waits tells whether the call waits for the other side.
func waits(e *event.Event) bool { return e.Call.Traits().Waits() }

// reason adds why, each reason once.
func (n *Narrator) reason(e *event.Event, s *socket) {
	if n.o.Level != Full || e.Failed() || released(e, s) {
		return
	}
	why := n.words[e.Call].why.of(e, s)
	if why == "" || n.told[why] {
		return
	}
	n.told[why] = true
	n.paragraph(why)
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
	n.line(part{text: fmt.Sprintf("%s(%d)", w.call.Call, w.call.FD), result: " ..."}, n.words[w.call.Call].waits.of(&w.call, w.socket))
	if n.o.Server && w.call.Call.Traits().Receives() && isHTTP(w.socket.head) {
		n.line(part{}, n.o.Words.Waits.Browser)
	}
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
