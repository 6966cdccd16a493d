package replay

import (
	"cmp"
	"image/color"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"socklab/lab/vt"
)

// A palette is what a terminal knows of colours.
type palette struct{ colorprofile.Profile }

// look is how a terminal is to show a pen: with nothing that one that does not
// know it takes for something else, as underlines of a colour.
func (p palette) look(pen vt.Pen) vt.Pen {
	if pen.Attr&vt.AnyUnderline != 0 {
		pen.Attr = pen.Attr&^vt.AnyUnderline | vt.Underline
	}
	pen.Attr &^= vt.Overline
	return vt.Pen{FG: p.colour(pen.FG), BG: p.colour(pen.BG), Attr: pen.Attr}
}

// colour is the colour of the palette that is nearest.
func (p palette) colour(c vt.Color) vt.Color {
	var from color.Color
	n, ok := c.Palette()
	r, g, b, _ := c.RGB()
	switch {
	case c == 0:
		return 0
	case ok:
		from = ansi.IndexedColor(n)
	default:
		from = color.RGBA{r, g, b, 0xff}
	}
	switch to := p.Convert(from).(type) {
	case ansi.BasicColor:
		return vt.Palette(uint8(to))
	case ansi.IndexedColor:
		return vt.Palette(uint8(to))
	case color.RGBA:
		return c
	}
	return 0
}

// oldLook is look for an old console. Its writer turns attributes into colours
// at once, so that a later colour undoes them: they are colours here.
func (p palette) oldLook(pen vt.Pen) vt.Pen {
	fg, bg := p.colour(pen.Bright().FG), p.colour(pen.BG)
	if pen.Attr&vt.Bold != 0 {
		fg = cmp.Or(fg, vt.Palette(15))
	}
	if pen.Attr&vt.Reverse != 0 {
		fg, bg = cmp.Or(bg, vt.Palette(0)), cmp.Or(fg, vt.Palette(7))
	}
	return vt.Pen{FG: fg, BG: bg}
}
