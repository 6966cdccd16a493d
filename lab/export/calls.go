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
	hidden  kind = iota // it came before, that is all
	connect             // SYN
	data
	fin   // no more data
	reset // RST
)

// A link is a call that made another, of another console, end as it did.
type link struct {
	kind          kind
	cause, effect int  // calls
	later         bool // the effect takes what an earlier call has left
}

// A conversation is all calls of a session and what they did to each other.
type conversation struct {
	calls    []call
	consoles []int   // of each program
	reaches  []reach // of each program
	links    []link
	ways     []*way
}

// A reach is where a program's calls are: from first to before end.
type reach struct{ first, end int }

// A flow is one connection as one of its ends sees it.
type flow struct {
	program     int
	opened      int // the connect or accept; none: nobody has accepted it
	accepted    bool
	local, peer netip.AddrPort
	calls       []int // sends, receives and what ends it, in order
	closed      int   // the close, or none
	broken      int   // the first call that failed for a reset, or none
	lingers     bool  // for no time: its close is a reset
}

// none stands for a call that there is not.
const none = -1

func newFlow(program, opened int) *flow {
	return &flow{program: program, opened: opened, closed: none, broken: none}
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
	flows = v.flows() // the calls have new places
	accepted := v.match(flows)
	v.listeners()
	v.unaccepted(flows, accepted)
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
	begin := cast.Seconds(l.T)
	c := call{Line: l, program: len(v.consoles), begin: begin, end: begin + cast.Seconds(l.Dur), count: 1}
	c.brief = c.end-c.begin >= briefFrom && !c.blocked()
	v.calls = append(v.calls, c)
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
			if f := open[c.FD]; f != nil && f.broken == none && isBroken(c) {
				f.broken = i
			}
		case c.Call == event.Accept:
			open[c.Ret] = newFlow(program, i)
			open[c.Ret].accepted = true
			open[c.Ret].addresses(c)
			all = append(all, open[c.Ret])
		case c.Call == event.Connect:
			open[c.FD] = newFlow(program, i)
			open[c.FD].addresses(c)
			all = append(all, open[c.FD])
		case open[c.FD] != nil:
			f := open[c.FD]
			f.addresses(c)
			f.lingers = f.lingers || lingersNot(c)
			if t := c.Call.Traits(); t.Direction != event.Own {
				f.calls = append(f.calls, i)
			}
			if c.Call == event.Close {
				f.closed = i
				delete(open, c.FD)
			}
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

// lingersNot tells whether a call makes of the close of its socket a reset.
func lingersNot(c *call) bool {
	return c.Arg("option") == "SO_LINGER" && c.Arg("value") == "0s"
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

// listeners links listen with the connections it made possible, and a refusal
// with the server that was not there yet.
func (v *conversation) listeners() {
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
			console := v.consoles[c.program]
			if !c.failed() {
				v.link(link{kind: hidden, cause: l, effect: i})
				served[console] = true
			} else if strings.HasSuffix(c.Err, "ECONNREFUSED") && !served[console] {
				v.link(link{kind: hidden, cause: v.last(c.program), effect: v.first(v.calls[l].program)})
			}
		}
	}
}

func (v *conversation) first(program int) int { return v.reaches[program].first }

func (v *conversation) last(program int) int { return v.reaches[program].end - 1 }

// groupFrom is how many equal calls are drawn as one.
const groupFrom = 3

// group makes one call of a run of sends or receives that did not wait, nor
// the program between them.
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
	return x.Call == y.Call && x.Call.Traits().Data() &&
		x.Ret > 0 && y.Ret > 0 && !x.blocked() && !y.blocked() && y.begin-x.end < blockedFrom
}

// merge keeps the last call of a run for all of it.
func (v *conversation) merge(run []int, gone []bool) {
	last := &v.calls[run[len(run)-1]]
	last.brief = v.calls[run[0]].brief
	for _, i := range run[:len(run)-1] {
		if !slices.Equal(last.Args, v.calls[i].Args) {
			last.Args = []string{"…"}
		}
		last.Ret += v.calls[i].Ret
		last.count++
		gone[i] = true
	}
}
