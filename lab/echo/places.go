package echo

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"time"
)

// What bounds the threads of a server.
const (
	threadProcs = 32
	procShare   = 4       // of the threads that are allowed, one in so many may be for them
	ownThreads  = 10      // what Go has besides: its monitor, signals, timers
	anyClients  = 1 << 20 // more than any system has descriptors for
	askAgain    = 200 * time.Millisecond
)

// Processors is how many processors Go should use (GOMAXPROCS) in a process
// that serves by Threads, where the system allows it so many threads. A
// goroutine that blocks in a call keeps its processor until Go's monitor
// notices, 20 us later or more: others go on at once where spare ones are left.
func Processors(allowed int) int {
	return max(runtime.GOMAXPROCS(0), min(threadProcs, allowed/procShare))
}

// A places bounds the clients that are served at once: by the option, and by
// the threads that the system has left. Go ends a process that asks for one
// more; and others start threads as well, so the system is asked again each
// time half of what it had is in use. A nil places has room for one.
type places struct {
	most    int        // 0: no limit
	bound   bool       // most is the system's
	allowed func() int // threads of this process
	reserve int        // of them, not for clients
	full    func(clients int)

	gone chan struct{} // told when a place is free

	mu      sync.Mutex
	busy    int
	granted int // clients that there are threads for
	refused time.Time
	told    bool
}

// newPlaces asks the system, and tells where it allows fewer clients than the
// options.
func newPlaces(o ServerOptions, h ServerHooks) *places {
	p := &places{most: o.MaxClients, allowed: o.Allowed, full: h.Full, gone: make(chan struct{}, 1)}
	if p.allowed == nil {
		p.allowed = func() int { return 2 * anyClients }
	}
	allowed := p.allowed()
	p.reserve = Processors(allowed) + ownThreads
	bound := max(allowed-p.reserve, 1)
	p.granted = (bound + 1) / 2
	if bound < cmp.Or(p.most, anyClients) {
		p.most, p.bound = bound, true
		h.Bound(bound)
	}
	return p
}

// take waits until a further client may be served.
func (p *places) take(ctx context.Context) bool {
	if p == nil {
		return true
	}
	for !p.tryTake() {
		t := time.NewTimer(askAgain)
		select {
		case <-p.gone:
		case <-t.C: // others may have ended threads of theirs
		case <-ctx.Done():
			t.Stop()
			return false
		}
		t.Stop()
	}
	return true
}

func (p *places) tryTake() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.most > 0 && p.busy >= p.most:
		if p.bound {
			p.tell()
		}
		return false
	case p.busy >= p.granted && !p.grant():
		return false
	}
	p.busy++
	return true
}

// tell says once that the system's bound is reached.
func (p *places) tell() {
	if !p.told {
		p.told = true
		p.full(p.busy)
	}
}

// grant asks the system for more threads, where it has not just refused.
func (p *places) grant() bool {
	if time.Since(p.refused) < askAgain {
		return false
	}
	if room := p.allowed() - p.reserve - p.busy; room > 0 {
		p.granted = p.busy + (room+1)/2
		return true
	}
	p.refused = time.Now()
	p.tell()
	return false
}

// give frees the place of a client that has gone.
func (p *places) give() {
	if p == nil {
		return
	}
	p.mu.Lock()
	p.busy--
	p.mu.Unlock()
	select {
	case p.gone <- struct{}{}:
	default: // it has been told already
	}
}
