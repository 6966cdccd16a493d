package export

import (
	"context"
	"fmt"
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

// A stage is the picture of a session in cells: its consoles side by side,
// each below its title, and below all of them the chapter.
type stage struct {
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

// newStage lays the consoles out. A session of more cells than a picture can
// have gives a *LimitError.
func newStage(ctx context.Context, s *Source, lang string) (*stage, error) {
	st := &stage{budget: s.budget(ctx), maxShown: maxShown + shownPerByte*s.Size}
	again := st.budget.Again()
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
		st.slots = append(st.slots, sl)
	}
	st.place()
	st.addCaptions(s.Chapters, lang)
	if st.Cols*st.Rows > maxCells {
		return nil, &LimitError{Cells, maxCells}
	}
	for i, c := range s.Consoles {
		screen, err := st.budget.NewScreen(c.Cols, c.Rows)
		if err != nil {
			return nil, err
		}
		st.slots[i].screen = screen
	}
	st.frame()
	return st, nil
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
func (st *stage) place() {
	var wide, high [across]int
	column := make([]int, len(st.slots))
	for i := range st.slots {
		sl := &st.slots[i]
		c := 0
		for k := range high {
			if high[k] < high[c] {
				c = k
			}
		}
		if high[c] > 0 {
			high[c]++ // a row between them
		}
		column[i], sl.y = c, high[c]
		high[c] += 1 + sl.rows
		wide[c] = max(wide[c], sl.cols)
		st.Rows = max(st.Rows, high[c])
	}
	for i, c := range column {
		sl := &st.slots[i]
		sl.cols = wide[c]
		if c > 0 {
			sl.x = wide[0] + gap
		}
		st.Cols = max(st.Cols, sl.x+sl.cols)
	}
	st.foot = st.Rows
}

// addCaptions breaks the chapters into lines and makes room for the longest.
func (st *stage) addCaptions(chapters []tape.Chapter, lang string) {
	high := 0
	for i, c := range chapters {
		lines := []string{fmt.Sprintf("%d/%d  %s", i+1, len(chapters), plain(c.Text.In(lang)))}
		if note := plain(c.Note.In(lang)); note != "" {
			lines = append(lines, term.Wrap(note, max(20, st.Cols-2))...)
		}
		high = max(high, len(lines)+1)
		st.captions = append(st.captions, lines)
	}
	st.Rows += high
}

// frame draws what never changes.
func (st *stage) frame() {
	st.Reset(st.Cols, st.Rows)
	for _, sl := range st.slots {
		st.line(sl.x, sl.y, sl.cols, sl.title, headingPen)
	}
	if len(st.slots) > 1 {
		st.Fill(st.slots[1].x-2, 0, 1, st.foot, vt.Cell{Rune: '│', Pen: dividerPen})
	}
}

// line draws a line of text behind a blank, cut after cols cells.
func (st *stage) line(x, y, cols int, text string, pen vt.Pen) {
	st.Fill(x, y, cols, 1, vt.Cell{Pen: pen})
	st.Text(x+1, y, cols-1, vt.Cut(text, cols-1, ""), pen)
}

// apply lets a moment happen. Its error says that the pictures, or what the
// consoles showed, have cost too much.
func (st *stage) apply(m tape.Moment) error {
	if m.Event == nil {
		st.caption = st.captions[m.Chapter]
	} else {
		sl := &st.slots[m.Event.Console]
		st.budget.Apply(sl.screen, m.Event.Event)
		sl.changed = true
	}
	if st.shown > st.maxShown {
		return &LimitError{Shown, st.maxShown}
	}
	return st.budget.Err()
}

// findCost is how many times as long as comparing a cell it takes to find it.
const findCost = 4

// picture gives the cells, row by row, valid until the next call.
func (st *stage) picture() []vt.Cell {
	for i := range st.slots {
		if sl := &st.slots[i]; sl.changed {
			st.screen(sl)
			st.shown += findCost * sl.cols * sl.rows
			sl.changed = false
		}
	}
	if st.caption != nil {
		st.Fill(0, st.foot+1, st.Cols, st.Rows, vt.Cell{})
		for i, line := range st.caption {
			pen := vt.Pen{}
			if i == 0 {
				pen = chapterPen
			}
			st.line(0, st.foot+1+i, st.Cols, line, pen)
		}
		st.caption = nil
	}
	st.shown += len(st.Cells)
	return st.Cells
}

// screen draws a console's screen, its cursor as a cell in reverse.
func (st *stage) screen(sl *slot) {
	cols, rows := sl.screen.Size()
	for y := range sl.rows {
		row := st.Row(sl.y + 1 + y)[sl.x : sl.x+sl.cols]
		clear(row)
		if y < rows {
			copy(row, sl.screen.Row(y).Cells)
		}
		for x := range row {
			row[x].Pen = row[x].Bright()
		}
	}
	if x, y, visible := sl.screen.Cursor(); visible && x < cols && y < sl.rows {
		st.Row(sl.y + 1 + y)[sl.x+x].Attr ^= vt.Reverse
	}
}

// stretch is a part of a row that changes on its own: a console's.
type stretch struct{ y, from, to int }

// stretches gives the parts of all rows, in order.
func (st *stage) stretches() []stretch {
	var all []stretch
	for y := range st.Rows {
		from := 0
		if y < st.foot && len(st.slots) > 1 {
			from = st.slots[1].x
			all = append(all, stretch{y, 0, from})
		}
		all = append(all, stretch{y, from, st.Cols})
	}
	return all
}

// clock writes a time since the start as people do: 1:05.
func clock(t time.Duration) string {
	s := int(t.Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
