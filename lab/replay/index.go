package replay

import (
	"slices"

	"socklab/lab/cast"
	"socklab/lab/vt"
)

// The next frame is made after so many events, bytes of output, or cells that
// were touched. To seek is to show at most so much again, which takes a few
// milliseconds; a step back compares what each of the events shows.
const (
	frameEvents = 800
	frameBytes  = 512 << 10
	frameWork   = 4 << 20
	// maxFrameMemory is how many bytes all frames may take: beyond it every other
	// one is dropped.
	maxFrameMemory = 32 << 20
	// maxFrameArea is how many cells the consoles may have together for frames to
	// be made: a larger frame alone could take tens of megabytes.
	maxFrameArea = 1 << 18
)

// A frame is what all consoles show before the event at next: from the nearest
// one any moment is reached fast.
type frame struct {
	next    int
	screens []*vt.Screen // they do not change
}

// An indexer makes the frames of a show while it is shown from start to end.
type indexer struct {
	*playhead
	sparse int    // frames are so many times rarer than the constants say
	since  int    // bytes since the last frame
	work   int    // of the budget, at the last frame
	memory int    // that the frames take
	stale  []bool // consoles that may look other than in the last frame
}

// index makes the frames, and finds how much of each console is used. What
// costs more than the budget has is cut off.
func (s *Show) index(b *cast.Budget) error {
	x := &indexer{playhead: &playhead{show: s, budget: b}, sparse: 1, stale: make([]bool, len(s.Consoles))}
	for _, c := range s.Consoles {
		screen, err := b.NewScreen(c.Cols, c.Rows)
		if err != nil {
			return err
		}
		x.screens = append(x.screens, screen)
	}
	s.frames = []frame{{screens: clones(x.screens)}}
	for i, e := range s.tape.Events {
		x.forward(i + 1)
		if b.Err() != nil {
			break
		}
		x.since += len(e.Data)
		x.stale[e.Console] = true
		if i+1 < len(s.tape.Events) && s.tape.Events[i+1].Time == e.Time {
			continue // what happens at one moment stays together
		}
		x.frame()
	}
	if b.Canceled() {
		return b.Err()
	}
	if b.Err() != nil {
		s.cut(x.next-1, b.Err())
	}
	for _, screen := range x.screens {
		s.used = append(s.used, usedOf(screen))
	}
	return nil
}

// usedOf is the room that all that was shown takes: the longest line, and as
// many rows as there are lines.
func usedOf(screen *vt.Screen) extent {
	var e extent
	for _, line := range screen.AllLines() {
		e.cols = max(e.cols, vt.TextWidth(line))
		e.rows++
	}
	cols, rows := screen.Size()
	return extent{min(e.cols+1, cols), min(e.rows, rows)} // +1: the cursor
}

// frame adds a frame if it is time for one.
func (x *indexer) frame() {
	s := x.show
	last := s.frames[len(s.frames)-1]
	if x.since < frameBytes*x.sparse && x.next-last.next < frameEvents*x.sparse && x.budget.Work()-x.work < frameWork*x.sparse {
		return
	}
	x.since = 0
	if area := area(x.screens...); area <= maxFrameArea {
		x.budget.Spend(area)
		s.frames = append(s.frames, x.frameNow(last))
		for len(s.frames) > 1 && x.memory > maxFrameMemory {
			x.thin()
		}
	}
	x.work = x.budget.Work()
}

// frameNow is a frame of now: of a console that has shown nothing since the
// last one it has the screen of that.
func (x *indexer) frameNow(last frame) frame {
	f := frame{next: x.next, screens: slices.Clone(last.screens)}
	for i, screen := range x.screens {
		if x.stale[i] {
			f.screens[i] = screen.Clone()
			x.memory += f.screens[i].Memory()
		}
		x.stale[i] = false
	}
	return f
}

// thin leaves out every other frame, and makes the later ones rarer.
func (x *indexer) thin() {
	s := x.show
	kept := s.frames[:0]
	for i := 0; i < len(s.frames); i += 2 {
		kept = append(kept, s.frames[i])
	}
	clear(s.frames[len(kept):])
	s.frames = kept
	x.sparse *= 2
	x.memory = s.frameMemory()
	for i := range x.stale { // the last may be gone: what changed since is not known
		x.stale[i] = true
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
