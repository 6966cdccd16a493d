package sock

import "sync"

// A closing keeps the numbers whose close is under way and has not been told.
// The system gives such a number to the next socket at once, in another
// thread: that one's report waits here, so that nobody hears of a number
// being used again before it was free.
type closing struct {
	mu      sync.Mutex
	ended   sync.Cond
	numbers map[sysfd]struct{}
}

func newClosing() *closing {
	c := &closing{numbers: map[sysfd]struct{}{}}
	c.ended.L = &c.mu
	return c
}

// begin comes before the system's close.
func (c *closing) begin(fd sysfd) {
	c.mu.Lock()
	c.numbers[fd] = struct{}{}
	c.mu.Unlock()
}

// told comes after its report.
func (c *closing) told(fd sysfd) {
	c.mu.Lock()
	delete(c.numbers, fd)
	c.mu.Unlock()
	c.ended.Broadcast()
}

// await returns when no close of fd is left to be told. Who calls it holds no
// lock that a report needs.
func (c *closing) await(fd sysfd) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		if _, under := c.numbers[fd]; !under {
			return
		}
		c.ended.Wait()
	}
}
