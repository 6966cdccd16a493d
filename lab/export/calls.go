package export

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"socklab/lab/cast"
	"socklab/lab/event"
)

// A call that takes blockedFrom or longer has waited for somebody.
const blockedFrom = 50 * time.Millisecond

// A call that takes briefFrom or longer may have waited a moment: one that
// finds what it wants takes some 10 µs.
const briefFrom = 100 * time.Microsecond

// A call is one system call, or a run of equal ones, in a program's own time.
type call struct {
	event.Line
	program    int
	begin, end time.Duration
	count      int  // of the calls in the run
	brief      bool // it, or the first of the run, has waited, but not long
}

func (c *call) blocked() bool { return c.end-c.begin >= blockedFrom }
func (c *call) failed() bool  { return c.Errno != 0 }

// A kind tells what one call has brought about in another.
type kind int

const (
	happensBefore kind = iota // nothing but that it came before
	connect                   // SYN
	data
	fin   // no more data
	reset // RST
)

// A link says that one call made another, of another console, end as it did.
type link struct {
	kind          kind
	cause, effect int  // calls
	later         bool // the effect takes what an earlier call has left of it
}

// A conversation is all calls of a session and what they did to each other.
type conversation struct {
	calls     []call
	programs  []program
	links     []link
	flows     []*flow
	listening map[string][]*endpoint // by the address
}

// A program is one of those that ran in a console. Its calls stand together:
// from first to before end.
type program struct{ console, first, end int }

// console is where a call was made.
func (v *conversation) console(call int) int { return v.programs[v.calls[call].program].console }

// An endpoint is one end of a connection. A listening socket is the end of a
// connection that nobody has accepted.
type endpoint struct {
	program     int
	opened      int // the connect, accept or listen
	accepted    bool
	matched     bool // the other end is known
	local, peer netip.AddrPort
	calls       []int // sends, receives and what ends it, in order
	closed      int   // the close, or none
	broken      int   // the first call that failed for a reset, or none
	resets      bool  // it lingers for no time: its close is a reset
}

// none stands for a call that there is not.
const none = -1

func newEndpoint(c *call, opened int) *endpoint {
	return &endpoint{program: c.program, opened: opened, accepted: c.Call == event.Accept, closed: none, broken: none}
}

// A socket is a descriptor of a program.
type socket struct {
	program int
	fd      int64
}

// readCalls makes the conversation of what the consoles' programs have told.
func readCalls(consoles [][]event.Line) (*conversation, error) {
	v := &conversation{}
	for console, lines := range consoles {
		for _, lines := range programs(lines) {
			v.addProgram(console, lines)
		}
	}
	steps := len(v.calls)
	for i := range v.calls {
		if v.calls[i].blocked() {
			steps++
		}
	}
	if steps > maxSteps {
		return nil, &LimitError{Steps, maxSteps}
	}
	all := endpoints(v.calls)
	v.match(all)
	v.linkListeners()
	v.listening = listening(v.calls)
	v.unaccepted(all)
	if len(v.links) > maxLinks {
		return nil, &LimitError{Links, maxLinks}
	}
	return v, nil
}

