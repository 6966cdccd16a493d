// Package replay plays recorded sessions on a terminal, and shows live ones in
// the same panes. A State says what each key and the passing of time do, and
// nothing else; a scene draws what is to be seen.
//
// It may know words. It must not know the time of day (a clock is given), the
// process's streams, nor how sessions are recorded.
package replay

import (
	"context"
	"slices"
	"time"

	"socklab/lab/cast"
	"socklab/lab/tape"
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
	Damage   []tape.Damage

	tape     *tape.Tape // as far as it is shown
	frames   []frame    // at least one
	used     []extent
	scrolled *scrollback // the last that somebody has scrolled to
}

// NewShow prepares a session for playing, its texts in lang (es or en). What
// costs more to show than cast.Budget allows is cut off, and is damage. Errors
// are those of Budget.NewScreen, and the cause of ctx's end.
func NewShow(ctx context.Context, t *tape.Tape, lang string) (*Show, error) {
	s := &Show{Title: clean(t.Title.In(lang)), Duration: t.Duration, Damage: slices.Clone(t.Damage), tape: t}
	for _, c := range t.Consoles {
		s.Consoles = append(s.Consoles, Console{c.Name, clean(c.Title.In(lang)), c.Cols, c.Rows})
	}
	for _, c := range t.Chapters {
		s.Chapters = append(s.Chapters, Chapter{c.At, clean(c.Text.In(lang)), clean(c.Note.In(lang))})
	}
	if err := s.index(cast.NewBudgetFor(ctx, t.Size)); err != nil {
		return nil, err
	}
	return s, nil
}

// cut leaves the session without the events from that one on.
func (s *Show) cut(event int, why error) {
	s.Damage = append(s.Damage, tape.Damage{At: s.tape.Events[event].Time, Err: &cast.Damage{Err: why}})
	shown := *s.tape
	shown.Events = shown.Events[:event]
	s.tape = &shown
}

// extent is how much of a console a session uses.
type extent struct{ cols, rows int }
