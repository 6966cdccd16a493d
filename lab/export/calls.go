package export

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"socklab/lab/event"
)

// A call that takes blockedFrom or longer has waited for somebody.
const blockedFrom = 50 * time.Millisecond

// A call is one system call, or a run of equal ones, in a program's own time.
type call struct {
	event.Line
	program    int
	begin, end time.Duration
	count      int // of the calls in the run
}

func (c *call) blocked() bool { return c.end-c.begin >= blockedFrom }
func (c *call) failed() bool  { return c.Errno != 0 }

// A kind tells what one call has brought about in another.
type kind int

const (
	hidden  kind = iota // it came before, that is all
	connect             // SYN
	data
	fin // no more data
)

// A link is a call that made another, of another console, end as it did.
type link struct {
	kind          kind
	cause, effect int // calls
	bytes         int64
}

// A conversation is all calls of a session and what they did to each other.
type conversation struct {
	calls    []call
	consoles []int   // of each program
	reaches  []reach // of each program
	links    []link
}

// A reach is where a program's calls are: from first to before end.
type reach struct{ first, end int }

// A flow is one connection as one of its ends sees it.
type flow struct {
	program     int
	opened      int // the connect or accept
	accepted    bool
	local, peer netip.AddrPort
	calls       []int // sends, receives and what ends it, in order
}

// readCalls makes the conversation of what the consoles' programs have told.
func readCalls(consoles [][]event.Line) (*conversation, error) {
	v := &conversation{}
	for console, lines := range consoles {
		for _, program := range programs(lines) {
			for _, l := range program {
				v.add(l)
			}
			v.consoles = append(v.consoles, console)
		}
	}
	flows := v.flows()
	v.group(flows)
	if v.moments() > maxSteps {
		return nil, &LimitError{Steps, maxSteps}
	}
	v.findReaches()
	v.match(v.flows()) // the calls have new places
	v.listeners()
	if len(v.links) > maxLinks {
		return nil, &LimitError{Links, maxLinks}
	}
	return v, nil
}

// moments is how many steps the calls are.
func (v *conversation) moments() int {
	n := len(v.calls)
	for i := range v.calls {
		if v.calls[i].blocked() {
			n++
		}
	}
	return n
}

// findReaches finds the calls of each program, which stand together.
func (v *conversation) findReaches() {
	v.reaches = make([]reach, len(v.consoles))
	for i := range v.calls {
		s := &v.reaches[v.calls[i].program]
		if s.end == 0 {
			s.first = i
		}
		s.end = i + 1
	}
}

func (v *conversation) add(l event.Line) {
	begin := seconds(l.T)
	v.calls = append(v.calls, call{Line: l, program: len(v.consoles), begin: begin, end: begin + seconds(l.Dur), count: 1})
}

// programs tells the programs apart that wrote into one file, one after the
// other: each counts its time from its own start. Lines come as calls end.
func programs(lines []event.Line) [][]event.Line {
	const disorder = 0.1 // seconds, among the threads of one program
	var all [][]event.Line
	open, last := map[int64]bool{}, 0.0
	start := 0
	for i, l := range lines {
		end := l.T + l.Dur
		if i > 0 && (end < last-disorder || end < last && len(open) == 0) {
			all = append(all, lines[start:i])
			start, open, last = i, map[int64]bool{}, 0
		}
		last = max(last, end)
		switch {
		case l.Errno != 0:
		case l.Call == event.Socket || l.Call == event.Accept:
			open[l.Ret] = true
		case l.Call == event.Close:
			delete(open, l.FD)
		}
	}
	if start < len(lines) {
		all = append(all, lines[start:])
	}
	return all
}

// flows gives the connections of each program.
func (v *conversation) flows() []*flow {
	var all []*flow
	open, program := map[int64]*flow{}, -1
	for i := range v.calls {
		c := &v.calls[i]
		if c.program != program {
			open, program = map[int64]*flow{}, c.program
		}
		switch {
		case c.failed():
		case c.Call == event.Accept:
			open[c.Ret] = &flow{program: program, opened: i, accepted: true}
			open[c.Ret].addresses(c)
			all = append(all, open[c.Ret])
		case c.Call == event.Connect:
			open[c.FD] = &flow{program: program, opened: i}
			open[c.FD].addresses(c)
			all = append(all, open[c.FD])
		case open[c.FD] != nil:
			f := open[c.FD]
			f.addresses(c)
			switch c.Call {
			case event.Send, event.Recv, event.Shutdown, event.Close:
				f.calls = append(f.calls, i)
			}
			if c.Call == event.Close {
				delete(open, c.FD)
			}
		}
	}
	return all
}

func (f *flow) addresses(c *call) {
	if a, err := netip.ParseAddrPort(c.Local); err == nil {
		f.local = plainAddress(a)
	}
	if a, err := netip.ParseAddrPort(c.Peer); err == nil {
		f.peer = plainAddress(a)
	}
}

// plainAddress makes an IPv4 address of one that is mapped into IPv6.
func plainAddress(a netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(a.Addr().Unmap(), a.Port())
}

