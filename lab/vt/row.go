package vt

import (
	"slices"
	"unicode/utf8"
)

// A Row is one row of a screen.
type Row struct {
	// Cells are those that were ever used; behind them all are blank. They are
	// the screen's: they must not be changed, and hold until it is written to.
	Cells []Cell
	// Wrapped says that the text goes on in the next row.
	Wrapped bool
}

// row is a row that a screen writes to. The two halves of a wide character
// always stand together in it.
type row struct {
	cells   []Cell
	wrapped bool
	shared  bool // with a clone: it must not be changed any more
}

// reach makes the row at least n cells long, of at most cols.
func (r *row) reach(n, cols int) {
	have := len(r.cells)
	if n <= have {
		return
	}
	if n <= cap(r.cells) {
		r.cells = r.cells[:n]
		clear(r.cells[have:])
		return
	}
	cells := make([]Cell, n, cols)
	copy(cells, r.cells)
	r.cells = cells
}

// split prepares for a change that begins at x: a wide character that lies
// over the edge loses both halves.
func split(cells []Cell, x int) {
	if x > 0 && x < len(cells) && cells[x].Rune == Tail {
		cells[x-1] = Cell{Pen: cells[x-1].Pen}
		cells[x] = Cell{Pen: cells[x].Pen}
	}
}

// put puts a cell with a character of that width at x, where it has room.
func put(cells []Cell, x int, c Cell, width int) {
	split(cells, x)
	split(cells, x+width)
	cells[x] = c
	if width == 2 {
		cells[x+1] = Cell{Rune: Tail, Pen: c.Pen}
	}
}

// erase makes the cells from x to end blank, in a pen that has at most a
// background.
func (r *row) erase(x, end, cols int, pen Pen) {
	split(r.cells, x)
	split(r.cells, end)
	if pen == (Pen{}) {
		end = min(end, len(r.cells))
		if x >= end {
			return
		}
		if end == len(r.cells) {
			r.cells = r.cells[:x]
			return
		}
	}
	r.reach(end, cols)
	fill(r.cells[x:end], Cell{Pen: pen})
}

func fill(cells []Cell, c Cell) {
	for i := range cells {
		cells[i] = c
	}
}

// insert moves the cells from x on to the right by n; what leaves is lost.
func (r *row) insert(x, n, cols int, pen Pen) {
	n = min(n, cols-x)
	split(r.cells, x)
	split(r.cells, cols-n)
	if len(r.cells) > x {
		r.reach(min(len(r.cells)+n, cols), cols)
		copy(r.cells[x+n:], r.cells[x:])
	}
	r.erase(x, x+n, cols, pen)
}

// remove takes n cells at x out; blanks come in at the right.
func (r *row) remove(x, n, cols int, pen Pen) {
	n = min(n, cols-x)
	split(r.cells, x)
	split(r.cells, x+n)
	if x < len(r.cells) {
		r.cells = slices.Delete(r.cells, x, min(x+n, len(r.cells)))
	}
	r.erase(cols-n, cols, cols, pen)
}

// appendText appends the row's text without blanks at its end.
func (r *row) appendText(dst []byte) []byte {
	begin := len(dst)
	for i := range r.cells {
		c := &r.cells[i]
		switch {
		case c.Marks[0] != 0 || c.Rune < 0 || c.Rune >= utf8.RuneSelf:
			dst = c.AppendText(dst)
		case c.Rune == 0:
			dst = append(dst, ' ')
		default:
			dst = append(dst, byte(c.Rune))
		}
	}
	for len(dst) > begin && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// equal tells whether both rows look the same.
func (r *row) equal(o *row) bool {
	a, b := r.cells, o.cells
	if len(a) > len(b) {
		a, b = b, a
	}
	used := func(c Cell) bool { return c != Cell{} }
	return r.wrapped == o.wrapped && slices.Equal(a, b[:len(a)]) && !slices.ContainsFunc(b[len(a):], used)
}
