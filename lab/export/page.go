package export

import (
	"context"
	"strings"
	"time"

	"socklab/lab/cast"
	"socklab/lab/i18n"
	"socklab/lab/tape"
	"socklab/lab/term"
	"socklab/lab/vt"
)

// A webPage is the session as the page's script reads it.
type webPage struct {
	Lang     string               `json:"lang"`
	Title    cast.Text            `json:"title"`
	Duration float64              `json:"duration"`
	Cols     int                  `json:"cols"` // that are shown of each console
	Chapters []pageChapter        `json:"chapters"`
	Consoles []pageConsole        `json:"consoles"`
	Words    map[string]i18n.Page `json:"words"`
}

type pageChapter struct {
	Time float64   `json:"time"`
	Text cast.Text `json:"text"`
	Note cast.Text `json:"note"`
}

type pageConsole struct {
	Title  cast.Text `json:"title"`
	Cols   int       `json:"cols"`
	Rows   int       `json:"rows"`
	Shown  int       `json:"shown"`  // of the rows: the rest is never used
	Events [][3]any  `json:"events"` // of asciicast: time, code, data
	Text   string    `json:"text"`
}

func newWebPage(ctx context.Context, s *Source, o *Options) (*webPage, error) {
	t, budget := s.Shorten(o.IdleLimit), s.budget(ctx)
	if s.Size > maxPageData {
		return nil, &LimitError{PageBytes, maxPageData}
	}
	p := &webPage{
		Lang:     o.Words.Lang,
		Title:    bothPlain(s.Title),
		Duration: pageTime(t.Duration),
		Chapters: []pageChapter{},
		Words:    map[string]i18n.Page{"es": i18n.In("es").Page, "en": i18n.In("en").Page},
	}
	for i, c := range s.Consoles {
		text, cols, rows, err := used(budget, s, i)
		if err != nil {
			return nil, err
		}
		p.Cols = max(p.Cols, cols)
		p.Consoles = append(p.Consoles, pageConsole{
			Title: cast.Text{ES: s.heading(i, "es"), EN: s.heading(i, "en")},
			Cols:  c.Cols, Rows: c.Rows, Shown: rows, Text: text,
			Events: [][3]any{{0, "o", ""}}, // a player refuses a recording without events
		})
	}
	p.fill(t)
	return p, nil
}

// fill puts each moment where it belongs. All consoles get the same markers and
// end at the same time.
func (p *webPage) fill(t *tape.Tape) {
	add := func(console int, at time.Duration, code byte, data string) {
		c := &p.Consoles[console]
		c.Events = append(c.Events, [3]any{pageTime(at), string(code), data})
	}
	for m := range t.Moments() {
		if e := m.Event; e != nil {
			add(e.Console, m.At, e.Code, e.Data)
			continue
		}
		c := t.Chapters[m.Chapter]
		chapter := pageChapter{Time: pageTime(m.At), Text: bothPlain(c.Text), Note: bothPlain(c.Note)}
		p.Chapters = append(p.Chapters, chapter)
		for i := range p.Consoles {
			add(i, m.At, cast.Marker, chapter.Text.In(p.Lang))
		}
	}
	for i := range p.Consoles {
		add(i, t.Duration, cast.Output, "")
	}
}

// pageTime is whole milliseconds, as seconds: what happens in the first shows
// at 0.
func pageTime(t time.Duration) float64 { return float64(t.Milliseconds()) / 1000 }

// bothPlain has both languages, one for the other where one lacks.
func bothPlain(t cast.Text) cast.Text {
	return cast.Text{ES: plain(t.In("es")), EN: plain(t.In("en"))}
}

// The least of a console that the page shows.
const (
	leastCols = 40
	leastRows = 8
)

// lookEvery is how often used looks at the screen, and maxLooked how many
// cells it looks at: for a long recording more rarely.
const (
	lookEvery = 20 * time.Millisecond
	maxLooked = 1 << 25
)

// used gives all that a console showed, and how many columns and rows of it
// were ever used: the page leaves out the rest, and letters get larger.
func used(b *cast.Budget, s *Source, console int) (text string, cols, rows int, err error) {
	width, height := s.Consoles[console].Cols, s.Consoles[console].Rows
	screen, err := b.NewScreen(width, height)
	if err != nil {
		return "", 0, 0, err
	}
	cols, rows = min(leastCols, width), min(leastRows, height)
	measure := func(lines []string) {
		for y, line := range lines {
			if line != "" {
				cols, rows = max(cols, vt.TextWidth(line)+1), max(rows, y+1)
			}
		}
	}
	var looked time.Duration
	every := max(lookEvery, s.Duration/time.Duration(max(1, maxLooked/(width*height))))
	for e := range s.Of(console) {
		if err := b.Err(); err != nil {
			return "", 0, 0, err
		}
		if e.Time >= looked+every {
			measure(screen.Lines())
			looked = e.Time
		}
		if w, h, ok := e.Size(); ok {
			cols, rows = width, height // it is no longer clear what counts
			width, height = max(width, w), max(height, h)
		}
		b.Apply(screen, e)
	}
	text = term.VisibleLines(screen.Text())
	measure(strings.Split(text, "\n"))
	return text, min(cols, width), min(rows+1, height), b.Err()
}
