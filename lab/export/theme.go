package export

import (
	"fmt"
	"image/color"

	"github.com/charmbracelet/x/ansi"

	"socklab/lab/vt"
)

// A look is how a cell is coloured.
type look struct{ fg, bg color.RGBA }

// themes are the console's own foreground and background and the first 16
// colours. The light one is darker where pale text would be lost on white.
var themes = map[Theme]struct {
	look
	basic [16]uint32
}{
	Dark: {look{rgb(0xd8d8d8), rgb(0x16181d)}, [16]uint32{
		0x2e3440, 0xe06c75, 0x98c379, 0xe5c07b, 0x61afef, 0xc678dd, 0x56b6c2, 0xd8d8d8,
		0x7f8693, 0xff8a93, 0xb5e890, 0xffd68a, 0x84c6ff, 0xe09bf5, 0x7fdbe6, 0xffffff,
	}},
	Light: {look{rgb(0x1f2328), rgb(0xffffff)}, [16]uint32{
		0x1f2328, 0xb31d28, 0x1a7f37, 0x7d5600, 0x0550ae, 0x8250df, 0x0b6e7a, 0x6e7781,
		0x57606a, 0xcf222e, 0x116329, 0x6a4a00, 0x0969da, 0x6639ba, 0x1b7c83, 0x24292f,
	}},
}

func rgb(c uint32) color.RGBA {
	return color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xff}
}

// look gives the colours of what a pen writes.
func (t Theme) look(p vt.Pen) look {
	own := themes[t].look
	l := look{t.colour(p.FG, own.fg), t.colour(p.BG, own.bg)}
	if p.Attr&vt.Reverse != 0 {
		l.fg, l.bg = l.bg, l.fg
	}
	return l
}

func (t Theme) colour(c vt.Color, own color.RGBA) color.RGBA {
	if r, g, b, ok := c.RGB(); ok {
		return color.RGBA{r, g, b, 0xff}
	}
	n, ok := c.Palette()
	switch {
	case !ok:
		return own
	case n < 16:
		return rgb(themes[t].basic[n])
	}
	return color.RGBAModel.Convert(ansi.IndexedColor(n)).(color.RGBA)
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
