package console

import (
	"fmt"

	"github.com/hinshun/vt10x"
)

// print prints what has changed on the screen and leaves the cursor where the
// screen has it.
func (m *mirror) print() {
	m.changed()
	m.to(m.cursor())
}

// cursor gives the cursor; x is cols after the last column.
func (m *mirror) cursor() (x, y int) {
	c := m.vt.Cursor()
	if c.State&wrapNext != 0 {
		return m.cols, c.Y
	}
	return c.X, c.Y
}

// changed prints the rows that have changed.
func (m *mirror) changed() {
	x, y := m.cursor()
	for row := m.low; row < m.end; row++ {
		width := 0
		if row == y {
			width = x
		}
		m.row(row, width)
	}
	m.low, m.end = 0, 0
}

// row prints what has changed in a row, at least width columns of it. Blanks
// at its end that are nothing but blanks are not needed.
func (m *mirror) row(y, width int) {
	was, now, n := m.shown[y], m.cells(y), width
	for x := range now {
		if now[x] != (cell{' ', plain}) {
			n = max(n, x+1)
		}
	}
	same := 0
	for same < len(was) && was[same] == now[same] {
		same++
	}
	if same == len(was) && n <= same {
		return
	}
	same = min(same, n)
	if same < n && now[same].char == filler {
		same-- // a wide character is printed whole
	}
	if y > 0 && same == 0 && len(was) == 0 && m.follows(y) {
		m.x, m.y, m.last = 0, y, y // the row above goes on in this one
	}
	m.to(same, y)
	for _, c := range now[same:n] {
		m.out = append(m.out, m.pens.change(&m.pen, c.pen)...)
		if c.char != filler {
			m.out = append(m.out, string(c.char)...)
		}
	}
	m.out = append(m.out, m.pens.change(&m.pen, plain)...)
	m.x = n
	if n < len(was) {
		m.out = append(m.out, "\x1b[K"...)
	}
	m.shown[y] = now[:n]
}

// cells returns a row of the screen. Half a wide character is a blank.
func (m *mirror) cells(y int) []cell {
	row := make([]cell, m.cols)
	for x := range row {
		row[x] = m.cell(x, y)
	}
	for x := 0; x < m.cols; x++ {
		wide := runeWidth(row[x].char) == 2
		if wide && x+1 < m.cols && row[x+1].char == filler {
			x++
		} else if wide || row[x].char == filler {
			row[x] = cell{' ', plain}
		}
	}
	return row
}

func (m *mirror) cell(x, y int) cell {
	g := m.vt.Cell(x, y)
	c := cell{g.Char, plain}
	if g.FG != vt10x.DefaultFG {
		c.pen = int(g.FG)
	}
	if c.char == 0 {
		c.char = ' '
	}
	if c.char == ' ' && !m.pens.all[c.pen].seen {
		c.pen = plain
	}
	return c
}

// follows tells that text printed now goes to the row y by itself, as the
// program meant it.
func (m *mirror) follows(y int) bool {
	return m.last == y-1 && m.y == y-1 && m.x == m.cols && m.vt.Cell(m.cols-1, y-1).Mode&wrapped != 0
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
		m.out = append(m.out, fmt.Sprintf("\x1b[%dG", m.cols)...)
		c := m.shown[y][m.cols-1]
		if c.char == filler {
			m.out = append(m.out, '\b')
			c.char = m.shown[y][m.cols-2].char
		}
		m.out = append(m.out, m.pens.change(&m.pen, c.pen)...)
		m.out = append(m.out, string(c.char)...)
		m.out = append(m.out, m.pens.change(&m.pen, plain)...)
	case x == m.x-1 && m.x < m.cols: // after the last column \b goes two back
		m.out = append(m.out, '\b')
	default:
		m.out = append(m.out, fmt.Sprintf("\x1b[%dG", x+1)...)
	}
	m.x = x
}

// begin begins rows that were never printed, up to y.
func (m *mirror) begin(y int) {
	if y <= m.last {
		return
	}
	m.down(m.last)
	for ; m.last < y; m.last++ {
		m.out = append(m.out, "\r\n"...)
	}
	m.x, m.y = 0, y
}

// down moves to a row that was printed, down or up.
func (m *mirror) down(y int) {
	if y != m.y {
		m.x = min(m.x, m.cols-1)
	}
	if d := y - m.y; d > 0 {
		m.out = append(m.out, fmt.Sprintf("\x1b[%dB", d)...)
	} else if d < 0 {
		m.out = append(m.out, fmt.Sprintf("\x1b[%dA", -d)...)
	}
	m.y = y
}
