package replay

import (
	"context"
	"time"

	"socklab/lab/cast"
)

// Stream hands on what each console shows, at its time: from startAt, with
// what came before at once, at speed times its pace. Times are reckoned from
// the start, so that delays do not add up. It blocks until the end or until
// ctx ends, and gives then its cause.
func (s *Show) Stream(ctx context.Context, speed float64, startAt time.Duration, show func(console string, p []byte)) error {
	start := time.Now()
	timer := time.NewTimer(0)
	defer timer.Stop()
	wait := func(at time.Duration) error {
		timer.Reset(time.Until(start.Add(time.Duration(float64(at-startAt) / speed))))
		select {
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	for _, e := range s.tape.Events {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if e.Time > startAt {
			if err := wait(e.Time); err != nil {
				return err
			}
		}
		if e.Code == cast.Output {
			show(s.Consoles[e.Console].Name, []byte(e.Data))
		}
	}
	return wait(s.Duration)
}
