package stage

import "sync"

// sizes are the sizes at which a stage shows the consoles: known before
// the session begins, told to it when they change.
type sizes struct {
	mu     sync.Mutex // held while a change is told: the last one counts
	shown  map[string][2]int
	resize map[string]func(cols, rows int)
}

func newSizes() *sizes {
	return &sizes{shown: map[string][2]int{}, resize: map[string]func(cols, rows int){}}
}

// set notes a size.
func (s *sizes) set(console string, cols, rows int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown[console] = [2]int{cols, rows}
	if resize := s.resize[console]; resize != nil {
		resize(cols, rows)
	}
}

// of is session.Options.Size.
func (s *sizes) of(console string) (cols, rows int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown[console][0], s.shown[console][1]
}

// tell is session.Options.Resize. A size that came since of was asked is told
// now.
func (s *sizes) tell(console string, resize func(cols, rows int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resize[console] = resize
	if size, ok := s.shown[console]; ok {
		resize(size[0], size[1])
	}
}
