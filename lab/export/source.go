package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"time"
	"unicode"

	"socklab/lab/cast"
	"socklab/lab/event"
	"socklab/lab/term"
)

// A Source is a session to be exported.
type Source struct {
	Session cast.Session
	Casts   []*cast.Recording // of the session's consoles, in their order
	events  func(console string) (io.ReadCloser, error)
	size    int // of the recordings, as weight counts it; 0: not known yet
}

// A Damage tells where a file of the session stops being readable.
type Damage struct {
	Console string
	Err     error // a *cast.Damage
}

// ErrNoEvents tells that there are no calls to draw.
var ErrNoEvents = errors.New("no events")

// FromTranscript reads the recordings of t. A damaged recording counts up to
// its damage; one that cannot be read at all is an error of package cast. The
// end of ctx gives its cause.
func FromTranscript(ctx context.Context, t *cast.Transcript) (*Source, []Damage, error) {
	s := &Source{Session: t.Session, events: t.Events}
	var damages []Damage
	budget := cast.NewBudget(ctx)
	for _, c := range t.Session.Consoles {
		rec, err := t.Cast(budget, c.Name)
		var d *cast.Damage
		if errors.As(err, &d) {
			damages = append(damages, Damage{c.Name, d})
		} else if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", c.Name, err)
		}
		if s.size += weight(rec); s.size > MaxBytes {
			return nil, nil, &LimitError{Bytes, MaxBytes}
		}
		s.Casts = append(s.Casts, rec)
	}
	return s, damages, nil
}

// FromCast reads one recording that stands for a whole session, its markers
// for chapters; name is its title where it has none.
func FromCast(ctx context.Context, name string, r io.Reader) (*Source, []Damage, error) {
	limit := &io.LimitedReader{R: r, N: MaxBytes + 1}
	rec, err := cast.NewBudget(ctx).Read(limit)
	if limit.N <= 0 {
		return nil, nil, &LimitError{Bytes, MaxBytes}
	}
	var damages []Damage
	var d *cast.Damage
	if errors.As(err, &d) {
		damages = []Damage{{name, d}}
	} else if err != nil {
		return nil, nil, err
	}
	title := rec.Header.Title
	if title == "" {
		title = name
	}
	chapters, crowded := markers(rec)
	if crowded != nil {
		damages = append(damages, Damage{name, crowded})
	}
	s := &Source{Casts: []*cast.Recording{rec}, events: noEvents, size: weight(rec)}
	s.Session = cast.Session{
		Title:    cast.Text{EN: title},
		Consoles: []cast.ConsoleInfo{{Name: "console", Title: cast.Text{EN: title}, Cols: rec.Header.Width, Rows: rec.Header.Height}},
		Chapters: chapters,
	}
	return s, damages, nil
}

// Duration is how long the session lasts.
func (s *Source) Duration() time.Duration { return newFilm(s, 0).end }

// heading is the title of a console; "" where it is that of the session.
func (s *Source) heading(console int, lang string) string {
	title := plain(s.Session.Consoles[console].Title.In(lang))
	if len(s.Casts) == 1 && title == plain(s.Session.Title.In(lang)) {
		return ""
	}
	return title
}

func noEvents(string) (io.ReadCloser, error) { return nil, fs.ErrNotExist }

// markers are the chapters of a recording; more than a session may have are
// damage.
func markers(rec *cast.Recording) ([]cast.Chapter, error) {
	var all []cast.Chapter
	for i, e := range rec.Events {
		if e.Code == cast.Marker && e.Data != "" {
			if len(all) == cast.MaxMarkers {
				return all, &cast.Damage{Line: i + 2, Err: &cast.Error{Kind: cast.KindMarkers, Detail: strconv.Itoa(cast.MaxMarkers)}}
			}
			all = append(all, cast.Chapter{Time: e.Time.Seconds(), Text: cast.Text{EN: e.Data}})
		}
	}
	return all, nil
}

// bytes is how large the recordings are.
func (s *Source) bytes() int {
	if s.size == 0 {
		for _, rec := range s.Casts {
			s.size += weight(rec)
		}
	}
	return s.size
}

// budget is what showing the session once may cost.
func (s *Source) budget(ctx context.Context) *cast.Budget { return cast.NewBudgetFor(ctx, s.bytes()) }

// weight is what a recording takes in memory, about.
func weight(rec *cast.Recording) int {
	const each = 12 // bytes of the shortest event in a file
	n := 0
	for _, e := range rec.Events {
		n += each + len(e.Data)
	}
	return n
}

// calls reads the events of each console; a console without has none. A line
// that is damaged ends its console's, and cut, if any, is told.
func (s *Source) calls(ctx context.Context, cut func(console string, line int)) ([][]event.Line, error) {
	all, found := make([][]event.Line, len(s.Session.Consoles)), false
	room, left := int64(MaxBytes+1), maxCalls
	for i, c := range s.Session.Consoles {
		r, err := s.events(c.Name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		limit := &io.LimitedReader{R: &untilEnd{ctx, r}, N: room}
		lines, err := event.DecodeUpTo(limit, left+1) // what came before the damage is good
		r.Close()
		room = limit.N
		left -= len(lines)
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case room <= 0:
			return nil, &LimitError{Bytes, MaxBytes}
		case left < 0:
			return nil, &LimitError{Calls, maxCalls}
		}
		if err != nil && cut != nil {
			cut(c.Name, len(lines)+1)
		}
		all[i], found = lines, found || len(lines) > 0
	}
	if !found {
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
