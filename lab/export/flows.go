package export

import (
	"net/netip"
	"strings"

	"socklab/lab/event"
)

// A parcel is what one call sends to the system of another console, where it
// lies until calls take it: a connection that is asked for, bytes, their end.
type parcel struct {
	kind   kind
	cause  int // the call that sends it
	bytes  int64
	takers []int // the calls that take it, in order
	left   bool  // nobody takes all of it
}

// A flow is one direction of a connection.
type flow struct {
	from, to *endpoint
	back     *flow // the other direction
	parcels  []parcel
	end      *parcel // no more data; nil: nobody has said so

	drops    bool // the receiver is closed before it has taken all that had come
	answered bool // the receiver was closed when more came: its system sent a reset
}

// match finds the two ends of each connection, and what one did to the other.
func (v *conversation) match(endpoints []*endpoint) {
	clients := map[[2]netip.AddrPort][]*endpoint{} // by their addresses, in order
	for _, e := range endpoints {
		if ends := [2]netip.AddrPort{e.local, e.peer}; !e.accepted {
			clients[ends] = append(clients[ends], e)
		}
	}
	var last *endpoint // that was accepted
	for _, server := range endpoints {
		ends := [2]netip.AddrPort{server.peer, server.local}
		queue := clients[ends]
		if !server.accepted || len(queue) == 0 {
			continue
		}
		client := queue[0]
		clients[ends] = queue[1:]
		client.matched, server.matched = true, true
		if last != nil { // who is accepted first has come first
			v.link(link{kind: happensBefore, cause: last.opened, effect: client.opened})
		}
		last = client
		v.connect(client, server)
	}
}

// connect makes the two flows of a connection.
func (v *conversation) connect(client, server *endpoint) {
	if v.console(client.opened) == v.console(server.opened) {
		return
	}
	there, back := v.newFlow(client, server), v.newFlow(server, client)
	there.back, back.back = back, there
	request := parcel{kind: connect, cause: client.opened, left: !server.accepted}
	if server.accepted {
		request.takers = []int{server.opened}
	} else if server.closed != none { // the system listened until then
		v.link(link{kind: happensBefore, cause: client.opened, effect: server.closed})
	}
	there.parcels = append([]parcel{request}, there.parcels...)
	for _, f := range []*flow{there, back} {
		v.flows = append(v.flows, f)
		for _, p := range f.parcels {
			v.linkAll(p)
		}
		if f.end != nil {
			v.linkAll(*f.end)
		}
		if f.from.closed != none && f.to.broken != none {
			v.link(link{kind: reset, cause: f.from.closed, effect: f.to.broken})
		}
	}
}

func (v *conversation) linkAll(p parcel) {
	for i, taker := range p.takers {
		v.link(link{p.kind, p.cause, taker, i > 0})
	}
}

func (v *conversation) link(l link) {
	if len(v.links) <= maxLinks && v.console(l.cause) != v.console(l.effect) {
		v.links = append(v.links, l)
	}
}

// newFlow finds what one end sends and which calls of the other take it, by
// counting the bytes; the end of it is for the recv that returns 0.
func (v *conversation) newFlow(from, to *endpoint) *flow {
	f := &flow{from: from, to: to}
	for _, i := range from.calls {
		c := &v.calls[i]
		switch {
		case c.Call.Traits().Sends() && c.Ret > 0:
			f.parcels = append(f.parcels, parcel{kind: data, cause: i, bytes: c.Ret, left: true})
		case f.end == nil && ends(c):
			f.end = &parcel{kind: fin, cause: i, left: true}
		}
	}
	rest, taken := f.parcels, int64(0) // of the first of the rest
	for _, i := range to.calls {
		c := &v.calls[i]
		if readsNoMore(c) {
			break // its own recv gives 0 from here on
		}
		if !c.Call.Traits().Receives() {
			continue
		}
		if c.Ret == 0 {
			if f.end != nil {
				f.end.takers, f.end.left = []int{i}, false
			}
			break
		}
		for more := c.Ret; more > 0 && len(rest) > 0; {
			p := &rest[0]
			p.takers = append(p.takers, i)
			n := min(more, p.bytes-taken)
			more, taken = more-n, taken+n
			if taken == p.bytes {
				p.left = false
				rest, taken = rest[1:], 0
			}
		}
	}
	return f
}

// ends tells whether a call says that no more will be sent.
func ends(c *call) bool {
	return c.Call == event.Close ||
		c.Call == event.Shutdown && !strings.HasSuffix(c.Arg("how"), "_RD")
}

// readsNoMore tells whether a call makes its own end receive no more.
func readsNoMore(c *call) bool {
	return c.Call == event.Shutdown && strings.HasPrefix(c.Arg("how"), "SHUT_RD")
}

// unaccepted makes the flows of connections that a server's system has made,
// and that its program has not accepted.
func (v *conversation) unaccepted(endpoints []*endpoint) {
	strangers := map[int]bool{} // programs that have accepted who is not known
	for _, e := range endpoints {
		if e.accepted && !e.matched {
			strangers[e.program] = true
		}
	}
	for _, client := range endpoints {
		if client.accepted || client.matched {
			continue
		}
		to := v.calls[client.opened].Arg("address")
		if l := v.listening[to]; to != "" && len(l) == 1 && !strangers[l[0].program] {
			v.connect(client, l[0])
		}
	}
}
