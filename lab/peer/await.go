package peer

import (
	"context"
	"testing"
	"time"
)

// Await gives what comes next on c, within 30 s, or ends the test.
func Await[T any](tb testing.TB, what string, c <-chan T) (next T) {
	tb.Helper()
	select {
	case next = <-c:
	case <-time.After(within):
		tb.Fatalf("never came: %s", what)
	}
	return next
}

// An Ending is a context that is cancelled once its Err has been asked Left
// times.
type Ending struct {
	context.Context
	Left  int       // below 0: how often it was asked after its end
	Ended time.Time // when it was asked first after that
}

// Err implements context.Context. It is not for several goroutines.
func (e *Ending) Err() error {
	if e.Left--; e.Left >= 0 {
		return nil
	}
	if e.Ended.IsZero() {
		e.Ended = time.Now()
	}
	return context.Canceled
}