func (v *conversation) addProgram(console int, lines []event.Line) {
	calls := make([]call, len(lines))
	for i, l := range lines {
		begin := cast.Seconds(l.T)
		c := call{Line: l, program: len(v.programs), begin: begin, end: begin + cast.Seconds(l.Dur), count: 1}
		c.brief = c.end-c.begin >= briefFrom && !c.blocked()
		calls[i] = c
	}
	first := len(v.calls)
	v.calls = append(v.calls, grouped(calls)...)
	v.programs = append(v.programs, program{console, first, len(v.calls)})
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
		case l.Call.Traits().Makes:
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

// endpoints gives the ends of the connections that programs made or accepted.
func endpoints(calls []call) []*endpoint {
	var all []*endpoint
	open := map[socket]*endpoint{}
	for i := range calls {
		c := &calls[i]
		at := socket{c.program, c.FD}
		switch {
		case c.failed():
			if e := open[at]; e != nil && e.broken == none && isBroken(c) {
				e.broken = i
			}
			continue
		case c.Call == event.Accept:
			at.fd = c.Ret
			fallthrough
		case c.Call == event.Connect:
			open[at] = newEndpoint(c, i)
			all = append(all, open[at])
		}
		e := open[at]
		if e == nil {
			continue
		}
		e.local, e.peer = address(c.Local, e.local), address(c.Peer, e.peer)
		e.resets = e.resets || lingersForNoTime(c)
		if c.Call.Traits().Direction != event.Own {
			e.calls = append(e.calls, i)
		}
		if c.Call == event.Close {
			e.closed = i
			delete(open, at)
		}
	}
	return all
}

// listening gives the listening sockets of each address. Of their connections
// there is no end to be seen but their close.
func listening(calls []call) map[string][]*endpoint {
	all := map[string][]*endpoint{}
	open := map[socket]*endpoint{}
	for i := range calls {
		c := &calls[i]
		at := socket{c.program, c.FD}
		switch e := open[at]; {
		case c.failed():
		case c.Call == event.Listen:
			open[at] = newEndpoint(c, i)
			all[c.Local] = append(all[c.Local], open[at])
		case c.Call == event.Close && e != nil:
			e.closed, e.calls = i, []int{i}
			delete(open, at)
		}
	}
	return all
}

// isBroken tells whether a call has failed because the other end has broken
// off the connection.
func isBroken(c *call) bool {
	return c.Call.Traits().Data() &&
		(strings.HasSuffix(c.Err, "ECONNRESET") || strings.HasSuffix(c.Err, "ECONNABORTED") || c.Err == "EPIPE")
}

// lingersForNoTime tells whether a call makes the close of its socket a reset.
func lingersForNoTime(c *call) bool {
	return c.Arg("option") == "SO_LINGER" && c.Arg("value") == "0s"
}

// address is the one that text has, or else what is known of it. An IPv4 address
// that is mapped into IPv6 is itself.
func address(text string, known netip.AddrPort) netip.AddrPort {
	a, err := netip.ParseAddrPort(text)
	if err != nil {
		return known
	}
	return netip.AddrPortFrom(a.Addr().Unmap(), a.Port())
}

// linkListeners links listen with the connections it made possible, and a refusal
// with the server that was not there yet.
func (v *conversation) linkListeners() {
	connects := map[string][]int{} // by the address
	for i := range v.calls {
		c := &v.calls[i]
		if to := c.Arg("address"); c.Call == event.Connect && to != "" {
			connects[to] = append(connects[to], i)
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
			if !c.failed() {
				v.link(link{kind: happensBefore, cause: l, effect: i})
				served[v.console(i)] = true
			} else if isRefused(c) && !served[v.console(i)] {
				v.link(link{kind: happensBefore, cause: v.programs[c.program].end - 1, effect: v.programs[v.calls[l].program].first})
			}
		}
	}
}

// isRefused tells whether a connect has failed because nobody listened.
func isRefused(c *call) bool { return strings.HasSuffix(c.Err, "ECONNREFUSED") }

// groupFrom is how many equal calls are drawn as one.
const groupFrom = 3

// grouped makes one call of a run of sends or receives of a program that did not
// wait, nor the program between them.
func grouped(calls []call) []call {
	for _, e := range endpoints(calls) {
		for from := 0; from < len(e.calls); {
			to := from + 1
			for to < len(e.calls) && alike(&calls[e.calls[from]], &calls[e.calls[to]]) {
				to++
			}
			if run := e.calls[from:to]; len(run) >= groupFrom {
				merge(calls, run)
			}
			from = to
		}
	}
	return slices.DeleteFunc(calls, func(c call) bool { return c.count == 0 })
}

func alike(a, b *call) bool {
	return a.Call == b.Call && a.Call.Traits().Data() &&
		a.Ret > 0 && b.Ret > 0 && !a.blocked() && !b.blocked() && b.begin-a.end < blockedFrom
}

// merge makes the last call of a run stand for all of it, and the others for no
// call.
func merge(calls []call, run []int) {
	last := &calls[run[len(run)-1]]
	last.brief = calls[run[0]].brief
	for _, i := range run[:len(run)-1] {
		if !slices.Equal(last.Args, calls[i].Args) {
			last.Args = []string{"…"}
		}
		last.Ret += calls[i].Ret
		last.count++
		calls[i].count = 0
	}
}
