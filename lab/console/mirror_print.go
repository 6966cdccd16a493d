package console

import (
	"strconv"
	"unicode/utf8"

	"socklab/lab/vt"
)

// print prints what has changed on the screen and leaves the cursor where the
// screen has it.
func (m *mirror) print() {
	x, y := m.cursor()
	low, end := m.screen.Changed()
	for row := low; row < end; row++ {
		width := 0
		if row == y {
			width = x
		}
		m.row(row, m.screen.Row(row), width)
	}
	if y < low || y >= end {
		m.row(y, m.screen.Row(y), x)
	}
	if m.behind > 0 {
		m.begin(m.rows - 1)
	}
	m.to(x, y)
}

// cursor gives the cursor; x is cols after the last column.
func (m *mirror) cursor() (x, y int) {
	x, y, _ = m.screen.Cursor()
	if m.screen.Pending() {
		x = m.cols
	}
	return x, y
}

// row prints what has changed in a row, at least width columns of it. Blanks
// at its end that are nothing but blanks are not needed.
func (m *mirror) row(y int, r vt.Row, width int) {
	if r.Wrapped {
		width = max(width, len(r.Cells)) // all up to where it goes on
	}
	cells := r.Cells
	for len(cells) > width && !seen(&cells[len(cells)-1]) {
		cells = cells[:len(cells)-1]
	}
	was, n := len(m.shown[y]), max(width, len(cells))
	same := common(m.shown[y], cells, n)
	if same == was && same == n {
		return
	}
	if same < len(cells) && cells[same].Rune == vt.Tail {
		same-- // a wide character is printed whole
	}
	follows := was == 0 && m.follows(y, cells)
	if follows {
		m.began()
		m.x, m.y = 0, y
	}
	m.to(same, y)
	m.shown[y] = keep(m.shown[y][:same], cells[min(same, len(cells)):], n)
	m.text(m.shown[y][same:])
	m.x = n
	// A row that the terminal scrolled in has the background of its first character.
	if n < was || follows && n < m.cols && cells[0].BG != 0 {
		m.out = append(m.out, "\x1b[K"...)
	}
}

// common is how many of the first n cells were printed as they are.
func common(was, cells []vt.Cell, n int) int {
	n = min(n, len(was))
	for x := range n {
		if x < len(cells) && was[x] == cells[x] {
			continue
		}
		if was[x] != (vt.Cell{}) || x < len(cells) && seen(&cells[x]) {
			return x
		}
	}
	return n
}

// keep appends cells, and blanks up to n. What cannot be seen of a blank is
// left out.
func keep(dst, cells []vt.Cell, n int) []vt.Cell {
	at := len(dst)
	dst = append(dst, cells...)
	for i := range dst[at:] {
		if c := &dst[at+i]; !seen(c) {
			*c = vt.Cell{}
		}
	}
	for len(dst) < n {
		dst = append(dst, vt.Cell{})
	}
	return dst
}

// seen tells whether a cell looks other than one that was never used.
func seen(c *vt.Cell) bool { return c.Rune != 0 || c.Marks[0] != 0 || c.ShowsBlank() }

// text prints cells, and then draws plainly again.
func (m *mirror) text(cells []vt.Cell) {
	out, pen := m.out, vt.Pen{}
	for i := range cells {
		c := &cells[i]
		if c.Pen != pen {
			out = vt.AppendSGR(out, pen, c.Pen)
			pen = c.Pen
		}
		switch {
		case c.Marks[0] != 0 || c.Rune >= utf8.RuneSelf:
			out = c.AppendText(out)
		case c.Rune > 0:
			out = append(out, byte(c.Rune))
		case c.Rune == 0:
			out = append(out, ' ')
		}
	}
	m.out = vt.AppendSGR(out, pen, vt.Pen{})
}

// follows tells that text printed now goes to the row y by itself, as the
// program meant it. A wide character does so from the last column, too.
func (m *mirror) follows(y int, now []vt.Cell) bool {
	if m.last != y-1 || m.y != y-1 || len(now) == 0 {
		return false
	}
	wrapped := m.wrapped
	if y > 0 {
		wrapped = m.screen.Row(y - 1).Wrapped
	}
	wide := len(now) > 1 && now[1].Rune == vt.Tail && now[0].BG == 0
	return wrapped && (m.x == m.cols || wide && m.x == m.cols-1)
}

// to moves to a place; rows that were never printed are begun.
func (m *mirror) to(x, y int) {
	m.begin(y)
	if y == m.y+1 && x == 0 {
		m.out = append(m.out, "\r\n"...)
		m.x, m.y = 0, y
	}
	m.down(y)
	switch {
	case x == m.x:
	case x == 0:
		m.out = append(m.out, '\r')
	case x == m.cols: // after the last column: only printing leads there
		last := m.cols - 1
		if m.shown[y][last].Rune == vt.Tail {
			last--
		}
		m.csi(last+1, 'G')
		m.text(m.shown[y][last:])
	case x == m.x-1 && m.x < m.cols: // after the last column \b goes two back
		m.out = append(m.out, '\b')
	default:
		m.csi(x+1, 'G')
	}
	m.x = x
}

// begin begins rows that were never printed, up to y.
func (m *mirror) begin(y int) {
	if y <= m.last {
		return
	}
	m.down(m.last)
	for m.last < y {
		m.out = append(m.out, "\r\n"...)
		m.began()
	}
	m.x, m.y = 0, y
}

// began counts a row that was begun, on which the terminal may have scrolled.
func (m *mirror) began() {
	m.last++
	m.behind = min(m.behind, m.rows-1-m.last)
}

// down moves to a row that was printed, down or up.
func (m *mirror) down(y int) {
	if y == m.y {
		return
	}
	m.x = min(m.x, m.cols-1)
	if y > m.y {
		m.csi(y-m.y, 'B')
	} else {
		m.csi(m.y-y, 'A')
	}
	m.y = y
}

func (m *mirror) csi(n int, final byte) {
	m.out = append(strconv.AppendInt(append(m.out, "\x1b["...), int64(n), 10), final)
}
