package replay

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"socklab/lab/cast"
	"socklab/lab/term"
)

// A canvas is what a whole window shows.
type canvas struct {
	cols, rows int
	cells      []cast.Cell
}

func blank() cast.Cell {
	return cast.Cell{Rune: ' ', FG: cast.DefaultColor, BG: cast.DefaultColor}
}

func newCanvas(cols, rows int) *canvas {
	c := &canvas{cols: cols, rows: rows, cells: make([]cast.Cell, cols*rows)}
	for i := range c.cells {
		c.cells[i] = blank()
	}
	return c
}

func (c *canvas) set(x, y int, cell cast.Cell) {
	if x >= 0 && y >= 0 && x < c.cols && y < c.rows {
		c.cells[y*c.cols+x] = cell
	}
}

// fill fills a part of the canvas.
func (c *canvas) fill(r rect, with cast.Cell) {
	for y := range r.rows {
		for x := range r.cols {
			c.set(r.x+x, r.y+y, with)
		}
	}
}

// text writes s at x, y, at most room cells of it, in the style of like, and
// returns how many cells it took. What does not fit ends in an ellipsis.
func (c *canvas) text(x, y, room int, s string, like cast.Cell) int {
	s = clean(s)
	if width(s) > room {
		s = ansi.Truncate(s, max(room, 0), "…")
	}
	used := 0
	for _, r := range s {
		w := ansi.StringWidth(string(r))
		if w == 0 || used+w > room {
			continue
		}
		like.Rune = r
		c.set(x+used, y, like)
		if w == 2 {
			like.Rune = 0
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

func width(s string) int { return ansi.StringWidth(clean(s)) }

// wrap breaks s at blanks into lines of at most room cells, at most most of
// them: what is left over ends in an ellipsis.
func wrap(s string, room, most int) []string {
	if room < 1 || most < 1 || s == "" {
		return nil
	}
	lines := strings.Split(ansi.Wrap(clean(s), room, ""), "\n")
	if len(lines) > most {
		lines = lines[:most]
		last := lines[most-1]
		if width(last) >= room {
			last = ansi.Truncate(last, room-1, "")
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
		row := make([]rune, 0, c.cols)
		for _, cell := range c.cells[y*c.cols : (y+1)*c.cols] {
			if cell.Rune != 0 {
				row = append(row, cell.Rune)
			}
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
		last := blank()
		for _, cell := range c.cells[y*c.cols : (y+1)*c.cols] {
			if cell.Rune == 0 {
				continue
			}
			r := cell.Rune
			if cell.Rune = ' '; !colour {
				cell.FG, cell.BG = cast.DefaultColor, cast.DefaultColor
			}
			if cell != last {
				b.WriteString(sgr(cell))
				last = cell
			}
			b.WriteRune(r)
		}
		if last != blank() {
			b.WriteString("\x1b[m")
		}
	}
	return b.String()
}

// sgr sets the style of a cell, whatever was set before.
func sgr(c cast.Cell) string {
	s := "\x1b[0"
	for _, a := range []struct {
		on   bool
		code string
	}{{c.Bold, ";1"}, {c.Italic, ";3"}, {c.Underline, ";4"}, {c.Blink, ";5"}, {c.Reverse, ";7"}} {
		if a.on {
			s += a.code
		}
	}
	return s + colour(c.FG, 30) + colour(c.BG, 40) + "m"
}

// colour gives the parameters of a colour; base is 30 or 40. The 16 that every
// terminal has keep their short names.
func colour(c cast.Color, base int) string {
	r, g, b, rgb := c.RGB()
	n := int(c)
	switch {
	case c == cast.DefaultColor:
		return ""
	case rgb:
		return ";" + strconv.Itoa(base+8) + ";2;" + strconv.Itoa(int(r)) + ";" + strconv.Itoa(int(g)) + ";" + strconv.Itoa(int(b))
	case n < 8:
		return ";" + strconv.Itoa(base+n)
	case n < 16:
		return ";" + strconv.Itoa(base+60+n-8)
	}
	return ";" + strconv.Itoa(base+8) + ";5;" + strconv.Itoa(n)
}
