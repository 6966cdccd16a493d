package echo

import (
	"maps"
	"slices"
	"sync"
)

// A spare keeps mapped parts for the next message where the system can have
// their memory meanwhile, should it need it: to get as much again takes as
// long as to receive into it. It keeps no more than the budget leaves. A nil
// spare keeps nothing.
type spare struct {
	budget *budget

	mu      sync.Mutex
	shelves map[int]*shelf // by the size of the parts
	kept    int64          // bytes on all of them
}

// A shelf has parts of one size.
type shelf struct {
	parts [][]byte
	least int // parts that nobody has needed since the last trim
}

// take gives a part of this size, or nil.
func (s *spare) take(size int) []byte {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.shelves[size]
	if h == nil || len(h.parts) == 0 {
		if !s.budget.fits(s.kept) { // what lies here is counted nowhere else
			s.drop()
		}
		return nil
	}
	b := h.parts[0] // in order: the one that was full is filled again
	s.lose(h, 1)
	h.least = min(h.least, len(h.parts))
	return b
}

// lose forgets the first n parts of a shelf.
func (s *spare) lose(h *shelf, n int) {
	for _, b := range h.parts[:n] {
		s.kept -= int64(len(b))
	}
	rest := copy(h.parts, h.parts[n:])
	clear(h.parts[rest:])
	h.parts = h.parts[:rest]
}

// put takes a part back, what it holds is lost.
func (s *spare) put(b []byte) {
	if s == nil || !lendPages(b) {
		unmapPages(b)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.budget.fits(s.kept + int64(len(b))) {
		unmapPages(b)
		return
	}
	if s.shelves == nil {
		s.shelves = map[int]*shelf{}
	}
	h := s.shelves[len(b)]
	if h == nil {
		h = &shelf{}
		s.shelves[len(b)] = h
	}
	h.parts = append(h.parts, b)
	s.kept += int64(len(b))
}

// trim gives back what nobody has needed since the last time, small parts
// first, until no more than keep bytes are kept.
func (s *spare) trim(keep int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, size := range slices.Sorted(maps.Keys(s.shelves)) {
		h := s.shelves[size]
		over := max(s.kept-keep+int64(size)-1, 0) / int64(size)
		s.release(h, min(h.least, int(over)))
		h.least = len(h.parts)
	}
}

// empty gives everything back to the system, and tells whether that was
// anything.
func (s *spare) empty() bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drop()
}

func (s *spare) drop() bool {
	dropped := s.kept > 0
	for _, h := range s.shelves {
		s.release(h, len(h.parts))
		h.least = 0
	}
	return dropped
}

func (s *spare) release(h *shelf, n int) {
	for _, b := range h.parts[:n] {
		unmapPages(b)
	}
	s.lose(h, n)
}
