package vt

// A Canvas is a picture in cells, such as a whole window. The two halves of a
// wide character stand together in it. The zero Canvas has no cells.
type Canvas struct {
	Cols, Rows int
	Cells      []Cell // row by row; to be changed by the methods only
}

// Reset makes the canvas blank, of that size.
func (c *Canvas) Reset(cols, rows int) {
	c.Cols, c.Rows = max(cols, 0), max(rows, 0)
	n := c.Cols * c.Rows
	if n > cap(c.Cells) {
		c.Cells = make([]Cell, n)
		return
	}
	c.Cells = c.Cells[:n]
	clear(c.Cells)
}

// Row is the cells of a row.
func (c *Canvas) Row(y int) []Cell { return c.Cells[y*c.Cols : (y+1)*c.Cols] }

func (c *Canvas) has(x, y int) bool { return x >= 0 && y >= 0 && x < c.Cols && y < c.Rows }

// Set puts a cell at x, y; a wide character with its right half. Outside of
// the canvas nothing happens.
func (c *Canvas) Set(x, y int, cell Cell) {
	if c.has(x, y) {
		width := Width(cell.Rune)
		switch {
		case cell.Rune == 0 || cell.Rune == ' ':
			cell.Rune, width = 0, 1
		case width == 0 || x+width > c.Cols:
			cell, width = Cell{Pen: cell.Pen}, 1
		}
		put(c.Row(y), x, cell, width)
	}
}

// Fill fills a part of the canvas with a cell that is not wide.
func (c *Canvas) Fill(x, y, cols, rows int, cell Cell) {
	endX, endY := min(x+cols, c.Cols), min(y+rows, c.Rows)
	for y := max(y, 0); y < endY; y++ {
		for x := max(x, 0); x < endX; x++ {
			c.Set(x, y, cell)
		}
	}
}

// Text writes a line of text at x, y, in at most room cells, and returns how
// many it took. What does not fit ends in an ellipsis.
func (c *Canvas) Text(x, y, room int, s string, pen Pen) int {
	used, last := 0, -1
	for _, r := range Cut(s, room, "…") {
		switch w := Width(r); {
		case w > 0:
			last = x + used
			c.Set(last, y, Cell{Rune: r, Pen: pen})
			used += w
		case marks(r):
			if c.has(last, y) {
				c.Row(y)[last].mark(r)
			}
		}
	}
	return used
}

// Reverse swaps the colours of the character at x, y, as a cursor does; outside
// of the canvas nothing happens.
func (c *Canvas) Reverse(x, y int) {
	if !c.has(x, y) {
		return
	}
	row := c.Row(y)
	if row[x].Rune == Tail {
		x--
	}
	for i := range cellsAt(row, x) {
		row[x+i].Attr ^= Reverse
	}
}

// Draw draws the part of a screen that begins at its column x0 and row y0 into
// cols by rows cells at x, y, within the canvas. Where the screen ends it
// leaves the canvas as it is; of a wide character that lies over an edge a
// blank is left.
func (c *Canvas) Draw(x, y, cols, rows int, s *Screen, x0, y0 int) {
	sCols, sRows := s.Size()
	if cut := -min(x, x0, 0); cut > 0 {
		x, x0, cols = x+cut, x0+cut, cols-cut
	}
	if cut := -min(y, y0, 0); cut > 0 {
		y, y0, rows = y+cut, y0+cut, rows-cut
	}
	cols, rows = min(cols, c.Cols-x, sCols-x0), min(rows, c.Rows-y, sRows-y0)
	if cols <= 0 {
		return
	}
	for i := range max(rows, 0) {
		drawRow(c.Row(y+i), x, cols, s.Row(y0+i).Cells, x0)
	}
}

// drawRow copies cells from x0 on to cols cells at x.
func drawRow(row []Cell, x, cols int, cells []Cell, x0 int) {
	split(row, x)
	split(row, x+cols)
	to := row[x : x+cols]
	from := cells[min(x0, len(cells)):]
	clear(to[copy(to, from):])
	if to[0].Rune == Tail {
		to[0] = Cell{Pen: to[0].Pen}
	}
	if len(from) > cols && from[cols].Rune == Tail {
		to[cols-1] = Cell{Pen: to[cols-1].Pen}
	}
}
