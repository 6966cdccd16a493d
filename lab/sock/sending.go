package sock

import (
	"sync"
	"time"
)

const (
	// smallSend is up to where a send is expected to return before what it
	// sent can be answered, in bytes: a larger one may wait for room, and be
	// answered in part meanwhile.
	smallSend = 64 << 10

	// sendTold bounds how long the news of an answer wait for the news of the
	// send, on a loaded machine.
	sendTold = 250 * time.Millisecond
)

// A sending keeps a socket's send from its beginning to its report: where
// another thread receives, the answer may be there before the report is made,
// and is not to be told before it.
type sending struct {
	mu             sync.Mutex
	under          bool          // a small send is under way or not told
	told, received int64         // bytes, of the sends told and the receives ended
	waiter         chan struct{} // closed when the send has been told; nil: nobody waits
	blocks         bool          // one has waited in vain: here sends block
}

// begin comes before the system's send.
func (s *sending) begin(size int) {
	s.mu.Lock()
	s.under = size <= smallSend && !s.blocks
	s.mu.Unlock()
}

// end comes after its report.
func (s *sending) end(sent int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told += int64(sent)
	s.under = false
	if s.waiter != nil {
		close(s.waiter)
		s.waiter = nil
	}
}

// answered comes before the report of a receive. It returns when a send has
// been told that may have brought this about: more has come than the sends
// told have sent, or the end. Who calls it holds no lock.
func (s *sending) answered(received int) {
	s.mu.Lock()
	s.received += int64(received)
	if !s.under || received > 0 && s.received <= s.told {
		s.mu.Unlock()
		return
	}
	if s.waiter == nil {
		s.waiter = make(chan struct{})
	}
	waiter := s.waiter
	s.mu.Unlock()
	t := time.NewTimer(sendTold)
	defer t.Stop()
	select {
	case <-waiter:
	case <-t.C:
		s.mu.Lock()
		s.under, s.blocks = false, true
		s.mu.Unlock()
	}
}
