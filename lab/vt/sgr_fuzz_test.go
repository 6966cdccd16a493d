package vt

import "testing"

// colourOf makes any colour of a number.
func colourOf(n uint32) Color {
	switch n >> 30 {
	case 0:
		return 0
	case 1:
		return Palette(uint8(n))
	case 2:
		return Palette(uint8(n) % 16)
	}
	return RGB(uint8(n>>16), uint8(n>>8), uint8(n))
}

// penOf makes any pen of numbers.
func penOf(fg, bg, line uint32, attr uint16, kind byte) Pen {
	kinds := [...]Attr{0, Underline, DoubleUnderline, CurlyUnderline, DottedUnderline, DashedUnderline}
	a := Attr(attr) & (Overline<<1 - 1) &^ AnyUnderline
	return Pen{colourOf(fg), colourOf(bg), colourOf(line), a | kinds[int(kind)%len(kinds)]}
}

// FuzzAppendSGR holds that the SGR from one pen to another makes the other.
func FuzzAppendSGR(f *testing.F) {
	f.Add(uint32(0), uint32(0), uint32(0), uint16(0), byte(0), ^uint32(0), uint32(1<<30+9), uint32(3<<30), ^uint16(0), byte(3))
	f.Add(uint32(1<<30), uint32(2<<30), uint32(3<<30), ^uint16(0), byte(5), uint32(0), uint32(1<<30+7), uint32(1<<30), uint16(1), byte(1))
	f.Fuzz(func(t *testing.T, fg, bg, line uint32, attr uint16, kind byte, fg2, bg2, line2 uint32, attr2 uint16, kind2 byte) {
		from, to := penOf(fg, bg, line, attr, kind), penOf(fg2, bg2, line2, attr2, kind2)
		s := New(4, 1, Options{})
		for _, pen := range []Pen{from, to, from, {}, to} {
			was := s.cursor.pen
			sgr := AppendSGR(nil, was, pen)
			s.Write(sgr)
			if s.cursor.pen != pen {
				t.Fatalf("%q after %+v makes %+v, want %+v", sgr, was, s.cursor.pen, pen)
			}
			if (len(sgr) == 0) != (was == pen) {
				t.Fatalf("%q from %+v to %+v", sgr, was, pen)
			}
		}
		if s.Lines()[0] != "" {
			t.Fatalf("it shows %q", s.Lines())
		}
	})
}
