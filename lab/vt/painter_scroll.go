package vt

import "slices"

const (
	maxMoves  = 8  // of rows in a picture: to look for them takes time
	maxShift  = 16 // how far rows are looked for
	moveCosts = 24 // bytes
	rowCosts  = 6  // bytes, besides its cells
)

// A shift is count rows of a canvas that are the shown ones elsewhere: the
// canvas has them from to on, the terminal from from on.
type shift struct{ from, to, count int }

// scroll moves shown rows to where the canvas has them, if one of them comes to
// row y or was there, and if that spares painting.
func (p *Painter) scroll(c *Canvas, y int) {
	var best shift
	most := moveCosts
	for n := 1; n <= maxShift && y+n < c.Rows; n++ {
		for _, s := range []shift{{from: y + n, to: y}, {from: y, to: y + n}} {
			for n := max(s.from, s.to); n+s.count < c.Rows && slices.Equal(c.Row(s.to+s.count), p.shown.Row(s.from+s.count)); {
				s.count++
			}
			if s.count == 0 {
				continue
			}
			if spares := p.spares(c, s); spares > most {
				best, most = s, spares
			}
		}
	}
	if best.count > 0 {
		p.shift(best)
	}
}

// spares is about how many bytes a shift saves: those of rows that need not be
// painted any more, less those of rows that become blank.
func (p *Painter) spares(c *Canvas, s shift) int {
	n := 0
	for y := s.to; y < s.to+s.count; y++ {
		row, old := c.Row(y), p.shown.Row(y)
		if changed := count(row, func(x int) bool { return row[x] != old[x] }); changed > 0 {
			n += changed + rowCosts
		}
	}
	for y := s.gap(); y < s.gap()+s.rows(); y++ {
		row, old := c.Row(y), p.shown.Row(y)
		n -= count(row, func(x int) bool { return row[x] == old[x] && row[x] != (Cell{}) })
	}
	return n
}

func count(row []Cell, is func(x int) bool) int {
	n := 0
	for x := range row {
		if is(x) {
			n++
		}
	}
	return n
}

// rows is by how many rows it shifts.
func (s shift) rows() int { return max(s.from-s.to, s.to-s.from) }

// gap is where the rows are that come in blank.
func (s shift) gap() int {
	if s.to < s.from {
		return s.to + s.count
	}
	return s.from
}

// shift moves rows on the terminal.
func (p *Painter) shift(s shift) {
	n, out := s.rows(), s.to // where rows go out
	if s.to > s.from {
		out = s.from + s.count
	}
	p.draw(Pen{}) // or what comes in is coloured
	p.move(0, out)
	p.control(n, 'M') // DL
	p.move(0, s.gap())
	p.control(n, 'L') // IL
	cols := p.shown.Cols
	cells := p.shown.Cells
	copy(cells[s.to*cols:], cells[s.from*cols:(s.from+s.count)*cols])
	clear(cells[s.gap()*cols : (s.gap()+n)*cols])
}
