package replay

import (
	"strings"
	"unicode"

	"socklab/lab/term"
	"socklab/lab/vt"
)

// A canvas is what a whole window shows.
type canvas struct {
	cols, rows int
	cells      []vt.Cell
}

func blank() vt.Cell { return vt.Cell{} }

func newCanvas(cols, rows int) *canvas {
	return &canvas{cols: cols, rows: rows, cells: make([]vt.Cell, cols*rows)}
}

func (c *canvas) set(x, y int, cell vt.Cell) {
	if x >= 0 && y >= 0 && x < c.cols && y < c.rows {
		c.cells[y*c.cols+x] = cell
	}
}

// fill fills a part of the canvas.
func (c *canvas) fill(r rect, with vt.Cell) {
	for y := range r.rows {
		for x := range r.cols {
			c.set(r.x+x, r.y+y, with)
		}
	}
}

// text writes s at x, y, at most room cells of it, in the style of like, and
// returns how many cells it took. What does not fit ends in an ellipsis.
func (c *canvas) text(x, y, room int, s string, like vt.Cell) int {
	s = clean(s)
	s = vt.Cut(s, max(room, 0), "…")
	used := 0
	for _, r := range s {
		w := vt.Width(r)
		if w == 0 || used+w > room {
			continue
		}
		if like.Rune = r; r == ' ' {
			like.Rune = 0
		}
		c.set(x+used, y, like)
		if w == 2 {
			like.Rune = vt.Tail
			c.set(x+used+1, y, like)
		}
		used += w
	}
	return used
}

// clean is text on one line that does nothing to a terminal: titles come from
// files.
func clean(s string) string {
	return term.Visible(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s))
}

func width(s string) int { return vt.TextWidth(clean(s)) }

// wrap breaks s at blanks into lines of at most room cells, at most most of
// them: what is left over ends in an ellipsis.
func wrap(s string, room, most int) []string {
	if room < 1 || most < 1 || s == "" {
		return nil
	}
	lines := vt.Wrap(clean(s), room)
	if len(lines) > most {
		lines = lines[:most]
		last := lines[most-1]
		if width(last) >= room {
			last = vt.Cut(last, room-1, "")
		}
		lines[most-1] = last + "…"
	}
	return lines
}

// plain is the canvas as text, with nothing behind the last character of a
// line.
func (c *canvas) plain() string {
	var b strings.Builder
	for y := range c.rows {
		row := make([]byte, 0, c.cols)
		for _, cell := range c.cells[y*c.cols : (y+1)*c.cols] {
			row = cell.AppendText(row)
		}
		b.WriteString(strings.TrimRight(string(row), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// styled is the canvas as lines of text with SGR sequences.
func (c *canvas) styled(colour bool) string {
	var b strings.Builder
	for y := range c.rows {
		if y > 0 {
			b.WriteByte('\n')
		}
		last := vt.Pen{}
		for _, cell := range c.cells[y*c.cols : (y+1)*c.cols] {
			if cell.Rune == vt.Tail {
				continue
			}
			pen := cell.Pen
			if !colour {
				pen.FG, pen.BG, pen.Line = 0, 0, 0
			}
			if pen != last {
				b.WriteString(sgr(pen))
				last = pen
			}
			b.Write(cell.AppendText(nil))
		}
		if last != (vt.Pen{}) {
			b.WriteString("\x1b[m")
		}
	}
	return b.String()
}

// sgr sets the style of a cell, whatever was set before.
func sgr(p vt.Pen) string {
	if p == (vt.Pen{}) {
		return "\x1b[0m"
	}
	return "\x1b[0;" + string(vt.AppendSGR(nil, vt.Pen{}, p)[len("\x1b["):])
}
