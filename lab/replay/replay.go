// Package replay plays recorded sessions on a terminal, and shows live ones in
// the same panes. State and Update say what each key and the passing of time
// do, and nothing else; a scene draws what is to be seen.
//
// It may know words. It must not know the time of day (a clock is given), the
// process's streams, nor how sessions are recorded.
package replay

import (
	"time"

	"socklab/lab/cast"
)

// A Console is one pane.
type Console struct {
	Name, Title string
	Cols, Rows  int // at the start
}

// A Chapter is a place in a session with something to say.
type Chapter struct {
	At          time.Duration
	Title, Note string
}

// A Show is a session to play. It does not change, and is for one goroutine.
type Show struct {
	Title    string
	Consoles []Console
	Chapters []Chapter // in order
	Duration time.Duration
	Damage   []Damage

	events []event // of all consoles, in order
	frames []frame // at least one
	used   []extent
	last   *past // that somebody has scrolled to
}

// Damage says where the recording of a console stops being readable. With no
// console it says up to when the session is shown: the rest passes a bound.
type Damage struct {
	Console string
	Err     *cast.Damage
	At      time.Duration
}

// cut notes that the session is shown up to there only.
func (s *Show) cut(at time.Duration, why error) {
	s.Damage = append(s.Damage, Damage{At: at, Err: &cast.Damage{Err: why}})
}

// event is what one console showed at one time.
type event struct {
	at      time.Duration
	console int
	what    cast.Event
}

// extent is how much of a console a session uses.
type extent struct{ cols, rows int }
