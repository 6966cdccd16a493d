package cast

import "github.com/hinshun/vt10x"

// Color is a colour of a cell: DefaultColor, 0 to 255 of the xterm palette, or
// one that RGB takes apart.
type Color int32

// DefaultColor is the console's own foreground or background.
const DefaultColor Color = -1

const rgbColor Color = 1 << 24

// RGB returns the parts of a 24-bit colour; ok is false for others.
func (c Color) RGB() (r, g, b uint8, ok bool) {
	return uint8(c >> 16), uint8(c >> 8), uint8(c), c >= rgbColor
}

// Cell is one place of a Screen.
type Cell struct {
	Rune                                    rune // 0 in the right half of a wide character
	FG, BG                                  Color
	Bold, Italic, Underline, Blink, Reverse bool // Reverse: show FG and BG swapped
}

// vt10x does not export these bits of Glyph.Mode and Cursor.State; a test
// holds them against its behaviour.
const (
	attrReverse = 1 << iota
	attrUnderline
	attrBold
	attrGfx // DEC line drawing
	attrItalic
	attrBlink

	cursorWrapNext = 1 << 1
)

// filler stands in vt10x for the right half of a wide character. It is a
// noncharacter, and never comes from outside.
const filler = '\uFFFF'

// Cell returns the cell at column x and row y, from 0; outside of the screen
// an empty one. Bold text in one of the 8 dark colours has the bright one.
func (s *Screen) Cell(x, y int) Cell {
	if x < 0 || y < 0 || x >= s.cols || y >= s.rows {
		return Cell{Rune: ' ', FG: DefaultColor, BG: DefaultColor}
	}
	g := s.vt.Cell(x, y)
	c := Cell{
		Rune: g.Char, FG: color(g.FG), BG: color(g.BG),
		Bold: g.Mode&attrBold != 0, Italic: g.Mode&attrItalic != 0,
		Underline: g.Mode&attrUnderline != 0, Blink: g.Mode&attrBlink != 0,
	}
	// Only where a character was put has vt10x swapped the colours.
	if g.Mode&attrReverse != 0 {
		c.Reverse = true
		c.FG, c.BG = c.BG, c.FG
	}
	if g.Char == filler {
		c.Rune = s.rightHalf(x, y)
	}
	return c
}

// rightHalf returns 0, or a blank if the left half was overwritten.
func (s *Screen) rightHalf(x, y int) rune {
	if x > 0 && runeWidth(s.vt.Cell(x-1, y).Char) == 2 {
		return 0
	}
	return ' '
}

func color(c vt10x.Color) Color {
	switch {
	case c >= vt10x.DefaultFG:
		return DefaultColor
	case c > 255:
		return rgbColor | Color(c)
	}
	return Color(c)
}
