//go:build darwin || windows

package sock

import (
	"sync/atomic"
	"time"
)

// wake wakes calls that block on s: here closing the socket does, while
// shutdown of a listening one does not. A call that is only about to begin may
// have to be woken again.
func (s *Socket) wake() (lasts bool) {
	s.cancelIO()
	_ = s.close()
	return false
}

// connectTimer bounds connect, which SO_SNDTIMEO does not bound here. stop
// tells whether the bound passed.
func (s *Socket) connectTimer() (stop func() bool) {
	wait := s.limit()
	if wait <= 0 {
		return func() bool { return false }
	}
	var late atomic.Bool
	t := time.AfterFunc(wait, func() {
		late.Store(true)
		s.interrupt()
	})
	return func() bool { return !t.Stop() && late.Load() }
}
