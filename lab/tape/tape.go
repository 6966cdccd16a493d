// Package tape has a loaded session: what its consoles showed, and its
// chapters, on one clock. Whoever plays, exports or shows a recording stands
// on it.
//
// It knows recordings. It must not know words for users (texts are there in
// both languages), terminals, the process's streams or the time of day.
package tape

import (
	"io"
	"iter"
	"math"
	"slices"
	"time"

	"socklab/lab/cast"
)

// A Tape is a session that was read whole, as far as it can be read and keeps
// the bounds of package cast. It does not change, and may be used
// concurrently.
type Tape struct {
	Title    cast.Text
	Recorded time.Time // start; zero: not known
	Consoles []Console
	Chapters []Chapter // in order
	Events   []Event   // in order, those of one time by console
	Duration time.Duration
	Idle     time.Duration // the longest pause that the recording itself asks for; 0: it does not
	Damage   []Damage
	// Size is what the recordings take in memory, about, in bytes: what showing
	// them may cost grows with it.
	Size int
	// Calls opens the events of a console's programs; the caller closes them. A
	// console without has an error that is fs.ErrNotExist. Nil: none has any.
	Calls func(console string) (io.ReadCloser, error)
}

// A Console is one of a session's.
type Console struct {
	Name       string
	Title      cast.Text
	Cols, Rows int // at the start
}

// A Chapter is a place in a session with something to say. One that was a
// marker may have no text.
type Chapter struct {
	At         time.Duration
	Text, Note cast.Text
}

// An Event is a change of what a console shows: output, or a new size.
type Event struct {
	cast.Event // its Time is since the session began
	Console    int
}

// Damage says where a recording stops being good.
type Damage struct {
	Console string        // whose it is; "": it costs too much to show the session
	At      time.Duration // of the event that costs too much, or of the marker that is one too many
	Err     *cast.Damage
}

// Of goes through the events of one console.
func (t *Tape) Of(console int) iter.Seq[cast.Event] {
	return func(yield func(cast.Event) bool) {
		for i := range t.Events {
			if e := &t.Events[i]; e.Console == console && !yield(e.Event) {
				return
			}
		}
	}
}

// A Moment is something that happens: a chapter begins, or there is an event.
type Moment struct {
	At      time.Duration
	Event   *Event // nil: a chapter begins
	Chapter int    // which
}

// Moments goes through all that happens, in order: at one time chapters come
// first.
func (t *Tape) Moments() iter.Seq[Moment] {
	return func(yield func(Moment) bool) {
		chapter := 0
		begin := func(until time.Duration) bool {
			for ; chapter < len(t.Chapters) && t.Chapters[chapter].At <= until; chapter++ {
				if !yield(Moment{At: t.Chapters[chapter].At, Chapter: chapter}) {
					return false
				}
			}
			return true
		}
		for i := range t.Events {
			if e := &t.Events[i]; !begin(e.Time) || !yield(Moment{At: e.Time, Event: e}) {
				return
			}
		}
		begin(math.MaxInt64)
	}
}

// Shorten gives the session with each pause, a time in which nothing happens
// in any console, cut to limit; 0 leaves all as they are. A chapter is
// something that happens, and so is the end.
func (t *Tape) Shorten(limit time.Duration) *Tape {
	if limit <= 0 {
		return t
	}
	s := *t
	s.Chapters, s.Events = slices.Clone(t.Chapters), slices.Clone(t.Events)
	var was, is time.Duration
	forward := func(to *time.Duration) {
		is += min(max(0, *to-was), limit)
		was = max(was, *to)
		*to = is
	}
	for m := range s.Moments() {
		if m.Event != nil {
			forward(&m.Event.Time)
		} else {
			forward(&s.Chapters[m.Chapter].At)
		}
	}
	forward(&s.Duration)
	return &s
}

// Text is all that a console showed, with what has scrolled off. It is shown
// from b, whose error ends it.
func (t *Tape) Text(b *cast.Budget, console int) (string, error) {
	screen, err := b.NewScreen(t.Consoles[console].Cols, t.Consoles[console].Rows)
	if err != nil {
		return "", err
	}
	for e := range t.Of(console) {
		if b.Apply(screen, e); b.Err() != nil {
			break
		}
	}
	return screen.Text(), b.Err()
}
