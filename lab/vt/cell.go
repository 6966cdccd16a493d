package vt

import "unicode/utf8"

// A Color is a colour of a cell: zero is the console's own, [Palette] one of
// xterm's 256, [RGB] any other.
type Color uint32

const rgbColor Color = 1 << 24

// Palette is colour n of the 256 of xterm's palette.
func Palette(n uint8) Color { return Color(n) + 1 }

// RGB is a 24-bit colour.
func RGB(r, g, b uint8) Color { return rgbColor | Color(r)<<16 | Color(g)<<8 | Color(b) }

// Palette returns which of the 256 colours of the palette it is, if any.
func (c Color) Palette() (n uint8, ok bool) { return uint8(c - 1), c > 0 && c <= 256 }

// RGB returns the parts of a 24-bit colour; ok is false for others.
func (c Color) RGB() (r, g, b uint8, ok bool) {
	return uint8(c >> 16), uint8(c >> 8), uint8(c), c >= rgbColor
}

// Attr are the attributes of a cell but its colours.
type Attr uint16

// The attributes. The kinds of underline exclude each other.
const (
	Bold Attr = 1 << iota
	Faint
	Italic
	Underline
	DoubleUnderline
	CurlyUnderline
	DottedUnderline
	DashedUnderline
	Blink
	Reverse // the colours are shown swapped; the cell has them as they were set
	Conceal
	Strike
	Overline

	// AnyUnderline are all kinds of underline.
	AnyUnderline = Underline | DoubleUnderline | CurlyUnderline | DottedUnderline | DashedUnderline
)

// A Pen is how a cell looks.
type Pen struct {
	FG, BG Color
	Line   Color // of the underline; zero: FG
	Attr   Attr
}

// erased is the pen of cells that are erased with p: only the background of p
// stays (xterm's back colour erase).
func (p Pen) erased() Pen { return Pen{BG: p.BG} }

// ShowsBlank tells whether a blank with that look differs from an empty cell.
func (p Pen) ShowsBlank() bool {
	return p.BG != 0 || p.Attr&(AnyUnderline|Reverse|Strike|Overline) != 0
}

// Bright is p as most terminals show it: bold text in one of the 8 dark colours
// has the bright one.
func (p Pen) Bright() Pen {
	if n, ok := p.FG.Palette(); ok && n < 8 && p.Attr&Bold != 0 {
		p.FG = Palette(n + 8)
	}
	return p
}

// Tail is the rune in the right half of a wide character.
const Tail rune = -1

// A Cell is one place of a screen. The zero Cell is a blank.
type Cell struct {
	Rune  rune    // 0: a blank; Tail: the right half of a wide character
	Marks [2]rune // combining characters; 0 where there is none
	Pen
}

// Char is the cell's character: a space for a blank, 0 for the right half of a
// wide one.
func (c Cell) Char() rune {
	switch c.Rune {
	case 0:
		return ' '
	case Tail:
		return 0
	}
	return c.Rune
}

// AppendText appends the character with its marks; nothing for a right half.
func (c Cell) AppendText(dst []byte) []byte {
	if c.Rune == Tail {
		return dst
	}
	dst = utf8.AppendRune(dst, c.Char())
	for _, m := range c.Marks {
		if m != 0 {
			dst = utf8.AppendRune(dst, m)
		}
	}
	return dst
}

// mark adds a combining character where there is room for one more.
func (c *Cell) mark(r rune) {
	for i, m := range c.Marks {
		if m == 0 {
			c.Marks[i] = r
			return
		}
	}
}

// blank tells whether nothing but a background can be seen of it.
func (c Cell) blank() bool { return c.Rune == 0 && c.Marks[0] == 0 }
