package export

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"io"

	"socklab/lab/vt"
)

// A palette gives each look some shades from its background to its
// foreground, as many as fit into the 256 colours of a picture.
type palette struct {
	theme  Theme
	first  map[look]int // the index of a look's background
	shades int
	looks  []look
}

const maxShades = 16

// margin is around the cells, in pixels.
const margin = 8

func newPalette(t Theme) *palette {
	p := &palette{theme: t, first: map[look]int{}}
	p.add([]vt.Cell{vt.Cell{}}) // the first colour is that of the margin
	return p
}

// add makes room for the looks of cells.
func (p *palette) add(cells []vt.Cell) {
	for i, c := range cells {
		if i > 0 && c.Pen == cells[i-1].Pen {
			continue
		}
		l := p.theme.look(c.Pen)
		if _, ok := p.first[l]; !ok {
			p.first[l] = -1
			p.looks = append(p.looks, l)
		}
	}
}

// colours fixes the palette. Looks beyond 128 share those before.
func (p *palette) colours() color.Palette {
	p.shades = max(2, min(maxShades, 256/len(p.looks)))
	var all color.Palette
	for _, l := range p.looks {
		if len(all)+p.shades > 256 {
			p.first[l] = p.first[p.nearest(l)]
			continue
		}
		p.first[l] = len(all)
		for i := range p.shades {
			all = append(all, mix(l, i, p.shades-1))
		}
	}
	return all
}

// nearest finds among the looks that have colours the one most alike.
func (p *palette) nearest(l look) look {
	best, least := p.looks[0], 1<<30
	for _, other := range p.looks[:256/p.shades] {
		if d := distance(l.fg, other.fg) + distance(l.bg, other.bg); d < least {
			best, least = other, d
		}
	}
	return best
}

func distance(a, b color.RGBA) int {
	r, g, bl := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + bl*bl
}

// mix is n parts of whole of the foreground over the background.
func mix(l look, n, whole int) color.RGBA {
	part := func(fg, bg uint8) uint8 { return uint8((int(fg)*n + int(bg)*(whole-n)) / whole) }
	return color.RGBA{part(l.fg.R, l.bg.R), part(l.fg.G, l.bg.G), part(l.fg.B, l.bg.B), 0xff}
}

// A raster draws cells into a picture of pixels.
type raster struct {
	image   *image.Paletted
	cols    int
	shown   []vt.Cell // nil: nothing was drawn yet
	palette *palette
	glyphs  *glyphs
}

func newRaster(cols, rows int, p *palette) *raster {
	img := image.NewPaletted(image.Rect(0, 0, cols*cellW+2*margin, rows*cellH+2*margin), p.colours())
	return &raster{image: img, cols: cols, palette: p, glyphs: newGlyphs()}
}

// draw draws the cells that differ from those drawn before, and gives the
// part of the picture that has changed.
func (r *raster) draw(cells []vt.Cell) (image.Rectangle, error) {
	var changed image.Rectangle
	if r.shown == nil { // the margin, too
		r.shown, changed = make([]vt.Cell, len(cells)), r.image.Rect
	}
	for i, c := range cells {
		wide := i+1 < len(cells) && cells[i+1].Rune == vt.Tail
		if c.Rune == vt.Tail || c == r.shown[i] && !(wide && cells[i+1] != r.shown[i+1]) {
			continue
		}
		box, err := r.cell(i, c, wide)
		if err != nil {
			return changed, err
		}
		changed = changed.Union(box)
	}
	copy(r.shown, cells)
	return changed, nil
}

// cell draws a cell, and gives its place in the picture.
func (r *raster) cell(i int, c vt.Cell, wide bool) (image.Rectangle, error) {
	mask, err := r.glyphs.mask(c, wide)
	if err != nil {
		return image.Rectangle{}, err
	}
	x0, y0 := margin+i%r.cols*cellW, margin+i/r.cols*cellH
	base, whole := r.palette.first[r.palette.theme.look(c.Pen)], r.palette.shades-1
	underlined := c.Attr&vt.AnyUnderline != 0
	for y := range cellH {
		row := r.image.Pix[r.image.PixOffset(x0, y0+y):]
		for x := range mask.Rect.Dx() {
			a := int(mask.AlphaAt(x, y).A)
			if underlined && y == baseLine+2 {
				a = 255
			}
			row[x] = uint8(base + (a*whole+127)/255)
		}
	}
	return image.Rect(x0, y0, x0+mask.Rect.Dx(), y0+cellH), nil
}

// writePNG writes how the session looked at one time.
func writePNG(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	sc, err := newScene(ctx, s, o.Words.Lang)
	if err != nil {
		return err
	}
	for m := range s.Moments() {
		if o.At >= 0 && m.At > o.At {
			break
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := sc.apply(m); err != nil {
			return err
		}
	}
	cells := sc.picture()
	p := newPalette(o.Theme)
	p.add(cells)
	r := newRaster(sc.Cols, sc.Rows, p)
	if _, err := r.draw(cells); err != nil {
		return err
	}
	return png.Encode(w, r.image)
}
