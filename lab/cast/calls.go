package cast

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"slices"
	"strings"

	"socklab/lab/event"
)

// MaxCalls is how many calls of a transcript are compared with another's: as
// many as a diagram is made of.
const MaxCalls = 200_000

// Calls reads the calls of a console's programs, as far as they are good: a
// program that was killed leaves half a line. A console whose programs wrote no
// events has none.
func (t *Transcript) Calls(name string) ([]event.Line, error) {
	r, err := t.Events(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	lines, _ := event.Decode(io.LimitReader(r, MaxText), MaxCalls+1) // what came before the damage is good
	if len(lines) > MaxCalls {
		return nil, TooMany(KindEvents, MaxCalls)
	}
	return lines, nil
}

// SocketCalls are the calls that the programs of a console have made on one
// socket, in normal form.
type SocketCalls struct {
	// Calls are one a line, behind the name of the program's part. Lines has for
	// each the place in the events of the first call that it tells of, from 1.
	Calls []string
	Lines []int
	// Apart are what was received behind all else, each in its order: two
	// threads may share a socket, and then it is chance which of them is first.
	Apart    []string
	Threads  bool // two of the calls were under way at the same time
	TimedOut bool // one has waited as long as the program allows
	NotNow   bool // one did not wait
}

// Sockets are the sockets of a console's programs, in the order in which they
// were made: what one thread does with one socket says nothing of when another
// does something with another.
func (n Normalizer) Sockets(lines []event.Line) []SocketCalls {
	var all []*socketCalls
	open := map[int64]*socketCalls{} // by number, the last one that had it
	add := func(fd int64, who string, line int) *socketCalls {
		s := &socketCalls{who: who, line: line}
		all = append(all, s)
		open[fd] = s
		return s
	}
	for i, l := range lines {
		t := l.Call.Traits()
		s := open[l.FD]
		switch {
		case t.NoFD && t.Makes && l.Errno == 0:
			s = add(l.Ret, l.Who, i+1)
		case s == nil: // also what acts on no socket
			s = add(l.FD, l.Who, i+1)
		}
		s.add(l, i+1)
		if t.Makes && !t.NoFD && l.Errno == 0 {
			add(l.Ret, l.Who, i+1)
		}
	}
	sockets := make([]SocketCalls, len(all))
	for i, s := range all {
		sockets[i] = n.normalSocket(s)
	}
	return sockets
}

// socketCalls are the calls of one socket as they were made.
type socketCalls struct {
	who    string
	line   int // of the call that has made it
	limits event.Limits
	calls  []socketCall
}

// A socketCall is a call, or several that together are one in normal form.
type socketCall struct {
	event.Line
	why  event.Why
	line int // in the events
}

func (s *socketCalls) add(l event.Line, line int) {
	if l.Call == event.Setsockopt && l.Errno == 0 {
		s.limits.Set(l.Arg("option"), l.Arg("value"))
	}
	s.calls = append(s.calls, socketCall{l, s.limits.Why(l.Call, l.Err), line})
}

// threads tells whether one call has begun while another was under way. The
// times of both are in whole microseconds.
func (s *socketCalls) threads() bool {
	const same = 2e-6
	ends := 0.0
	for _, c := range slices.SortedFunc(slices.Values(s.calls), func(a, b socketCall) int { return cmp.Compare(a.T, b.T) }) {
		if c.T < ends-same {
			return true
		}
		ends = max(ends, c.T+c.Dur)
	}
	return false
}

// released are the calls without those that waited when their own program
// ended the socket under them, which are told behind that, and without the
// shutdown that released them: Windows releases them by the close.
func (s *socketCalls) released() []socketCall {
	ends := func(c socketCall) bool {
		return c.Call == event.Close || c.Call == event.Shutdown && c.Arg("how") == "SHUT_RDWR"
	}
	from := slices.IndexFunc(s.calls, ends)
	if from < 0 {
		return s.calls
	}
	let := func(c socketCall) bool { return c.Call.Traits().Waits() && c.Ret <= 0 }
	behind := s.calls[from:]
	if !slices.ContainsFunc(behind, let) {
		return s.calls
	}
	kept := slices.Clone(s.calls[:from])
	for _, c := range behind {
		if !let(c) && c.Call != event.Shutdown {
			kept = append(kept, c)
		}
	}
	return kept
}

func (n Normalizer) normalSocket(s *socketCalls) SocketCalls {
	calls := s.released()
	var in, rest []socketCall
	for _, c := range calls {
		if c.Call.Traits().Direction == event.In {
			in = append(in, c)
		} else {
			rest = append(rest, c)
		}
	}
	whole := joined(calls)
	normal := SocketCalls{
		Calls: []string{s.who}, Lines: []int{s.line}, Threads: s.threads(),
		TimedOut: slices.ContainsFunc(s.calls, func(c socketCall) bool { return c.why == event.TimedOut }),
		NotNow:   slices.ContainsFunc(s.calls, func(c socketCall) bool { return c.why == event.NotNow }),
	}
	for _, c := range whole {
		normal.Calls = append(normal.Calls, n.call(c))
		normal.Lines = append(normal.Lines, c.line)
	}
	normal.Apart = []string{s.who}
	for _, c := range append(joined(rest), joined(in)...) {
		normal.Apart = append(normal.Apart, n.call(c))
	}
	return normal
}

// joined makes one of the calls of which it is chance how many they are: of
// receives one after the other, of a send and those of the rest that it did not
// take, and of a receive with its echo and further such pairs.
func joined(calls []socketCall) []socketCall {
	var sent []socketCall
	for _, c := range calls {
		if last := len(sent) - 1; last >= 0 && continues(&sent[last], &c) {
			sent[last].Ret += c.Ret
			continue
		}
		sent = append(sent, c)
	}
	var all []socketCall
	for i := 0; i < len(sent); {
		n := unit(sent[i:])
		if last := len(all) - n; n > 0 && last >= 0 && unit(all[last:]) == n {
			for k := range n {
				all[last+k].Ret += sent[i+k].Ret
				all[last+k].Args = longest(all[last+k].Args, sent[i+k].Args)
			}
			if n == 2 { // the echo is as long as what came
				all[last+1].Args = []string{fmt.Sprint(all[last+1].Ret)}
			}
		} else {
			all = append(all, sent[i:i+max(n, 1)]...)
		}
		i += max(n, 1)
	}
	return all
}

// continues tells whether b sends what a did not take.
func continues(a, b *socketCall) bool {
	return moves(a, event.Out) && moves(b, event.Out) && a.Call == b.Call &&
		b.Arg("length") == fmt.Sprint(length(a)-a.Ret)
}

func length(c *socketCall) (n int64) {
	_, _ = fmt.Sscan(c.Arg("length"), &n) // only damaged events have another
	return n
}

// unit is how many calls at the front belong together: a receive, or a receive
// and the send of as many bytes; 0: none does.
func unit(calls []socketCall) int {
	switch {
	case len(calls) == 0 || !moves(&calls[0], event.In):
		return 0
	case len(calls) > 1 && moves(&calls[1], event.Out) && calls[0].Ret == calls[1].Ret:
		return 2
	}
	return 1
}

// moves tells whether a call has moved bytes that way.
func moves(c *socketCall, way event.Direction) bool {
	t := c.Call.Traits()
	return t.Data() && t.Direction == way && c.Ret > 0
}

// longest is the arguments that have room for more.
func longest(a, b []string) []string {
	if len(strings.Join(b, " ")) > len(strings.Join(a, " ")) {
		return b
	}
	return a
}

// call writes a call and what it gave, as strace does.
func (n Normalizer) call(c socketCall) string {
	t := c.Call.Traits()
	args := slices.Clone(c.Args)
	for i := range min(len(args), len(t.Args)) {
		args[i] = n.arg(t.Args[i].Kind, args[i])
	}
	text := event.Text(c.Call, 0, args)
	if !t.NoFD {
		text = strings.Replace(text, "(0", "(<fd>", 1)
	}
	more := ""
	if moves(&c, event.In) {
		more = "..." // in as many calls as it took
	}
	switch {
	case c.Errno != 0:
		return fmt.Sprintf("%s = -1 %s", text, symbol(c))
	case t.Makes:
		return fmt.Sprintf("%s = <fd>%s", text, n.revealed(c))
	}
	return fmt.Sprintf("%s%s = %d%s", text, more, c.Ret, n.revealed(c))
}

// symbol is the error's, the same on every system.
func symbol(c socketCall) string {
	switch c.why {
	case event.TimedOut:
		return "ETIMEDOUT"
	case event.NotNow:
		return "EAGAIN"
	}
	return event.Plain(c.Err)
}

func (n Normalizer) arg(k event.ArgKind, arg string) string {
	switch {
	case k == event.Address:
		return n.address(arg)
	case k == event.Option && (arg == "SO_REUSEADDR" || arg == "SO_EXCLUSIVEADDRUSE"):
		return "<reuse>"
	}
	return arg
}

// revealed is the address that the call has told.
func (n Normalizer) revealed(c socketCall) string {
	switch c.Call.Traits().Reveals {
	case event.Self:
		return " " + n.address(c.Local)
	case event.Peer:
		return " " + n.address(c.Peer)
	}
	return ""
}

// address has a port only if the session chose it.
func (n Normalizer) address(text string) string {
	a, err := netip.ParseAddrPort(text)
	switch {
	case err != nil:
		return text
	case n.Port != 0 && a.Port() == n.Port:
		return netip.AddrPortFrom(a.Addr(), coursePort).String()
	case a.Port() < firstEphemeral:
		return text
	}
	return strings.TrimSuffix(a.String(), fmt.Sprint(a.Port())) + "<port>"
}

// AllowsTime tells what EAGAIN means in the text of a console with these
// sockets: that the time which the program allows has passed. It does not where
// a call did not wait.
func AllowsTime(sockets []SocketCalls) bool {
	return slices.ContainsFunc(sockets, func(s SocketCalls) bool { return s.TimedOut }) &&
		!slices.ContainsFunc(sockets, func(s SocketCalls) bool { return s.NotNow })
}
