package vt

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// A Painter makes terminals show canvases, one after the other, by what has
// changed between them. The zero Painter may be used.
type Painter struct {
	// Look is how the terminal is to show a pen: in fewer colours, say. The zero
	// Pen it must keep. nil: all as it is.
	Look func(Pen) Pen
	// Scrolls says that the terminal can insert and delete rows.
	Scrolls bool

	shown Canvas
	known bool // the terminal shows that
	x, y  int  // the terminal's cursor; x is -1 where it is not known
	drawn Pen  // the pen of what was painted last, before Look,
	pen   Pen  // and after it: what the terminal draws with
	out   []byte
}

// Reset forgets what the terminal shows: the next Paint clears it, and paints
// all.
func (p *Painter) Reset() { p.known = false }

// Paint returns the bytes after which the terminal shows c, where it showed the
// canvas before. They hold until the next call. Nothing is written where
// nothing has changed.
func (p *Painter) Paint(c *Canvas) []byte {
	p.out = p.out[:0]
	if !p.known || p.shown.Cols != c.Cols || p.shown.Rows != c.Rows {
		p.begin(c.Cols, c.Rows)
	}
	moves := 0
	if p.Scrolls {
		moves = maxMoves
	}
	for y := range c.Rows {
		if slices.Equal(c.Row(y), p.shown.Row(y)) {
			continue
		}
		if moves > 0 {
			moves--
			p.scroll(c, y)
		}
		p.row(y, c.Row(y), p.shown.Row(y))
		copy(p.shown.Row(y), c.Row(y))
	}
	return p.out
}

// begin makes the terminal blank.
func (p *Painter) begin(cols, rows int) {
	p.shown.Reset(cols, rows)
	p.known, p.drawn, p.pen = true, Pen{}, Pen{}
	p.out = append(p.out, "\x1b[m\x1b[1;1H\x1b[2J"...)
	p.x, p.y = 0, 0
}

// row paints what differs in a row.
func (p *Painter) row(y int, row, old []Cell) {
	end := len(row) // behind it all is blank
	for end > 0 && row[end-1] == (Cell{}) {
		end--
	}
	force := false // the cell is painted though it has not changed
	for x := 0; x < end; {
		n := cellsAt(row, x)
		if !force && slices.Equal(row[x:x+n], old[x:x+n]) {
			x += n
			continue
		}
		p.reach(x, y, row)
		force = p.cell(row, x, n)
		x += n
	}
	p.clear(end, y, old)
}

// cellsAt is how many cells the character at x takes.
func cellsAt(row []Cell, x int) int {
	if x+1 < len(row) && row[x+1].Rune == Tail {
		return 2
	}
	return 1
}

// cell paints the character at the cursor, and tells whether the next one must
// be painted, too: a terminal that takes another width for this one has
// spoiled it.
func (p *Painter) cell(row []Cell, x, n int) (spoils bool) {
	c := row[x]
	p.draw(c.Pen)
	doubtful := isDoubtful(c)
	if doubtful && n == 2 && isPicture(c.Rune) { // it may take one cell only
		y := p.y
		p.out = append(p.out, "  "...)
		p.x = -1
		p.move(x, y)
	}
	p.out = c.AppendText(p.out)
	if p.x += n; doubtful || p.x == len(row) {
		p.x = -1 // behind the last column, too, terminals differ
	}
	return doubtful && x+n < len(row) && !row[x+n].blank()
}

// draw makes the terminal draw with that pen.
func (p *Painter) draw(pen Pen) {
	if pen == p.drawn {
		return
	}
	p.drawn = pen
	if p.Look != nil {
		pen = p.Look(pen)
	}
	p.out = AppendSGR(p.out, p.pen, pen)
	p.pen = pen
}

// clear makes the cells from x on blank, where they are not.
func (p *Painter) clear(x, y int, old []Cell) {
	for x < len(old) && old[x] == (Cell{}) {
		x++
	}
	if x == len(old) {
		return
	}
	end := len(old)
	for old[end-1] == (Cell{}) {
		end--
	}
	p.move(x, y)
	p.draw(Pen{})
	const eraseLine = "\x1b[K"
	if n := end - x; n > len(eraseLine) || end == len(old) {
		p.out = append(p.out, eraseLine...)
		return
	}
	for ; x < end; x++ {
		p.out = append(p.out, ' ')
		p.x++
	}
}

// reach moves the cursor to x, y; over a few cells by painting them again.
func (p *Painter) reach(x, y int, row []Cell) {
	const bytes = 4 // of a move
	if p.y == y && p.x >= 0 && x > p.x && x-p.x <= bytes && !slices.ContainsFunc(row[p.x:x], p.isCostly) {
		for ; p.x < x; p.x++ {
			p.out = append(p.out, byte(row[p.x].Char()))
		}
		return
	}
	p.move(x, y)
}

// isCostly tells whether painting a cell takes more than one byte.
func (p *Painter) isCostly(c Cell) bool {
	return c.Rune < 0 || c.Rune >= utf8.RuneSelf || c.Marks[0] != 0 || c.Pen != p.drawn
}

// move moves the cursor.
func (p *Painter) move(x, y int) {
	switch n := x - p.x; {
	case p.x < 0 || p.y != y && (p.y+1 != y || x > 0):
		p.out = append(p.out, "\x1b["...)
		p.out = strconv.AppendInt(p.out, int64(y+1), 10)
		p.out = append(p.out, ';')
		p.out = strconv.AppendInt(p.out, int64(x+1), 10)
		p.out = append(p.out, 'H')
	case p.y+1 == y:
		p.out = append(p.out, "\r\n"...)
	case n == 0:
	case x == 0:
		p.out = append(p.out, '\r')
	default:
		p.along(n)
	}
	p.x, p.y = x, y
}

// along moves the cursor along its row.
func (p *Painter) along(n int) {
	const back = "\b\b\b"
	switch {
	case n > 0:
		p.control(n, 'C') // CUF
	case -n <= len(back):
		p.out = append(p.out, back[:-n]...)
	default:
		p.control(-n, 'D') // CUB
	}
}

// control appends a control function with a count.
func (p *Painter) control(n int, final byte) {
	p.out = append(p.out, "\x1b["...)
	if n > 1 {
		p.out = strconv.AppendInt(p.out, int64(n), 10)
	}
	p.out = append(p.out, final)
}
