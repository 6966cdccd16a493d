package echo

import "sync/atomic"

// A budget is what the buffers of all clients together may keep, in bytes. A
// nil budget has no limit.
type budget struct {
	limit int64
	used  atomic.Int64
}

// newBudget returns a budget of limit bytes; 0: no limit.
func newBudget(limit int64) *budget {
	if limit <= 0 {
		return nil
	}
	return &budget{limit: limit}
}

// take counts n bytes more as kept, and fails where that is too much.
func (b *budget) take(n int64) error {
	if b == nil {
		return nil
	}
	if b.used.Add(n) > b.limit {
		b.used.Add(-n)
		return &OverBudget{Limit: b.limit}
	}
	return nil
}

// give counts n bytes as kept no more.
func (b *budget) give(n int64) {
	if b != nil {
		b.used.Add(-n)
	}
}

// fits tells whether n bytes may be kept beside what is counted.
func (b *budget) fits(n int64) bool { return b == nil || b.used.Load()+n <= b.limit }
