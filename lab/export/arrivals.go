package export

import (
	"slices"

	"socklab/lab/event"
)

// An arrow goes to a console from the call of its step, or from the system of
// another console that answers that call.
type arrow struct {
	from, to int // lanes; equal: from a system that is no console's
	end      int // the step of the call that waited for it; none: it is only inferred
	label    string
	kind     kind
	lost     bool  // there is nobody to take it
	stay     *stay // where it waits in the system until calls take it; nil: nowhere
}

// A stay is what has come to a console's system and waits there for calls to
// take it.
type stay struct {
	lane    int
	from    int   // the step of its arrow, or of the call that took a part of it
	arrived bool  // it begins at its arrow
	ends    []int // the steps that take it, in order
	dropped bool  // the last of them is a close, which takes nothing
	open    bool  // some of it is never taken
	kind    kind

	track, top int // of its line in a picture
}

// An arrivals finds what has come to whom, in a given order of the calls.
type arrivals struct {
	*diagram
	v      *conversation
	places map[moment]int // the step of each
	before []int          // for each step the one before of the same program, or none
}

// deliver adds the arrows and the stays to the steps.
func (d *diagram) deliver(v *conversation, steps []step) {
	a := &arrivals{diagram: d, v: v, places: map[moment]int{}}
	last := slices.Repeat([]int{none}, len(v.programs)) // step of each
	for i, st := range steps {
		a.places[st.moment] = i
		program := v.calls[st.call].program
		a.before = append(a.before, last[program])
		last[program] = i
	}
	for _, f := range v.flows {
		for _, p := range f.parcels {
			a.parcel(f, p)
		}
	}
	for _, f := range v.flows {
		a.end(f)
	}
	a.refusals()
	for _, s := range d.stays {
		for i, end := range s.ends {
			a.mark(s, end, s.dropped && i == len(s.ends)-1)
		}
	}
}

// begin and finish give the steps at which a call begins and ends.
func (a *arrivals) begin(call int) int {
	return a.places[moment{call, a.v.calls[call].blocked()}]
}

func (a *arrivals) finish(call int) int { return a.places[moment{call, false}] }

// lane is that of an endpoint's console.
func (a *arrivals) lane(e *endpoint) int { return a.v.console(e.opened) }

// parcel draws what became of a parcel: a call was waiting for it, or it lay in
// the system until calls took it, or nobody was there.
func (a *arrivals) parcel(f *flow, p parcel) {
	row := a.begin(p.cause)
	if slices.ContainsFunc(p.takers, func(i int) bool { return a.finish(i) <= row }) {
		return // only damaged events have that
	}
	lost := f.to.closed != none && a.finish(f.to.closed) < row
	arrow := arrow{from: a.lane(f.from), to: a.lane(f.to), end: none, label: a.label(p), kind: p.kind}
	switch {
	case lost && p.kind == data:
		arrow.lost = true
		row = a.finish(p.cause)
		a.put(row, arrow)
		a.answer(f, row)
	case lost: // a FIN or RST to an end that is closed changes nothing
	case a.awaited(p):
		arrow.end = a.finish(p.takers[0])
		a.put(row, arrow)
		if p.left || len(p.takers) > 1 {
			a.stay(f, p, &stay{from: arrow.end, ends: a.ends(p.takers[1:])})
			a.steps[arrow.end].leaves = true
		}
	default:
		if end := a.finish(p.cause); len(p.takers) == 0 || end < a.finish(p.takers[0]) {
			row = end
		}
		if p.kind != reset || len(p.takers) > 0 {
			arrow.stay = a.stay(f, p, &stay{from: row, arrived: true, ends: a.ends(p.takers)})
		}
		a.put(row, arrow)
	}
}

func (a *arrivals) put(row int, arrow arrow) {
	a.steps[row].arrows = append(a.steps[row].arrows, arrow)
}

func (a *arrivals) ends(takers []int) []int {
	var all []int
	for _, i := range takers {
		all = append(all, a.finish(i))
	}
	return all
}

// awaited tells whether the call that takes a parcel was waiting for it.
func (a *arrivals) awaited(p parcel) bool {
	if len(p.takers) == 0 {
		return false
	}
	first, sent := p.takers[0], a.begin(p.cause)
	switch c := &a.v.calls[first]; {
	case c.blocked():
		return a.begin(first) < sent
	case c.brief: // it had begun, if its program did nothing else since
		return a.before[a.finish(first)] < sent
	}
	return false
}

// stay adds a stay, with what ends it if not all is taken.
func (a *arrivals) stay(f *flow, p parcel, s *stay) *stay {
	s.lane, s.kind = a.lane(f.to), p.kind
	switch {
	case !p.left:
	case f.to.closed != none && a.finish(f.to.closed) > s.from:
		s.ends = append(s.ends, a.finish(f.to.closed))
		s.dropped = true
		f.drops = f.drops || p.kind == connect || p.kind == data
	default:
		s.open = true
	}
	slices.Sort(s.ends) // the lines of threads may stand in another order
	a.stays = append(a.stays, s)
	return s
}

// answer draws the reset that a closed socket's system answers with.
func (a *arrivals) answer(f *flow, row int) {
	if f.answered {
		return
	}
	f.answered = true
	arrow := arrow{from: a.lane(f.to), to: a.lane(f.from), end: none, label: a.kindWords(reset).label, kind: reset}
	if i := f.from.broken; i != none && a.finish(i) > row {
		arrow.stay = &stay{lane: arrow.to, from: row, arrived: true, ends: []int{a.finish(i)}, kind: reset}
		a.stays = append(a.stays, arrow.stay)
	}
	a.put(row, arrow)
}

// end draws how one end of a connection says that it sends no more: in good
// order, or by a reset, if it lingers for no time or leaves something unread.
func (a *arrivals) end(f *flow) {
	broken := f.to.broken != none && !f.back.answered && (f.end == nil || len(f.end.takers) == 0)
	closed := f.from.closed
	resets := closed != none && (broken || f.from.resets || f.back.drops)
	if f.end != nil && !(resets && f.end.cause == closed) {
		a.parcel(f, *f.end)
	}
	if resets {
		p := parcel{kind: reset, cause: closed}
		if f.to.broken != none {
			p.takers = []int{f.to.broken}
		}
		a.parcel(f, p)
	}
}

// refusals draws the resets that answer where nobody listens: from the console
// that listens there at another time, else from a system that is no console's.
func (a *arrivals) refusals() {
	for i := range a.v.calls {
		c := &a.v.calls[i]
		if c.Call != event.Connect || !isRefused(c) {
			continue
		}
		own := a.v.console(i)
		lane := own
		if l := a.v.listening[c.Arg("address")]; len(l) > 0 {
			lane = a.v.console(l[0].opened)
		}
		if lane != own {
			a.put(a.begin(i), arrow{from: own, to: lane, end: none, label: a.kindWords(connect).label, kind: connect, lost: true})
		}
		a.put(a.finish(i), arrow{from: lane, to: own, end: none, label: a.kindWords(reset).label, kind: reset})
	}
}

// mark marks a step that takes or drops what had come.
func (a *arrivals) mark(s *stay, at int, drops bool) {
	m := &a.steps[at]
	m.drops, m.takes = m.drops || drops, m.takes || !drops
	if !drops && m.waited == "" && s.arrived {
		m.taken = a.kindWords(s.kind).taken
	}
}
