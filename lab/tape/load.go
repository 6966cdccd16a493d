package tape

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"socklab/lab/cast"
)

// Load reads a transcript; console: that one only, "": all. A recording that
// is damaged, or passes a bound, is there up to that. Errors are those of
// Transcript.Cast, and the cause of ctx's end.
func Load(ctx context.Context, t *cast.Transcript, console string) (*Tape, error) {
	s := t.Session
	l := loader{tape: &Tape{
		Title: s.Title, Recorded: s.Recorded, Duration: cast.Seconds(s.Duration), Calls: t.Events,
	}}
	for _, c := range s.Chapters {
		l.chapter(c)
	}
	l.marked = len(s.Chapters) == 0
	budget := cast.NewBudget(ctx)
	for _, c := range s.Consoles {
		if console != "" && c.Name != console {
			continue
		}
		rec, err := t.Cast(budget, c.Name)
		if err := l.add(Console{Name: c.Name, Title: c.Title}, rec, err); err != nil {
			return nil, err
		}
	}
	return l.done(), nil
}

// Read reads one asciicast file as a session. name is the console's, and its
// title and the session's where the file has neither title nor command. It
// blocks as r does. Errors are those of cast.Read, and the cause of ctx's end;
// damage is as in Load.
func Read(ctx context.Context, r io.Reader, name string) (*Tape, error) {
	rec, err := cast.NewBudget(ctx).Read(r)
	if rec == nil {
		return nil, err
	}
	title := cast.Text{EN: cmp.Or(rec.Header.Title, rec.Header.Command, name)}
	l := loader{tape: &Tape{Title: title, Idle: cast.Seconds(rec.Header.IdleTimeLimit)}, marked: true}
	if err := l.add(Console{Name: name, Title: title}, rec, err); err != nil {
		return nil, err
	}
	return l.done(), nil
}

// A loader puts recordings together.
type loader struct {
	tape   *Tape
	marked bool // the markers of the first console are the chapters
}

func (l *loader) chapter(c cast.Chapter) {
	chapter := Chapter{At: cast.Seconds(c.Time), Text: c.Text}
	if c.Note != nil {
		chapter.Note = *c.Note
	}
	l.tape.Chapters = append(l.tape.Chapters, chapter)
}

// eachEvent is the length of the shortest event in a file, in bytes.
const eachEvent = 12

// add takes a recording and what reading it said.
func (l *loader) add(c Console, rec *cast.Recording, err error) error {
	var damage *cast.Damage
	if rec == nil || err != nil && !errors.As(err, &damage) {
		return err
	}
	t, n := l.tape, len(l.tape.Consoles)
	c.Cols, c.Rows = rec.Header.Width, rec.Header.Height
	t.Consoles = append(t.Consoles, c)
	t.Events = slices.Grow(t.Events, len(rec.Events))
	for i, e := range rec.Events {
		t.Size += eachEvent + len(e.Data)
		t.Duration = max(t.Duration, e.Time)
		_, _, sized := e.Size()
		switch {
		case e.Code == cast.Marker && n == 0 && l.marked:
			l.marker(i, e)
		case e.Code == cast.Output && e.Data != "" || sized:
			t.Events = append(t.Events, Event{e, n})
		}
	}
	if damage != nil {
		t.Damage = append(t.Damage, Damage{Console: c.Name, Err: damage})
	}
	return nil
}

// marker makes a chapter of a marker. More than a person can pick from are
// damage, once.
func (l *loader) marker(i int, e cast.Event) {
	t := l.tape
	if len(t.Chapters) < cast.MaxMarkers {
		t.Chapters = append(t.Chapters, Chapter{At: e.Time, Text: cast.Text{EN: e.Data}})
		return
	}
	l.marked = false
	over := &cast.Damage{Line: i + 2, Err: cast.TooMany(cast.KindMarkers, cast.MaxMarkers)}
	t.Damage = append(t.Damage, Damage{t.Consoles[0].Name, e.Time, over})
}

// done puts all in order.
func (l *loader) done() *Tape {
	t := l.tape
	byTime := func(a, b Event) int { return cmp.Compare(a.Time, b.Time) }
	if !slices.IsSortedFunc(t.Events, byTime) {
		slices.SortStableFunc(t.Events, byTime) // what one console shows stays in order
	}
	slices.SortStableFunc(t.Chapters, func(a, b Chapter) int { return cmp.Compare(a.At, b.At) })
	return t
}
