package replay

import (
	"fmt"
	"time"

	"socklab/lab/i18n"
	"socklab/lab/vt"
)

// A scene is what there is to be seen, of a replay or of a live session.
type scene struct {
	words    *i18n.Replay
	title    string
	notice   string // instead of the keys
	panes    []pane
	tab      int  // the console shown where there is room for one
	chosen   bool // its title stands out among others
	zoom     bool // it has the window
	active   int  // the console that showed something last
	chapters []Chapter
	chapter  int // the one that is shown, -1: none
	of       int // how many chapters there are, with those to come
	bar      func(c *vt.Canvas, r rect)
	keys     []string // the longest that fits is shown
	help     bool
	recorded bool        // panes have the size they were recorded at
	noted    map[int]int // what noteRows has found; may be nil
}

// A pane is one console.
type pane struct {
	title  string
	screen *vt.Screen
	need   extent
	above  []string // the lines that scrolled off, where they are wanted
	back   int      // how many lines it is scrolled back
}

// Pens of what is not a console's own.
var (
	plain = vt.Pen{}
	bold  = vt.Pen{Attr: vt.Bold}
)

// coloured is a pen of that colour; strong: bold.
func coloured(c vt.Color, strong bool) vt.Pen {
	pen := vt.Pen{FG: c}
	if strong {
		pen.Attr = vt.Bold
	}
	return pen
}

func reversed(p vt.Pen) vt.Pen {
	p.Attr ^= vt.Reverse
	return p
}

var (
	red    = vt.Palette(1)
	green  = vt.Palette(2)
	yellow = vt.Palette(3)
	cyan   = vt.Palette(6)
	grey   = vt.Palette(8)
)

// draw draws the scene on a blank canvas, as large as the window.
func (s scene) draw(c *vt.Canvas) {
	l := s.layout(c.Cols, c.Rows)
	c.Text(1, l.title.y, l.title.cols-2, s.title, bold)
	for i, r := range l.panes {
		if !l.one || i == s.tab {
			s.drawPane(c, i, r, l.one)
		}
		if !l.one && i > 0 && r.y == l.panes[0].y {
			drawRule(c, r.x-1, r.y, r.rows)
		}
	}
	s.drawPanel(c, l.panel)
	s.drawChapter(c, l)
	if !l.bar.empty() {
		s.bar(c, l.bar)
	}
	s.drawKeys(c, l.keys)
	if s.notice != "" && l.keys.empty() { // what must be read takes the title's place
		c.Fill(0, l.title.y, l.title.cols, l.title.rows, vt.Cell{})
		c.Text(1, l.title.y, l.title.cols-2, s.notice, coloured(red, true))
	}
	if s.help {
		s.drawHelp(c)
	}
}

func (s scene) layout(cols, rows int) layout {
	switch {
	case len(s.panes) == 0:
		return arrangeControl(cols, rows, len(s.chapters), s.noteRows)
	case s.zoom:
		return arrangeZoom(cols, rows, len(s.panes))
	}
	var needs []extent
	for _, p := range s.panes {
		n := extent{max(p.need.cols, vt.TextWidth(p.title)+6), p.need.rows}
		if s.recorded {
			n = p.need
		}
		needs = append(needs, n)
	}
	return arrange(cols, rows, needs, s.noteRows)
}

func drawRule(c *vt.Canvas, x, y, rows int) {
	c.Fill(x, y, 1, rows, vt.Cell{Rune: '│', Pen: coloured(grey, false)})
}

// noteRows is how many rows the longest note takes.
func (s scene) noteRows(cols int) int {
	if n, ok := s.noted[cols]; ok {
		return n
	}
	most := 0
	for _, ch := range s.chapters {
		most = max(most, len(wrap(ch.Note, cols-2, 99)))
	}
	if s.noted != nil {
		s.noted[cols] = most
	}
	return most
}

// drawPane draws a console under its title. Where only one console is shown,
// the titles of all stand in one row.
func (s scene) drawPane(c *vt.Canvas, i int, r rect, one bool) {
	if r.empty() {
		return
	}
	if r.rows > 1 {
		head := r.top(1)
		if one {
			s.drawTabs(c, head)
		} else {
			s.drawHead(c, i, head)
		}
	}
	drawScreen(c, r, s.panes[i], s.recorded)
}

// style is the pen of a console's title.
func (s scene) style(i int) vt.Pen { return coloured(cyan, i == s.active) }

func (s scene) drawHead(c *vt.Canvas, i int, r rect) {
	style := s.style(i)
	c.Fill(r.x, r.y, r.cols, 1, vt.Cell{Rune: '─', Pen: style})
	if r.cols > 8 {
		if s.chosen && i == s.tab {
			style = reversed(style)
		}
		c.Text(r.x+2, r.y, r.cols-3, " "+s.panes[i].title+" ", style)
	}
}

