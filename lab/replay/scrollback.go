package replay

import (
	"time"

	"socklab/lab/cast"
)

// A scrollback is the lines that had scrolled off a console before the event at
// next. Clones do not keep them, and only a person who scrolls wants them.
type scrollback struct {
	console, next int
	above         []string
	rows          int // of the screen, down to the cursor
}

// scrollback plays a console from its beginning: the last one asked for is
// kept.
func (s *Show) scrollback(console int, at time.Duration) scrollback {
	next := s.after(at)
	if s.scrolled != nil && s.scrolled.console == console && s.scrolled.next == next {
		return *s.scrolled
	}
	p := scrollback{console: console, next: next}
	c := s.Consoles[console]
	screen, err := cast.NewScreen(c.Cols, c.Rows)
	if err != nil {
		return p // NewShow has refused such a session
	}
	for _, e := range s.tape.Events[:next] {
		if e.Console == console {
			cast.Apply(screen, e.Event)
		}
	}
	_, y, _ := screen.Cursor()
	p.above, p.rows = screen.Scrolled(), y+1
	s.scrolled = &p
	return p
}

// hidden is how many lines of a console are above the last rows that a window
// of so many rows shows.
func (s *Show) hidden(console int, at time.Duration, rows int) int {
	p := s.scrollback(console, at)
	return max(0, len(p.above)+p.rows-rows)
}

// active is the console that showed something last before the event at next.
func (s *Show) active(next int) int {
	if next > 0 {
		return s.tape.Events[next-1].Console
	}
	return 0
}
