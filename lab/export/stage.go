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

// The looks of what is not a console, in colours of the xterm palette that
// both themes share.
var (
	blank   = vt.Cell{}
	heading = vt.Cell{Pen: vt.Pen{FG: vt.Palette(231), BG: vt.Palette(24), Attr: vt.Bold}}
	strong  = vt.Cell{Pen: vt.Pen{Attr: vt.Bold}}
	faint   = vt.Cell{Rune: '│', Pen: vt.Pen{FG: vt.Palette(244)}}
)

// A stage is the picture of a session in cells: its consoles side by side,
// each below its title, and below all of them the chapter.
type stage struct {
	cols, rows int
	slots      []slot
	captions   [][]string // of each chapter, the first line its text
	foot       int        // the row where the chapter begins
	chapter    int        // that is shown; -1: none yet
	cells      []vt.Cell
	budget     *cast.Budget
	shown      int // cells that were, in all pictures
	maxShown   int
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
	st := &stage{chapter: -1, budget: s.budget(ctx), maxShown: maxShown + shownPerByte*s.Size}
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
	if st.cols*st.rows > maxCells {
		return nil, &LimitError{Cells, maxCells}
	}
	for i, c := range s.Consoles {
		screen, err := st.budget.NewScreen(c.Cols, c.Rows)
		if err != nil {
			return nil, err
		}
		st.slots[i].screen = screen
	}
	st.caption(s.Chapters, lang)
	if st.cols*st.rows > maxCells {
		return nil, &LimitError{Cells, maxCells}
	}
	st.cells = make([]vt.Cell, st.cols*st.rows)
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
		st.rows = max(st.rows, high[c])
	}
	for i, c := range column {
		sl := &st.slots[i]
		sl.cols = wide[c]
		if c > 0 {
			sl.x = wide[0] + gap
		}
		st.cols = max(st.cols, sl.x+sl.cols)
	}
	st.foot = st.rows
}

// caption breaks the chapters into lines and makes room for the longest.
func (st *stage) caption(chapters []tape.Chapter, lang string) {
	high := 0
	for i, c := range chapters {
		lines := []string{fmt.Sprintf("%d/%d  %s", i+1, len(chapters), plain(c.Text.In(lang)))}
		if note := plain(c.Note.In(lang)); note != "" {
			lines = append(lines, term.Wrap(note, max(20, st.cols-2))...)
		}
		high = max(high, len(lines))
		st.captions = append(st.captions, lines)
	}
	if high > 0 {
		st.rows += high + 1
	}
}

// frame draws what never changes.
func (st *stage) frame() {
	for i := range st.cells {
		st.cells[i] = blank
	}
	for _, sl := range st.slots {
		st.put(sl.x, sl.y, sl.cols, " "+sl.title, heading)
	}
	if len(st.slots) > 1 {
		for y := range st.foot {
			st.cells[y*st.cols+st.slots[1].x-2] = faint
		}
	}
}

// put writes text into width cells of a row, in the looks of like.
func (st *stage) put(x, y, width int, text string, like vt.Cell) {
	row := st.cells[y*st.cols+x : y*st.cols+min(x+width, st.cols)]
	like.Rune = 0
	for i := range row {
		row[i] = like
	}
	for _, r := range text {
		w := vt.Width(r)
		if w == 0 {
			continue
		}
		if w > len(row) {
			return
		}
		if r != ' ' {
			row[0].Rune = r
		}
		if w == 2 {
			row[1].Rune = vt.Tail
		}
		row = row[w:]
	}
}

// apply lets a moment happen.
func (st *stage) apply(m tape.Moment) {
	if m.Event == nil {
		st.chapter = m.Chapter
		return
	}
	sl := &st.slots[m.Event.Console]
	st.budget.Apply(sl.screen, m.Event.Event)
	sl.changed = true
}

// picture gives the cells, row by row, valid until the next call.
func (st *stage) picture() []vt.Cell {
	for i := range st.slots {
		if sl := &st.slots[i]; sl.changed {
			st.show(sl)
			st.shown += lookCost * sl.cols * sl.rows
			sl.changed = false
		}
	}
	if st.chapter >= 0 {
		for i := range st.rows - st.foot - 1 {
			line, like := "", blank
			if i == 0 {
				like = strong
			}
			if lines := st.captions[st.chapter]; i < len(lines) {
				line = lines[i]
			}
			st.put(0, st.foot+1+i, st.cols, " "+line, like)
		}
	}
	st.shown += len(st.cells)
	return st.cells
}

// lookCost is how many times as long as comparing a cell it takes to find it.
const lookCost = 4

// within tells whether the pictures cost too much.
func (st *stage) within() error {
	if st.shown > st.maxShown {
		return &LimitError{Shown, st.maxShown}
	}
	return st.budget.Err()
}

// show copies a console's screen, its cursor as a cell in reverse.
func (st *stage) show(sl *slot) {
	cols, rows := sl.screen.Size()
	for y := range sl.rows {
		for x := range sl.cols {
			c := blank
			if x < cols && y < rows {
				c = sl.screen.Cell(x, y)
				c.Pen = c.Bright()
			}
			st.cells[(sl.y+1+y)*st.cols+sl.x+x] = c
		}
	}
	if x, y, visible := sl.screen.Cursor(); visible && x < cols && y < rows {
		c := &st.cells[(sl.y+1+y)*st.cols+sl.x+x]
		c.Attr ^= vt.Reverse
	}
}

// stretch is a part of a row that changes on its own: a console's.
type stretch struct{ y, from, to int }

// stretches gives the parts of all rows, in order.
func (st *stage) stretches() []stretch {
	var all []stretch
	for y := range st.rows {
		from := 0
		if y < st.foot && len(st.slots) > 1 {
			from = st.slots[1].x
			all = append(all, stretch{y, 0, from})
		}
		all = append(all, stretch{y, from, st.cols})
	}
	return all
}

// clock writes a time since the start as people do: 1:05.
func clock(t time.Duration) string {
	s := int(t.Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
