package replay

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"time"

	"socklab/lab/cast"
)

// LoadOptions say what to take of a session, and how.
type LoadOptions struct {
	Lang    string        // es or en
	Console string        // only this one; "": all
	Idle    time.Duration // longest time in which nothing happens; 0: as recorded
}

// FromTranscript reads a transcript. Errors are those of its Cast, and the
// cause of ctx's end; a recording that is damaged, or costs more than
// cast.Budget allows, is played up to there.
func FromTranscript(ctx context.Context, t *cast.Transcript, o LoadOptions) (*Show, error) {
	s := &Show{Title: t.Session.Title.In(o.Lang)}
	l := loader{show: s, budget: cast.NewBudget(ctx)}
	for _, info := range t.Session.Consoles {
		if o.Console != "" && info.Name != o.Console {
			continue
		}
		rec, err := t.Cast(l.budget, info.Name)
		if err := l.add(Console{Name: info.Name, Title: info.Title.In(o.Lang)}, rec, err); err != nil {
			return nil, err
		}
	}
	for _, c := range t.Session.Chapters {
		note := ""
		if c.Note != nil {
			note = c.Note.In(o.Lang)
		}
		s.Chapters = append(s.Chapters, Chapter{At: seconds(c.Time), Title: c.Text.In(o.Lang), Note: note})
	}
	if len(s.Chapters) == 0 {
		s.Chapters = l.markers
	}
	s.Duration = max(s.Duration, seconds(t.Session.Duration))
	return l.finish(o.Idle)
}

// FromCast reads an asciicast file; its markers are the chapters. name is for
// its damage, and for its title if it has none. Errors are those of cast.Read,
// and the cause of ctx's end.
func FromCast(ctx context.Context, r io.Reader, name string, o LoadOptions) (*Show, error) {
	budget := cast.NewBudget(ctx)
	rec, err := budget.Read(r)
	if rec == nil {
		return nil, err
	}
	title := cmp.Or(rec.Header.Title, rec.Header.Command, name)
	l := loader{show: &Show{Title: title}, budget: budget}
	if err := l.add(Console{Name: name, Title: title}, rec, err); err != nil {
		return nil, err
	}
	l.show.Chapters = l.markers
	if o.Idle == 0 {
		o.Idle = seconds(rec.Header.IdleTimeLimit)
	}
	return l.finish(o.Idle)
}

func seconds(s float64) time.Duration {
	return time.Duration(s*1e6) * time.Microsecond
}

// loader puts recordings together.
type loader struct {
	show    *Show
	markers []Chapter // of the first console
	budget  *cast.Budget
	crowded bool // there are more markers than are kept
}

// add takes a recording and what reading it said.
func (l *loader) add(c Console, rec *cast.Recording, err error) error {
	var damage *cast.Damage
	if rec == nil || err != nil && !errors.As(err, &damage) {
		return err
	}
	s, n := l.show, len(l.show.Consoles)
	c.Cols, c.Rows = rec.Header.Width, rec.Header.Height
	s.Consoles = append(s.Consoles, c)
	s.events = slices.Grow(s.events, len(rec.Events))
	for _, e := range rec.Events {
		s.Duration = max(s.Duration, e.Time)
		l.event(n, e)
	}
	if damage != nil {
		s.Damage = append(s.Damage, Damage{Console: c.Name, Err: damage})
	}
	return nil
}

func (l *loader) event(console int, e cast.Event) {
	_, _, sized := e.Size()
	switch {
	case e.Code == cast.Marker && console == 0:
		l.marker(e)
	case e.Code == cast.Output && e.Data != "" || sized:
		l.show.events = append(l.show.events, event{e.Time, console, e})
	}
}

// marker makes a chapter of a marker. More than a person can pick from are
// damage.
func (l *loader) marker(e cast.Event) {
	if len(l.markers) < cast.MaxMarkers {
		l.markers = append(l.markers, Chapter{At: e.Time, Title: e.Data})
	} else if !l.crowded {
		l.crowded = true
		l.show.cut(e.Time, &cast.Error{Kind: cast.KindMarkers, Detail: strconv.Itoa(cast.MaxMarkers)})
	}
}

// finish puts all events in order, shortens idle times once for all consoles,
// and prepares for seeking.
func (l *loader) finish(idle time.Duration) (*Show, error) {
	s := l.show
	slices.SortStableFunc(s.events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	slices.SortStableFunc(s.Chapters, func(a, b Chapter) int { return cmp.Compare(a.At, b.At) })
	if idle > 0 {
		s.compress(idle)
	}
	if err := s.index(l.budget.Again()); err != nil {
		return nil, err
	}
	return s, nil
}

// compress shortens each time in which nothing happens in any console to
// limit. A chapter is something that happens.
func (s *Show) compress(limit time.Duration) {
	var last, cut time.Duration
	next := func(at time.Duration) time.Duration {
		if gap := at - last; gap > limit {
			cut += gap - limit
		}
		last = max(last, at)
		return at - cut
	}
	c := 0
	for i := range s.events {
		for ; c < len(s.Chapters) && s.Chapters[c].At <= s.events[i].at; c++ {
			s.Chapters[c].At = next(s.Chapters[c].At)
		}
		s.events[i].at = next(s.events[i].at)
	}
	for ; c < len(s.Chapters); c++ {
		s.Chapters[c].At = next(s.Chapters[c].At)
	}
	s.Duration = next(s.Duration)
}
