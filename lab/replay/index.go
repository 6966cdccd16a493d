package replay

import (
	"socklab/lab/cast"
	"socklab/lab/tape"
)

// A frame comes after so many events, bytes of output, or cells that were
// touched. Seeking shows at most so much, which takes a few milliseconds; a
// step back compares what each of the events shows.
const (
	frameEvents = 800
	frameBytes  = 512 << 10
	frameWork   = 4 << 20
	// maxFrameMemory is what all frames take together: beyond it every other
	// one goes.
	maxFrameMemory = 32 << 20
	// maxFrameArea is how many cells the consoles have of which frames are
	// made: a larger frame alone could take tens of megabytes.
	maxFrameArea = 1 << 18
)

// An indexer makes the frames of a show while it is shown from start to end.
type indexer struct {
	st     *stage
	budget *cast.Budget
	sparse int // how many times as rare as could be frames are
	since  int // bytes since the last frame
	work   int // of the budget, at the last frame
	memory int // that the frames take
	stale  []bool
}

func newIndexer(st *stage, b *cast.Budget) *indexer {
	x := &indexer{st: st, budget: b, sparse: 1}
	st.show.frames = []frame{{}}
	for _, screen := range st.screens {
		st.show.frames[0].screens = append(st.show.frames[0].screens, screen.Clone())
	}
	x.stale = make([]bool, len(st.screens))
	return x
}

// changed tells what has happened since the last call.
func (x *indexer) changed(e tape.Event) {
	x.since += len(e.Data)
	x.stale[e.Console] = true
}

// frame adds a frame if it is time for one.
func (x *indexer) frame() {
	s := x.st.show
	last := s.frames[len(s.frames)-1]
	if x.since < frameBytes*x.sparse && x.st.next-last.next < frameEvents*x.sparse && x.budget.Work()-x.work < frameWork*x.sparse {
		return
	}
	x.since = 0
	if area := x.st.area(); area <= maxFrameArea {
		x.budget.Spend(area)
		s.frames = append(s.frames, x.next(last))
		for len(s.frames) > 1 && x.memory > maxFrameMemory {
			x.thin()
		}
	}
	x.work = x.budget.Work()
}

// next is a frame of now: of a console that has shown nothing since the last
// one it has that.
func (x *indexer) next(last frame) frame {
	f := frame{next: x.st.next}
	for i, screen := range x.st.screens {
		if x.stale[i] {
			f.screens = append(f.screens, screen.Clone())
			x.memory += f.screens[i].Memory()
		} else {
			f.screens = append(f.screens, last.screens[i])
		}
		x.stale[i] = false
	}
	return f
}

// thin leaves out every other frame, and makes the later ones rarer.
func (x *indexer) thin() {
	s := x.st.show
	kept := s.frames[:0]
	for i := 0; i < len(s.frames); i += 2 {
		kept = append(kept, s.frames[i])
	}
	clear(s.frames[len(kept):])
	s.frames = kept
	x.sparse *= 2
	x.memory = s.frameMemory()
	if n := len(kept) - 1; kept[n].next != x.st.next { // the last is gone: what changed since is not known
		for i := range x.stale {
			x.stale[i] = true
		}
	}
}

// frameMemory is what the frames take, in bytes.
func (s *Show) frameMemory() int {
	total := 0
	for i, f := range s.frames {
		for k, screen := range f.screens {
			if i == 0 || screen != s.frames[i-1].screens[k] {
				total += screen.Memory()
			}
		}
	}
	return total
}

// area is how many cells all screens have.
func (st *stage) area() int {
	total := 0
	for _, screen := range st.screens {
		total += area(screen)
	}
	return total
}
