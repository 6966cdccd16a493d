package export

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"socklab/lab/cast"
	"socklab/lab/vt"
)

// A film is all that happens in a session on one time line, its pauses cut to
// a limit.
type film struct {
	shots []shot // in order
	end   time.Duration
}

// A shot is one event of a console, or the begin of a chapter.
type shot struct {
	at      time.Duration // in the film
	was     time.Duration // in the session
	console int           // -1: a chapter
	event   cast.Event
	chapter int
}

func newFilm(s *Source, limit time.Duration) *film {
	f := &film{}
	for i, c := range s.Session.Chapters {
		f.shots = append(f.shots, shot{was: seconds(c.Time), console: -1, chapter: i})
	}
	var last time.Duration
	for i, rec := range s.Casts {
		for _, e := range rec.Events {
			f.shots = append(f.shots, shot{was: e.Time, console: i, event: e})
			last = max(last, e.Time)
		}
	}
	// Stable: what one console shows stays in order.
	slices.SortStableFunc(f.shots, func(a, b shot) int { return cmp.Compare(a.was, b.was) })
	f.cut(limit, max(last, seconds(s.Session.Duration)))
	return f
}

// cut sets the times in the film.
func (f *film) cut(limit, end time.Duration) {
	var was, at time.Duration
	forward := func(to time.Duration) time.Duration {
		pause := max(0, to-was)
		if limit > 0 {
			pause = min(pause, limit)
		}
		was, at = max(was, to), at+pause
		return at
	}
	for i := range f.shots {
		f.shots[i].at = forward(f.shots[i].was)
	}
	f.end = forward(end)
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
	for _, shot := range f.shots {
		if at := ceil(shot.at, step); at > now {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := look(now); err != nil {
				return err
			}
			now = at
		}
		s.apply(shot)
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

// seconds makes a time of what a file says, which may be anything.
func seconds(s float64) time.Duration {
	s = min(max(s, 0), cast.MaxTime.Seconds())
	return time.Duration(math.Round(s*1e6)) * time.Microsecond
}
