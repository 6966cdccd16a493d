package echo

import (
	"slices"
	"sync"
)

// A spare keeps mapped parts for the next message where the system can have
// their memory meanwhile, should it need it: to get as much again takes as
// long as to receive into it. A nil spare keeps nothing.
type spare struct {
	mu    sync.Mutex
	parts [][]byte
}

// take gives a part of this size, or nil.
func (s *spare) take(size int) []byte {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.parts, func(b []byte) bool { return len(b) == size })
	if i < 0 {
		return nil
	}
	b := s.parts[i]
	s.parts = slices.Delete(s.parts, i, i+1) // in order: the one that was full is filled again
	return b
}

// put takes a part back, what it holds is lost.
func (s *spare) put(b []byte) {
	if s == nil || !lendPages(b) {
		unmapPages(b)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts = append(s.parts, b)
}

// drop gives everything back to the system, and tells whether that was
// anything.
func (s *spare) drop() bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.parts {
		unmapPages(b)
	}
	dropped := len(s.parts) > 0
	s.parts = nil
	return dropped
}
