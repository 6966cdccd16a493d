package echo

import (
	"cmp"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"
)

// Memory that is not needed is given back after a while.
const (
	tidyEvery  = 2 * time.Second // while clients come and go, and
	restEvery  = 15              // so many times more
	quietMost  = 16              // clients that go in that time where it is quiet
	keepAlways = 64 << 20        // of a message without limit, in bytes
)

// A tidier calls tidy some time after something happened, and goes on as long
// as more does and tidy has more to do. What happens is told by stir, often:
// it costs next to nothing.
type tidier struct {
	tidy  func(stirs int64) (done bool) // stirs: since the last time
	stirs atomic.Int64
	armed atomic.Bool

	mu    sync.Mutex
	timer *time.Timer
	ended bool
}

// stir tells that something happened.
func (t *tidier) stir() {
	t.stirs.Add(1)
	t.arm(0)
}

func (t *tidier) arm(seen int64) {
	if !t.armed.Load() && t.armed.CompareAndSwap(false, true) {
		t.wait(seen)
	}
}

func (t *tidier) wait(seen int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.ended {
		t.timer = time.AfterFunc(tidyEvery, func() { t.look(seen) })
	}
}

// look tidies, and looks again in a while if there is more to do.
func (t *tidier) look(seen int64) {
	now := t.stirs.Load()
	if done := t.tidy(now - seen); !done || now != seen {
		t.wait(now)
		return
	}
	t.armed.Store(false)
	if t.stirs.Load() != now { // while it was tidied
		t.arm(now)
	}
}

// end lets nothing be tidied any more.
func (t *tidier) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ended = true
	if t.timer != nil {
		t.timer.Stop()
	}
}

// giveBack returns to the system what clients who have gone have left: spare
// parts of buffers, threads, and free memory of the Go heap. What one message
// takes is kept for longer, for the next one.
func (s *server) giveBack(gone int64) (done bool) {
	s.still++
	if gone > 0 {
		s.still = 0
	}
	if done = s.still >= restEvery; done {
		s.spare.empty()
		return done
	}
	s.spare.trim(cmp.Or(s.MaxMessage, keepAlways))
	if gone <= quietMost && s.still <= 1 {
		retireThreads(int(s.active.Load()))
		runtime.GC() // a pool lets go of what it has in the second collection only
		debug.FreeOSMemory()
	}
	return done
}

// retireThreads ends the threads that no call needs: Go keeps all that it
// ever made, with their stacks. A goroutine that ends while it is locked to
// its thread takes the thread with it.
func retireThreads(busy int) {
	const few = 64 // threads that are not worth it
	total := []metrics.Sample{{Name: "/sched/threads/total:threads"}}
	metrics.Read(total)
	if total[0].Value.Kind() != metrics.KindUint64 {
		return
	}
	idle := int(total[0].Value.Uint64()) - busy
	if idle < few {
		return
	}
	var all sync.WaitGroup
	for range idle {
		all.Go(runtime.LockOSThread)
	}
	all.Wait()
}
