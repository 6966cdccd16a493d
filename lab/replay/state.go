package replay

import (
	"sort"
	"time"
)

// State is where a replay stands. It is a value: Tick, Press and Resize give
// another one, and look at nothing but their arguments.
type State struct {
	Show           *Show
	Cols, Rows     int  // of the window
	Tab            int  // the console that is chosen: shown where there is room for one
	Chosen         bool // by a person: its title stands out
	Zoom           bool // it has the whole window
	Back           int  // how many lines the zoomed console is scrolled back
	Playing        bool
	Loop           bool
	PauseOnMarkers bool
	Help           bool
	Quit           bool
	Speed          float64

	at    time.Duration // the moment that is shown
	base  time.Duration // the moment that was shown at since, on the clock
	since time.Time
}

// NewState is a replay that begins to play at that moment of show when the
// clock says now.
func NewState(show *Show, at time.Duration, speed float64, now time.Time) State {
	at = min(max(at, 0), show.Duration)
	return State{Show: show, Playing: true, Speed: speed, at: at, base: at, since: now}
}

// Ended tells whether the end is shown.
func (s State) Ended() bool { return s.at >= s.Show.Duration }

// anchor makes at the moment that is shown at that time.
func (s State) anchor(at time.Duration, now time.Time) State {
	s.at = min(max(at, 0), s.Show.Duration)
	s.base, s.since = s.at, now
	return s
}

// redraw is how far the time line's clock may be behind while nothing else
// happens.
const redraw = 250 * time.Millisecond

// Next is when, on the clock, a Tick is due: at the next event, chapter or
// end, or when the time line moves. ok is false while nothing plays.
func (s State) Next() (when time.Time, ok bool) {
	if !s.Playing {
		return time.Time{}, false
	}
	due := min(s.Show.Duration, s.at+time.Duration(float64(redraw)*s.Speed))
	if i := s.Show.after(s.at); i < len(s.Show.tape.Events) {
		due = min(due, s.Show.tape.Events[i].Time)
	}
	if c := s.chapter() + 1; c < len(s.Show.Chapters) {
		due = min(due, s.Show.Chapters[c].At)
	}
	// Rounded up: a Tick that comes early would show nothing and come again.
	wait := float64(due-s.base) / s.Speed
	return s.since.Add(time.Duration(wait) + 1), true
}

// chapter is the chapter that is shown, -1 before the first.
func (s State) chapter() int {
	all := s.Show.Chapters
	return sort.Search(len(all), func(i int) bool { return all[i].At > s.at }) - 1
}
