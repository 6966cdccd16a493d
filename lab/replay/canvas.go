package replay

import (
	"strings"
	"unicode"

	"socklab/lab/term"
	"socklab/lab/vt"
)

// A canvas is what a whole window shows. Text on it may come from files.
type canvas struct{ vt.Canvas }

// put puts a character at x, y.
func (c *canvas) put(x, y int, r rune, pen vt.Pen) { c.Set(x, y, vt.Cell{Rune: r, Pen: pen}) }

// fill makes a part of the canvas blank.
func (c *canvas) fill(r rect, pen vt.Pen) { c.Fill(r.x, r.y, r.cols, r.rows, vt.Cell{Pen: pen}) }

// text writes s at x, y, in at most room cells, and returns how many it took.
// What does not fit ends in an ellipsis.
func (c *canvas) text(x, y, room int, s string, pen vt.Pen) int {
	return c.Text(x, y, room, clean(s), pen)
}

// reverse shows a character with its colours swapped, as a cursor does.
func (c *canvas) reverse(x, y int) {
	if x >= c.Cols || y >= c.Rows {
		return
	}
	row := c.Row(y)
	if x > 0 && row[x].Rune == vt.Tail {
		x--
	}
	row[x].Attr ^= vt.Reverse
	if x+1 < len(row) && row[x+1].Rune == vt.Tail {
		row[x+1].Attr = row[x].Attr
	}
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