// match finds the two ends of each connection, and what one did to the other.
func (v *conversation) match(flows []*flow) {
	clients := map[[2]netip.AddrPort][]*flow{} // by their addresses, in order
	for _, f := range flows {
		if !f.accepted {
			ends := [2]netip.AddrPort{f.local, f.peer}
			clients[ends] = append(clients[ends], f)
		}
	}
	var last *flow // that was accepted
	for _, server := range flows {
		if !server.accepted {
			continue
		}
		ends := [2]netip.AddrPort{server.peer, server.local}
		if len(clients[ends]) == 0 {
			continue
		}
		client := clients[ends][0]
		clients[ends] = clients[ends][1:]
		v.link(connect, client.opened, server.opened, 0)
		if last != nil { // a queue: who is accepted first has come first
			v.link(hidden, last.opened, client.opened, 0)
		}
		last = client
		v.stream(client, server)
		v.stream(server, client)
	}
}

func (v *conversation) link(k kind, cause, effect int, bytes int64) {
	if len(v.links) <= maxLinks && v.consoles[v.calls[cause].program] != v.consoles[v.calls[effect].program] {
		v.links = append(v.links, link{k, cause, effect, bytes})
	}
}

// stream links what one end sends with what the other receives, by counting
// the bytes, and the end of it with the recv that returns 0.
func (v *conversation) stream(from, to *flow) {
	var sends []int
	end := -1
	for _, i := range from.calls {
		c := &v.calls[i]
		switch {
		case c.failed():
		case c.Call == event.Send:
			sends = append(sends, i)
		case end < 0 && ends(c):
			end = i
		}
	}
	sent, received := int64(0), int64(0)
	for _, i := range to.calls {
		c := &v.calls[i]
		if c.Call != event.Recv || c.failed() {
			continue
		}
		if c.Ret == 0 {
			if end >= 0 {
				v.link(fin, end, i, 0)
			}
			return
		}
		received += c.Ret
		for len(sends) > 0 && sent < received {
			v.link(data, sends[0], i, v.calls[sends[0]].Ret)
			sent += v.calls[sends[0]].Ret
			sends = sends[1:]
		}
	}
}

// ends tells whether a call says that no more will be sent.
func ends(c *call) bool {
	return c.Call == event.Close ||
		c.Call == event.Shutdown && !(len(c.Args) > 0 && strings.HasSuffix(c.Args[0], "_RD"))
}

// listeners links listen with the connections it made possible, and a refusal
// with the server that was not there yet.
func (v *conversation) listeners() {
	connects := map[string][]int{} // by the address
	for i := range v.calls {
		if c := &v.calls[i]; c.Call == event.Connect && len(c.Args) > 0 {
			connects[c.Args[0]] = append(connects[c.Args[0]], i)
		}
	}
	for l := range v.calls {
		if len(v.links) > maxLinks {
			return
		}
		if v.calls[l].Call != event.Listen || v.calls[l].failed() {
			continue
		}
		served := map[int]bool{} // consoles
		for _, i := range connects[v.calls[l].Local] {
			c := &v.calls[i]
			console := v.consoles[c.program]
			if !c.failed() {
				v.link(hidden, l, i, 0)
				served[console] = true
			} else if strings.HasSuffix(c.Err, "ECONNREFUSED") && !served[console] {
				v.link(hidden, v.last(c.program), v.first(v.calls[l].program), 0)
			}
		}
	}
}

func (v *conversation) first(program int) int { return v.reaches[program].first }

func (v *conversation) last(program int) int { return v.reaches[program].end - 1 }

// groupFrom is how many equal calls are drawn as one.
const groupFrom = 3

// group makes one call of a run of sends or receives that did not wait.
func (v *conversation) group(flows []*flow) {
	gone := make([]bool, len(v.calls))
	for _, f := range flows {
		for from := 0; from < len(f.calls); {
			to := from + 1
			for to < len(f.calls) && v.alike(f.calls[from], f.calls[to]) {
				to++
			}
			if run := f.calls[from:to]; len(run) >= groupFrom {
				v.merge(run, gone)
			}
			from = to
		}
	}
	kept := v.calls[:0]
	for i, c := range v.calls {
		if !gone[i] {
			kept = append(kept, c)
		}
	}
	v.calls = kept
}

func (v *conversation) alike(a, b int) bool {
	x, y := &v.calls[a], &v.calls[b]
	return x.Call == y.Call && (x.Call == event.Send || x.Call == event.Recv) &&
		x.Ret > 0 && y.Ret > 0 && !x.blocked() && !y.blocked()
}

// merge keeps the last call of a run for all of it.
func (v *conversation) merge(run []int, gone []bool) {
	last := &v.calls[run[len(run)-1]]
	for _, i := range run[:len(run)-1] {
		if !slices.Equal(last.Args, v.calls[i].Args) {
			last.Args = []string{"…"}
		}
		last.Ret += v.calls[i].Ret
		last.count++
		gone[i] = true
	}
}
