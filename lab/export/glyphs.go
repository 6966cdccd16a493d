package export

import (
	"image"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/gomonobolditalic"
	"golang.org/x/image/font/gofont/gomonoitalic"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"socklab/lab/vt"
)

// Go Mono is 0.6 as wide as it is high: this size makes letters 8 wide.
const (
	fontSize     = 8 / 0.6
	cellW, cellH = 8, 17
	baseLine     = 13
)

// A glyphs draws characters, each once.
type glyphs struct {
	faces [4]font.Face // regular, bold, italic, both; loaded when needed
	done  map[glyphKey]*image.Alpha
}

type glyphKey struct {
	r    rune
	face int
	wide bool
}

func newGlyphs() *glyphs { return &glyphs{done: map[glyphKey]*image.Alpha{}} }

// mask gives how much of each pixel the character of a cell covers.
func (g *glyphs) mask(c vt.Cell, wide bool) (*image.Alpha, error) {
	key := glyphKey{r: c.Char(), wide: wide}
	if c.Attr&vt.Bold != 0 {
		key.face++
	}
	if c.Attr&vt.Italic != 0 {
		key.face += 2
	}
	if m, ok := g.done[key]; ok {
		return m, nil
	}
	m := image.NewAlpha(image.Rect(0, 0, cellW, cellH))
	if wide {
		m = image.NewAlpha(image.Rect(0, 0, 2*cellW, cellH))
	}
	if err := g.draw(m, key); err != nil {
		return nil, err
	}
	if len(g.done) == maxGlyphs {
		clear(g.done)
	}
	g.done[key] = m
	return m, nil
}

func (g *glyphs) draw(m *image.Alpha, key glyphKey) error {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	fill := func(x0, y0, x1, y1 int) {
		draw.Draw(m, image.Rect(x0, y0, x1, y1), image.Opaque, image.Point{}, draw.Src)
	}
	if drawBox(key.r, w, h, fill) {
		return nil
	}
	face, err := g.face(key.face)
	if err != nil {
		return err
	}
	if _, ok := face.GlyphAdvance(key.r); !ok {
		drawMissing(w, h, fill)
		return nil
	}
	d := font.Drawer{Dst: m, Src: image.Opaque, Face: face, Dot: fixed.P(0, baseLine)}
	d.DrawString(string(key.r))
	return nil
}

// drawMissing draws the frame that stands for a character without a shape.
func drawMissing(w, h int, fill paint) {
	fill(1, 3, w-1, 4)
	fill(1, h-4, w-1, h-3)
	fill(1, 3, 2, h-3)
	fill(w-2, 3, w-1, h-3)
}

func (g *glyphs) face(n int) (font.Face, error) {
	if g.faces[n] != nil {
		return g.faces[n], nil
	}
	f, err := opentype.Parse([][]byte{gomono.TTF, gomonobold.TTF, gomonoitalic.TTF, gomonobolditalic.TTF}[n])
	if err != nil {
		return nil, err
	}
	g.faces[n], err = opentype.NewFace(f, &opentype.FaceOptions{Size: fontSize, DPI: 72, Hinting: font.HintingFull})
	return g.faces[n], err
}
