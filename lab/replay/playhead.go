package replay

import (
	"sort"
	"time"

	"socklab/lab/cast"
	"socklab/lab/vt"
)

// A playhead has the screens of all consoles at some moment, and can be moved to
// another one.
type playhead struct {
	show    *Show
	next    int // the first event that has not happened yet
	screens []*vt.Screen
	budget  *cast.Budget // of the screens; nil: none
	looked  int          // cells that were compared
	notes   map[int]int  // rows of the longest note, for each width of the window
}

// maxLooked is how many cells a step to another change compares, which takes
// about a second: many events may change nothing. The step ends then where it
// is.
const maxLooked = 1 << 24

func newPlayhead(s *Show) *playhead {
	p := &playhead{show: s, notes: map[int]int{}}
	p.restore(0)
	return p
}

// restore goes to frame n.
func (p *playhead) restore(n int) {
	f := p.show.frames[n]
	p.next = f.next
	p.screens = clones(f.screens)
}

func clones(screens []*vt.Screen) []*vt.Screen {
	all := make([]*vt.Screen, len(screens))
	for i, s := range screens {
		all[i] = s.Clone()
	}
	return all
}

// seek shows the moment t: all that happened until then, and at it.
func (p *playhead) seek(t time.Duration) {
	next := p.show.after(t)
	f := p.show.frameBefore(next)
	if next < p.next || p.show.frames[f].next > p.next {
		p.restore(f)
	}
	p.forward(next)
}

// forward shows the events up to next.
func (p *playhead) forward(next int) {
	for ; p.next < next; p.next++ {
		e := p.show.tape.Events[p.next]
		p.budget.Apply(p.screens[e.Console], e.Event)
	}
}

// after is the first event later than t.
func (s *Show) after(t time.Duration) int {
	return sort.Search(len(s.tape.Events), func(i int) bool { return s.tape.Events[i].Time > t })
}

// frameBefore is the last frame that needs none of the events from next on.
func (s *Show) frameBefore(next int) int {
	return sort.Search(len(s.frames), func(i int) bool { return s.frames[i].next > next }) - 1
}

// nextChange is the next moment after t at which something is seen to change,
// else the end.
func (s *Show) nextChange(t time.Duration) time.Duration {
	p := &playhead{show: s}
	p.restore(s.frameBefore(s.after(t)))
	p.seek(t)
	seen := clones(p.screens)
	for p.next < len(s.tape.Events) {
		at := s.tape.Events[p.next].Time
		if p.step(at, seen) || p.looked > maxLooked {
			return at
		}
	}
	return s.Duration
}

// previousChange is the moment before the last change up to t: the one at
// which the change before it happened, or 0.
func (s *Show) previousChange(t time.Duration) time.Duration {
	p := &playhead{show: s}
	end, found := s.after(t), 0
	for f := s.frameBefore(end); f >= 0; f-- {
		changes := p.changes(f, end)
		if p.looked > maxLooked {
			return s.began(f)
		}
		if found+len(changes) >= 2 {
			return changes[len(changes)-2+found]
		}
		found += len(changes)
		end = s.frames[f].next
	}
	return 0
}

// began is the moment of a frame.
func (s *Show) began(f int) time.Duration {
	if n := s.frames[f].next; n > 0 {
		return s.tape.Events[n-1].Time
	}
	return 0
}

// changes are the moments from frame f on, up to the event at end, at which
// something is seen to change. It looks at no more than maxLooked cells.
func (p *playhead) changes(f, end int) []time.Duration {
	p.restore(f)
	seen := clones(p.screens)
	var all []time.Duration
	for p.next < end && p.looked <= maxLooked {
		at := p.show.tape.Events[p.next].Time
		if p.step(at, seen) {
			all = append(all, at)
		}
	}
	return all
}

// step shows all that happens at that moment, and tells whether it is seen.
func (p *playhead) step(at time.Duration, seen []*vt.Screen) bool {
	changed, from := false, p.next
	p.forward(p.show.after(at))
	touched := map[int]bool{}
	for _, e := range p.show.tape.Events[from:p.next] {
		touched[e.Console] = true
	}
	for i := range touched {
		now := p.screens[i]
		p.looked += area(now)
		if !now.Equal(seen[i]) {
			seen[i], changed = now.Clone(), true
		}
	}
	return changed
}

// area is how many cells the screens have together.
func area(screens ...*vt.Screen) int {
	total := 0
	for _, s := range screens {
		cols, rows := s.Size()
		total += cols * rows
	}
	return total
}
