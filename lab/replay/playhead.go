package replay

import (
	"sort"
	"strings"
	"time"

	"socklab/lab/cast"
	"socklab/lab/vt"
)

// A frame is what all consoles show before the event at next: from the nearest
// one any moment is reached fast.
type frame struct {
	next    int
	screens []*vt.Screen // they do not change
}

// index makes the frames, and finds how much of each console is used. What
// costs more than the budget has is cut off.
func (s *Show) index(b *cast.Budget) error {
	st := &stage{show: s, budget: b}
	for _, c := range s.Consoles {
		screen, err := b.NewScreen(c.Cols, c.Rows)
		if err != nil {
			return err
		}
		st.screens = append(st.screens, screen)
	}
	x := newIndexer(st, b)
	for i, e := range s.tape.Events {
		st.forward(i + 1)
		if b.Err() != nil {
			break
		}
		x.changed(e)
		if i+1 < len(s.tape.Events) && s.tape.Events[i+1].Time == e.Time {
			continue // what happens at one moment stays together
		}
		x.frame()
	}
	if b.Canceled() {
		return b.Err()
	}
	if b.Err() != nil {
		s.cut(st.next-1, b.Err())
	}
	for _, screen := range st.screens {
		s.used = append(s.used, usedOf(screen))
	}
	return nil
}

// usedOf is the room that all that was shown takes: the longest line, and as
// many rows as there are lines.
func usedOf(screen *vt.Screen) extent {
	var e extent
	for line := range strings.Lines(screen.Text()) {
		e.cols = max(e.cols, vt.TextWidth(strings.TrimSuffix(line, "\n")))
		e.rows++
	}
	cols, rows := screen.Size()
	return extent{min(e.cols+1, cols), min(e.rows, rows)} // +1: the cursor
}

// A stage has the screens of all consoles at some moment.
type stage struct {
	show    *Show
	next    int // the first event that has not happened yet
	active  int // the console that showed something last
	screens []*vt.Screen
	budget  *cast.Budget // of the screens; nil: none
	looked  int          // cells that were compared
	notes   map[int]int  // rows of the longest note, for each width
}

// maxLooked is how many cells a step to the next change looks at, about a
// second: many events may change nothing. It ends then where it is.
const maxLooked = 1 << 24

func newStage(s *Show) *stage {
	st := &stage{show: s, notes: map[int]int{}}
	st.restore(0)
	return st
}

func (st *stage) restore(n int) {
	f := st.show.frames[n]
	st.next = f.next
	st.screens = st.screens[:0]
	for _, s := range f.screens {
		st.screens = append(st.screens, s.Clone())
	}
}

// seek shows the moment t: all that happened until then, and at it.
func (st *stage) seek(t time.Duration) {
	next := st.show.after(t)
	f := st.show.frameBefore(next)
	if next < st.next || st.show.frames[f].next > st.next {
		st.restore(f)
	}
	st.forward(next)
	st.active = st.show.active(next)
}

func (st *stage) forward(next int) {
	for ; st.next < next; st.next++ {
		e := st.show.tape.Events[st.next]
		st.budget.Apply(st.screens[e.Console], e.Event)
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

// NextChange is the next moment after t at which something is seen to change;
// ok is false if there is none.
func (s *Show) NextChange(t time.Duration) (at time.Duration, ok bool) {
	st := &stage{show: s}
	st.restore(s.frameBefore(s.after(t)))
	st.seek(t)
	seen := st.looks()
	for st.next < len(s.tape.Events) {
		at := s.tape.Events[st.next].Time
		if st.step(at, seen) || st.looked > maxLooked {
			return at, true
		}
	}
	return 0, false
}

// PreviousChange is the moment before the last change up to t: the one at
// which the change before it happened, or 0.
func (s *Show) PreviousChange(t time.Duration) time.Duration {
	end := s.after(t)
	found, looked := 0, 0
	for f := s.frameBefore(end); f >= 0; f-- {
		changes := s.changes(f, end, &looked)
		if looked > maxLooked {
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
func (s *Show) changes(f, end int, looked *int) []time.Duration {
	st := &stage{show: s, looked: *looked}
	defer func() { *looked = st.looked }()
	st.restore(f)
	if end <= st.next {
		return nil
	}
	seen := st.looks()
	var all []time.Duration
	for st.next < end && st.looked <= maxLooked {
		at := s.tape.Events[st.next].Time
		if st.step(at, seen) {
			all = append(all, at)
		}
	}
	return all
}

// step shows all that happens at that moment, and tells whether it is seen.
func (st *stage) step(at time.Duration, seen []*vt.Screen) bool {
	changed := false
	touched := map[int]bool{}
	for st.next < len(st.show.tape.Events) && st.show.tape.Events[st.next].Time == at {
		touched[st.show.tape.Events[st.next].Console] = true
		st.forward(st.next + 1)
	}
	for i := range touched {
		now := st.screens[i]
		st.looked += area(now)
		if !now.Equal(seen[i]) {
			seen[i], changed = now.Clone(), true
		}
	}
	return changed
}

// looks are the screens as they are now.
func (st *stage) looks() []*vt.Screen {
	var all []*vt.Screen
	for _, s := range st.screens {
		all = append(all, s.Clone())
	}
	return all
}

func area(s *vt.Screen) int {
	cols, rows := s.Size()
	return cols * rows
}
