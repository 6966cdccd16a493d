package app

import "sync"

// shownSizes are the sizes at which a stage shows the consoles: known before
// the session begins, told to it when they change.
type shownSizes struct {
	mu     sync.Mutex // held while a change is told: the last one counts
	sizes  map[string][2]int
	resize map[string]func(cols, rows int)
}

func newShownSizes() *shownSizes {
	return &shownSizes{sizes: map[string][2]int{}, resize: map[string]func(cols, rows int){}}
}

// set notes a size.
func (s *shownSizes) set(console string, cols, rows int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sizes[console] = [2]int{cols, rows}
	if resize := s.resize[console]; resize != nil {
		resize(cols, rows)
	}
}

// of is session.Options.Size.
func (s *shownSizes) of(console string) (cols, rows int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sizes[console][0], s.sizes[console][1]
}

// tell is session.Options.Resize. A size that came since of was asked is told
// now.
func (s *shownSizes) tell(console string, resize func(cols, rows int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resize[console] = resize
	if size, ok := s.sizes[console]; ok {
		resize(size[0], size[1])
	}
}
