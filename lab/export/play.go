package export

import (
	"context"
	"slices"
	"time"

	"socklab/lab/tape"
	"socklab/lab/vt"
)

// lastHold is how long the end stands before a moving picture begins anew.
const lastHold = 3 * time.Second

// play plays a session in the scene, and calls show with each picture and the
// time from which it stands. Pictures begin at multiples of step only. What show
// gets is valid during the call.
func (sc *scene) play(ctx context.Context, t *tape.Tape, step time.Duration, show func(at time.Duration, cells []vt.Cell) error) error {
	var before []vt.Cell
	look := func(at time.Duration) error {
		cells := sc.picture()
		if slices.Equal(before, cells) {
			return nil
		}
		before = append(before[:0], cells...)
		return show(at, before)
	}
	var now time.Duration
	for m := range t.Moments() {
		if at := ceil(m.At, step); at > now {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := look(now); err != nil {
				return err
			}
			now = at
		}
		if err := sc.apply(m); err != nil {
			return err
		}
	}
	return look(now)
}

func ceil(t, step time.Duration) time.Duration { return (t + step - 1) / step * step }

func frameStep(fps int) time.Duration { return time.Second / time.Duration(max(1, fps)) }

func share(at, end time.Duration) float64 {
	if end <= 0 {
		return 1
	}
	return float64(at) / float64(end)
}
