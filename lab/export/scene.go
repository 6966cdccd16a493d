package export

import (
	"context"
	"fmt"
	"slices"
	"time"

	"socklab/lab/cast"
	"socklab/lab/tape"
	"socklab/lab/term"
	"socklab/lab/vt"
)

const (
	gap    = 3 // columns between two consoles
	across = 2 // consoles side by side
)

// The pens of what is not a console, in colours of the xterm palette that both
// themes share.
var (
	headingPen = vt.Pen{FG: vt.Palette(231), BG: vt.Palette(24), Attr: vt.Bold}
	chapterPen = vt.Pen{Attr: vt.Bold}
	dividerPen = vt.Pen{FG: vt.Palette(244)}
)

// A scene is the picture of a session in cells: its consoles side by side,
// each below its title, and below all of them the chapter.
type scene struct {
	vt.Canvas
	slots    []slot
	foot     int        // the row where the chapter begins
	captions [][]string // of each chapter, the first line its text
	caption  []string   // that is to be drawn; nil: none
	budget   *cast.Budget
	shown    int // cells that were, in all pictures
	maxShown int
}

// A slot is the place of a console.
type slot struct {
	x, y       int // of its title; the screen begins in the next row
	cols, rows int // the most that the console has
	title      string
	screen     *vt.Screen
	changed    bool
}

// newScene lays the consoles out. A session of more cells than a picture can
// have gives a *LimitError.
func newScene(ctx context.Context, s *Source, lang string) (*scene, error) {
	sc := &scene{budget: s.budget(ctx), maxShown: maxShown + shownPerByte*s.Size}
	again := sc.budget.Again()
	for i, c := range s.Consoles {
		sl := slot{changed: true, title: plain(c.Title.In(lang))}
		sl.cols, sl.rows = extent(s, i)
		if len(s.Consoles) > across { // or most of the picture would be empty
			_, _, rows, err := used(again, s, i)
			if err != nil {
				return nil, err
			}
			sl.rows = min(rows, sl.rows)
		}
		sc.slots = append(sc.slots, sl)
	}
	sc.place()
	sc.addCaptions(s.Chapters, lang)
	if sc.Cols*sc.Rows > maxCells {
		return nil, &LimitError{Cells, maxCells}
	}
	for i, c := range s.Consoles {
		screen, err := sc.budget.NewScreen(c.Cols, c.Rows)
		if err != nil {
			return nil, err
		}
		sc.slots[i].screen = screen
	}
	sc.frame()
	return sc, nil
}

// extent is the largest size that a console has had.
func extent(s *Source, console int) (cols, rows int) {
	cols, rows = s.Consoles[console].Cols, s.Consoles[console].Rows
	for e := range s.Of(console) {
		if c, r, ok := e.Size(); ok {
			cols, rows = max(cols, c), max(rows, r)
		}
	}
	return cols, rows
}

// place gives each slot its place: below those of the column that is the
// shortest so far. All in a column are as wide as the widest.
func (sc *scene) place() {
	var wide, high [across]int
	column := make([]int, len(sc.slots))
	for i := range sc.slots {
		sl := &sc.slots[i]
		c := slices.Index(high[:], slices.Min(high[:]))
		if high[c] > 0 {
			high[c]++ // a row between them
		}
		column[i], sl.y = c, high[c]
		high[c] += 1 + sl.rows
		wide[c] = max(wide[c], sl.cols)
		sc.Rows = max(sc.Rows, high[c])
	}
	for i, c := range column {
		sl := &sc.slots[i]
		sl.cols = wide[c]
		if c > 0 {
			sl.x = wide[0] + gap
		}
		sc.Cols = max(sc.Cols, sl.x+sl.cols)
	}
	sc.foot = sc.Rows
}

// addCaptions breaks the chapters into lines and makes room for the longest.
func (sc *scene) addCaptions(chapters []tape.Chapter, lang string) {
	high := 0
	for i, c := range chapters {
		lines := []string{fmt.Sprintf("%d/%d  %s", i+1, len(chapters), plain(c.Text.In(lang)))}
		if note := plain(c.Note.In(lang)); note != "" {
			lines = append(lines, term.Wrap(note, max(20, sc.Cols-2))...)
		}
		high = max(high, len(lines)+1)
		sc.captions = append(sc.captions, lines)
	}
	sc.Rows += high
}

// frame draws what never changes.
func (sc *scene) frame() {
	sc.Reset(sc.Cols, sc.Rows)
	for _, sl := range sc.slots {
		sc.line(sl.x, sl.y, sl.cols, sl.title, headingPen)
	}
	if len(sc.slots) > 1 {
		sc.Fill(sc.slots[1].x-2, 0, 1, sc.foot, vt.Cell{Rune: '│', Pen: dividerPen})
	}
}

// line draws a line of text behind a blank, cut after cols cells.
func (sc *scene) line(x, y, cols int, text string, pen vt.Pen) {
	sc.Fill(x, y, cols, 1, vt.Cell{Pen: pen})
	sc.Text(x+1, y, cols-1, vt.Cut(text, cols-1, ""), pen)
}

// apply lets a moment happen. Its error says that the pictures, or what the
// consoles showed, have cost too much.
func (sc *scene) apply(m tape.Moment) error {
	if m.Event == nil {
		sc.caption = sc.captions[m.Chapter]
	} else {
		sl := &sc.slots[m.Event.Console]
		sc.budget.Apply(sl.screen, m.Event.Event)
		sl.changed = true
	}
	if sc.shown > sc.maxShown {
		return &LimitError{Shown, sc.maxShown}
	}
	return sc.budget.Err()
}

// findCost is how many times as long as comparing a cell it takes to find it.
const findCost = 4

// picture gives the cells, row by row, valid until the next call.
func (sc *scene) picture() []vt.Cell {
	for i := range sc.slots {
		if sl := &sc.slots[i]; sl.changed {
			sc.screen(sl)
			sc.shown += findCost * sl.cols * sl.rows
			sl.changed = false
		}
	}
	if sc.caption != nil {
		sc.Fill(0, sc.foot+1, sc.Cols, sc.Rows, vt.Cell{})
		for i, line := range sc.caption {
			pen := vt.Pen{}
			if i == 0 {
				pen = chapterPen
			}
			sc.line(0, sc.foot+1+i, sc.Cols, line, pen)
		}
		sc.caption = nil
	}
	sc.shown += len(sc.Cells)
	return sc.Cells
}

// screen draws a console's screen, its cursor as a cell in reverse.
func (sc *scene) screen(sl *slot) {
	cols, rows := sl.screen.Size()
	for y := range sl.rows {
		row := sc.Row(sl.y + 1 + y)[sl.x : sl.x+sl.cols]
		clear(row)
		if y < rows {
			copy(row, sl.screen.Row(y).Cells)
		}
		for x := range row {
			row[x].Pen = row[x].Bright()
		}
	}
	if x, y, visible := sl.screen.Cursor(); visible && x < cols && y < sl.rows {
		sc.Row(sl.y + 1 + y)[sl.x+x].Attr ^= vt.Reverse
	}
}

// clock writes a time since the start as people do: 1:05.
func clock(t time.Duration) string {
	s := int(t.Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
