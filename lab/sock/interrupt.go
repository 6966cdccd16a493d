//go:build darwin || windows

package sock

import (
	"sync/atomic"
	"time"
)

// interrupt wakes calls that block on s: here closing the socket does, while
// shutdown of a listening one does not.
func (s *Socket) interrupt() {
	s.order.Lock() // whom it releases waits with the news until the close is told
	defer s.order.Unlock()
	s.cancelIO()
	_ = s.close()
}

// connectTimer bounds connect, which SO_SNDTIMEO does not bound here. stop
// tells whether the bound passed.
func (s *Socket) connectTimer() (stop func() bool) {
	if s.wait <= 0 {
		return func() bool { return false }
	}
	var late atomic.Bool
	t := time.AfterFunc(s.wait, func() {
		late.Store(true)
		s.interrupt()
	})
	return func() bool { return !t.Stop() && late.Load() }
}
