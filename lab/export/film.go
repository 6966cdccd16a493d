package export

import (
	"context"
	"slices"
	"time"

	"socklab/lab/tape"
	"socklab/lab/vt"
)

// A film is all that happens in a session on one time line, its pauses cut to
// a limit.
type film struct {
	tape *tape.Tape
	end  time.Duration
}

func newFilm(s *Source, limit time.Duration) *film {
	t := s.Shorten(limit)
	return &film{t, t.Duration}
}

// play calls show with each picture and the time from which it stands. A step
// above 0 lets pictures begin at its multiples only. What show gets is valid
// during the call.
func (f *film) play(ctx context.Context, s *stage, step time.Duration, show func(at time.Duration, cells []vt.Cell) error) error {
	var before []vt.Cell
	look := func(at time.Duration) error {
		cells := s.picture()
		if slices.Equal(before, cells) {
			return nil
		}
		before = append(before[:0], cells...)
		return show(at, before)
	}
	var now time.Duration
	for m := range f.tape.Moments() {
		if at := ceil(m.At, step); at > now {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := look(now); err != nil {
				return err
			}
			now = at
		}
		s.apply(m)
		if err := s.within(); err != nil {
			return err
		}
	}
	return look(now)
}

func ceil(t, step time.Duration) time.Duration {
	if step <= 0 {
		return t
	}
	return (t + step - 1) / step * step
}