// drawTabs marks the console that is shown, and the one where something
// happened last.
func (s scene) drawTabs(c *vt.Canvas, r rect) {
	x := r.x
	room := r.cols / len(s.panes)
	for i, p := range s.panes {
		style := s.style(i)
		if i == s.tab {
			style = reversed(style)
		}
		mark := " "
		if i == s.active {
			mark = "●"
		}
		if p.back > 0 {
			mark = fmt.Sprintf("↑%d ", p.back)
		}
		x += c.Text(x, r.y, room-1, mark+p.title+" ", style) + 1
	}
}

// drawScreen shows the part of a screen that has its cursor, or the lines
// above it where it is scrolled back, or, as recorded, its beginning.
func drawScreen(c *vt.Canvas, r rect, p pane, recorded bool) {
	screen := p.screen
	cx, cy, visible := screen.Cursor()
	x0, y0 := 0, 0
	if !recorded {
		y0 = max(0, cy-r.rows+1)
		if cx >= r.cols {
			x0 = cx - r.cols + 1
		}
	}
	y0 -= p.back
	for y := range min(r.rows, -y0) {
		if i := len(p.above) + y0 + y; i >= 0 {
			c.Text(r.x, r.y+y, r.cols, p.above[i], plain)
		}
	}
	skip := max(0, -y0)
	c.Draw(r.x, r.y+skip, r.cols, r.rows-skip, screen, x0, y0+skip)
	if x, y := cx-x0, cy-y0; visible && x >= 0 && x < r.cols && y >= skip && y < r.rows {
		c.Reverse(r.x+x, r.y+y)
	}
}

// drawPanel lists the chapters, and has the note of the one that is shown.
func (s scene) drawPanel(c *vt.Canvas, r rect) {
	if r.empty() {
		return
	}
	drawRule(c, r.x, r.y, r.rows)
	r.x, r.cols = r.x+2, r.cols-3
	if len(s.chapters) == 0 {
		return
	}
	c.Text(r.x, r.y, r.cols, s.words.Chapters, coloured(cyan, true))
	r.top(2)
	most := r.rows / 2
	rows := min(len(s.chapters), r.rows-1-min(most, s.noteRows(r.cols+2)))
	s.drawList(c, r.top(rows))
	r.top(1)
	for i, line := range wrap(s.note(), r.cols, most) {
		c.Text(r.x, r.y+i, r.cols, line, plain)
	}
}

func (s scene) note() string {
	if s.chapter < 0 {
		return ""
	}
	return s.chapters[s.chapter].Note
}

// drawList lists the chapters around the one that is shown.
func (s scene) drawList(c *vt.Canvas, r rect) {
	first := min(max(0, s.chapter-r.rows/2), max(0, len(s.chapters)-r.rows))
	for i := first; i < len(s.chapters) && i-first < r.rows; i++ {
		style, mark := plain, "  "
		if i == s.chapter {
			style, mark = coloured(yellow, true), "► "
		}
		c.Text(r.x, r.y+i-first, r.cols, mark+clock(s.chapters[i].At)+"  "+s.chapters[i].Title, style)
	}
}

// drawChapter has the chapter in a line, and its note below.
func (s scene) drawChapter(c *vt.Canvas, l layout) {
	if l.chapter.empty() || s.chapter < 0 {
		return
	}
	at := 1 + c.Text(1, l.chapter.y, l.chapter.cols-2, fmt.Sprintf(s.words.Chapter, s.chapter+1, s.of)+": ", coloured(yellow, false))
	c.Text(at, l.chapter.y, l.chapter.cols-1-at, s.chapters[s.chapter].Title, coloured(yellow, true))
	for i, line := range wrap(s.note(), l.note.cols-2, l.note.rows) {
		c.Text(1, l.note.y+i, l.note.cols-2, line, plain)
	}
}

func (s scene) drawKeys(c *vt.Canvas, r rect) {
	if s.notice != "" {
		c.Text(1, r.y, r.cols-2, s.notice, coloured(red, true))
	} else if keys, fits := fitting(s.keys, r.cols-2); fits {
		c.Text(1, r.y, r.cols-2, keys, coloured(grey, false))
	}
}

// fitting is the first of the lines that fits into so many columns, else the
// last.
func fitting(lines []string, cols int) (line string, fits bool) {
	for _, line = range lines {
		if vt.TextWidth(line) <= cols {
			return line, true
		}
	}
	return line, len(lines) == 0
}

// clock writes a moment as 0:05 or 1:02:03.
func clock(d time.Duration) string {
	t := int(d / time.Second)
	if t < 3600 {
		return fmt.Sprintf("%d:%02d", t/60, t%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", t/3600, t/60%60, t%60)
}
