package vt

import "unicode/utf8"

// text shows printable characters.
func (s *Screen) text(p []byte) {
	for len(p) > 0 && !s.stopped {
		if n := s.ascii(p); n > 0 {
			p = p[n:]
			continue
		}
		r, n := utf8.DecodeRune(p)
		s.put(s.cursor.sets.show(r))
		p = p[n:]
	}
}

// ascii is the fast way: ASCII characters that stay within the row. It returns
// how many it took.
func (s *Screen) ascii(p []byte) int {
	c := &s.cursor
	if c.sets.drawing() || s.modes.insert || c.pending && s.modes.wrap {
		return 0
	}
	room := s.cols - c.x - 1 // the last column is special
	n := 0
	for n < len(p) && n < room && p[n] < utf8.RuneSelf {
		n++
	}
	if n == 0 || !s.spend(n) {
		return 0
	}
	r := s.page.own(c.y)
	split(r.cells, c.x)
	split(r.cells, c.x+n)
	r.reach(c.x+n, s.cols)
	cells := r.cells[c.x : c.x+n]
	drawn := Cell{Pen: c.pen}
	for i := range cells {
		cells[i] = drawn
		if p[i] != ' ' {
			cells[i].Rune = rune(p[i])
		}
	}
	c.x += n
	c.pending = false
	s.last = rune(p[n-1])
	s.touch(c.y, c.y+1)
	return n
}

// put shows one character.
func (s *Screen) put(r rune) {
	width := Width(r)
	if width == 0 {
		s.mark(r)
		return
	}
	c := &s.cursor
	if !s.spend(width) || width > s.cols {
		return // it has no room anywhere
	}
	if c.pending && s.modes.wrap {
		s.wrap()
	}
	if width > s.cols-c.x {
		if !s.modes.wrap {
			return
		}
		s.clearCells(c.x, s.cols, c.pen)
		s.wrap()
	}
	row := s.page.own(c.y)
	if s.modes.insert {
		s.spend(s.cols - c.x)
		row.insert(c.x, width, s.cols, c.pen.erased())
	}
	row.reach(c.x+width, s.cols)
	if s.last = r; r == ' ' {
		r = 0
	}
	put(row.cells, c.x, Cell{Rune: r, Pen: c.pen}, width)
	s.touch(c.y, c.y+1)
	c.x += width
	if c.pending = c.x == s.cols; c.pending {
		c.x--
	}
}

// wrap begins the next row because text goes on there.
func (s *Screen) wrap() {
	s.page.own(s.cursor.y).wrapped = true
	s.touch(s.cursor.y, s.cursor.y+1)
	s.lineFeed()
	s.cursor.x = 0
}

// clearCells erases a part of the cursor's row.
func (s *Screen) clearCells(x, end int, pen Pen) {
	s.spend(end - x)
	s.page.own(s.cursor.y).erase(x, end, s.cols, pen.erased())
	s.touch(s.cursor.y, s.cursor.y+1)
}

// mark adds a combining character to the one before the cursor.
func (s *Screen) mark(r rune) {
	c := &s.cursor
	x := c.x
	if !c.pending {
		x--
	}
	if !marks(r) || x < 0 {
		return
	}
	row := s.page.own(c.y)
	row.reach(x+1, s.cols)
	if row.cells[x].Rune == Tail {
		x--
	}
	row.cells[x].mark(r)
	s.touch(c.y, c.y+1)
}

// charsets are the character sets that a program may choose from: of each only
// whether it is DEC's line drawing.
type charsets struct {
	g     [4]bool
	inUse uint8 // which is shown
}

func (c *charsets) drawing() bool { return c.g[c.inUse] }

// show is what a character looks like in the set in use.
func (c *charsets) show(r rune) rune {
	if c.drawing() && r >= '_' && r <= '~' {
		return lineDrawing[r-'_']
	}
	return r
}

// lineDrawing is DEC's special graphics set from _ to ~ (VT510, table 5-13).
var lineDrawing = [...]rune{
	' ', '◆', '▒', '␉', '␌', '␍', '␊', '°', '±', '␤', '␋', '┘', '┐', '┌', '└', '┼',
	'⎺', '⎻', '─', '⎼', '⎽', '├', '┤', '┴', '┬', '│', '≤', '≥', 'π', '≠', '£', '·',
}
