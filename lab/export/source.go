package export

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"socklab/lab/cast"
	"socklab/lab/event"
	"socklab/lab/tape"
	"socklab/lab/term"
)

// A Source is a session to be exported.
type Source struct{ *tape.Tape }

// Of makes a source of a session. Markers that say nothing are no chapters in
// a file.
func Of(t *tape.Tape) *Source {
	s := *t
	s.Chapters = slices.DeleteFunc(slices.Clone(t.Chapters), func(c tape.Chapter) bool {
		return c.Text == cast.Text{} && c.Note == cast.Text{}
	})
	return &Source{&s}
}

// ErrNoEvents tells that there are no calls to draw.
var ErrNoEvents = errors.New("no events")

// heading is the title of a console; "" where it is that of the session.
func (s *Source) heading(console int, lang string) string {
	title := plain(s.Consoles[console].Title.In(lang))
	if len(s.Consoles) == 1 && title == plain(s.Title.In(lang)) {
		return ""
	}
	return title
}

// budget is what showing the session once may cost.
func (s *Source) budget(ctx context.Context) *cast.Budget { return cast.NewBudgetFor(ctx, s.Size) }

// calls reads the events of each console; a console without has none. A line
// that is damaged ends its console's, and cut, if any, is told.
func (s *Source) calls(ctx context.Context, cut func(console string, line int)) ([][]event.Line, error) {
	if s.Calls == nil {
		return nil, ErrNoEvents
	}
	all := make([][]event.Line, len(s.Consoles))
	room, left := io.LimitedReader{N: maxCallBytes + 1}, maxCalls
	for i, c := range s.Consoles {
		r, err := s.Calls(c.Name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		room.R = &untilEnd{ctx, r}
		lines, err := event.Decode(&room, left+1) // what came before the damage is good
		r.Close()
		left -= len(lines)
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case room.N <= 0:
			return nil, &LimitError{CallBytes, maxCallBytes}
		case left < 0:
			return nil, &LimitError{Calls, maxCalls}
		}
		if err != nil && cut != nil {
			cut(c.Name, len(lines)+1)
		}
		all[i] = lines
	}
	if left == maxCalls {
		return nil, ErrNoEvents
	}
	return all, nil
}

// untilEnd is a reader that a context ends.
type untilEnd struct {
	ctx context.Context
	r   io.Reader
}

func (u *untilEnd) Read(p []byte) (int, error) {
	if u.ctx.Err() != nil {
		return 0, context.Cause(u.ctx)
	}
	return u.r.Read(p)
}

// plain is text on one line, for a title: what comes from a file may hold
// anything.
func plain(text string) string {
	return term.Visible(strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)))
}

// visibleCalls makes all texts of the calls visible, each on one line.
func visibleCalls(lines []event.Line) {
	for i := range lines {
		l := &lines[i]
		l.Call = event.Call(term.Visible(string(l.Call)))
		for _, text := range []*string{&l.Who, &l.Err, &l.Local, &l.Peer} {
			*text = term.Visible(*text)
		}
		for k, arg := range l.Args {
			l.Args[k] = term.Visible(arg)
		}
	}
}
