package export

import (
	"bufio"
	"compress/lzw"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"io"
	"math/bits"
	"time"

	"socklab/lab/vt"
)

// writeGIF writes the moving picture: first a look at all colours, then the
// pictures, each but for what it shares with the one before.
func writeGIF(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	sc, err := newScene(ctx, s, o.Words.Lang)
	if err != nil {
		return err
	}
	t, step := s.Shorten(o.IdleLimit), frameStep(o.FPS)
	p := newPalette(o.Theme)
	err = sc.play(ctx, t, step, func(at time.Duration, cells []vt.Cell) error {
		o.progress(share(at, t.Duration) / 4)
		p.add(cells)
		return nil
	})
	if err != nil {
		return err
	}
	if sc, err = newScene(ctx, s, o.Words.Lang); err != nil {
		return err
	}
	r := newRaster(sc.Cols, sc.Rows, p)
	pixels, most := 0, maxPixels+pixelsPerByte*s.Size
	g := newGIF(w, r.image.Rect.Max, r.image.Palette)
	err = sc.play(ctx, t, step, func(at time.Duration, cells []vt.Cell) error {
		o.progress(0.25 + 0.75*share(at, t.Duration))
		g.stand(at)
		changed, err := r.draw(cells)
		if err != nil {
			return err
		}
		if pixels += changed.Dx() * changed.Dy(); pixels > most {
			return &LimitError{Pixels, most}
		}
		return g.next(r.image, changed)
	})
	if err != nil {
		return err
	}
	g.stand(max(t.Duration, g.since) + lastHold)
	return g.end()
}

// A gifWriter writes GIF89a picture by picture: package image/gif wants all of
// them in memory. https://www.w3.org/Graphics/GIF/spec-gif89a.txt
type gifWriter struct {
	w     *bufio.Writer
	depth int           // bits a pixel
	since time.Duration // of the picture that waits for its delay
	box   image.Rectangle
	data  []byte // its pixels
	delay int    // hundredths
}

func newGIF(w io.Writer, size image.Point, colours color.Palette) *gifWriter {
	g := &gifWriter{w: bufio.NewWriter(w), depth: max(2, bits.Len(uint(len(colours)-1)))}
	g.w.WriteString("GIF89a")
	g.numbers(size.X, size.Y)
	g.w.Write([]byte{0x80 | 0x70 | byte(g.depth-1), 0, 0}) // a global table of colours
	for i := range 1 << g.depth {
		c := color.RGBA{}
		if i < len(colours) {
			c = colours[i].(color.RGBA)
		}
		g.w.Write([]byte{c.R, c.G, c.B})
	}
	g.w.WriteString("\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00") // again and again
	return g
}

func (g *gifWriter) numbers(all ...int) {
	for _, n := range all {
		g.w.Write(binary.LittleEndian.AppendUint16(nil, uint16(n)))
	}
}

// hundredths is a time as GIF has it.
func hundredths(t time.Duration) int { return int(t / (10 * time.Millisecond)) }

// stand tells until when the last picture stands.
func (g *gifWriter) stand(until time.Duration) {
	g.delay = hundredths(until) - hundredths(g.since)
	g.since = until
}

// next writes the picture before, whose delay is known by now, and keeps this.
func (g *gifWriter) next(img *image.Paletted, changed image.Rectangle) error {
	if err := g.flush(); err != nil {
		return err
	}
	g.box, g.data = changed, g.data[:0]
	for y := changed.Min.Y; y < changed.Max.Y; y++ {
		from := img.PixOffset(changed.Min.X, y)
		g.data = append(g.data, img.Pix[from:from+changed.Dx()]...)
	}
	return nil
}

const maxDelay = 65535 // hundredths; a longer one would need another picture

func (g *gifWriter) flush() error {
	if g.box.Empty() {
		return nil
	}
	g.w.WriteString("\x21\xf9\x04\x04") // how long it stands; it stays below the next
	g.numbers(min(g.delay, maxDelay))
	g.w.WriteString("\x00\x00\x2c")
	g.numbers(g.box.Min.X, g.box.Min.Y, g.box.Dx(), g.box.Dy())
	g.w.Write([]byte{0, byte(g.depth)})
	z := lzw.NewWriter(bufio.NewWriterSize(blockWriter{g.w}, 255), lzw.LSB, g.depth)
	if _, err := z.Write(g.data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return g.w.WriteByte(0) // no more blocks
}

func (g *gifWriter) end() error {
	if err := g.flush(); err != nil {
		return err
	}
	g.w.WriteByte(0x3b)
	return g.w.Flush()
}

// A blockWriter makes a block of each Write, which is of at most 255 bytes: GIF
// has its length before it.
type blockWriter struct{ w *bufio.Writer }

func (b blockWriter) Write(p []byte) (int, error) {
	b.w.WriteByte(byte(len(p)))
	return b.w.Write(p)
}
