package vt

import (
	"strings"
	"testing"
)

func TestSGR(t *testing.T) {
	attr := func(a Attr) Pen { return Pen{Attr: a} }
	fg := func(c Color) Pen { return Pen{FG: c} }
	for _, c := range []struct {
		in   string // the parameters, of one or more SGR split by a space
		want Pen
	}{
		{"", Pen{}},
		{"1;31 ", Pen{}},
		{"1;31 0", Pen{}},
		{"1;0;3", attr(Italic)},
		{"1;;3", attr(Italic)},
		{"1;2;3;4;5;7;8;9;53", attr(Bold | Faint | Italic | Underline | Blink | Reverse | Conceal | Strike | Overline)},
		{"6", attr(Blink)},
		{"1;2 22", Pen{}},
		{"3 23", Pen{}},
		{"4 24", Pen{}},
		{"5 25", Pen{}},
		{"7 27", Pen{}},
		{"8 28", Pen{}},
		{"9 29", Pen{}},
		{"53 55", Pen{}},
		{"21", attr(DoubleUnderline)}, // ECMA-48 and xterm; alacritty ignores it, Linux takes it for "not bold"
		{"1 21", attr(Bold | DoubleUnderline)},
		{"4 21", attr(DoubleUnderline)},
		{"21 24", Pen{}},
		{"4:0", Pen{}},
		{"4:1", attr(Underline)},
		{"4:2", attr(DoubleUnderline)},
		{"4:3", attr(CurlyUnderline)},
		{"4:4", attr(DottedUnderline)},
		{"4:5", attr(DashedUnderline)},
		{"4:6", attr(Underline)},
		{"4 4:0", Pen{}},
		{"4:3 4", attr(Underline)},
		{"4;3", attr(Underline | Italic)},
		{"4:3;1", attr(CurlyUnderline | Bold)},
		{"30", fg(Palette(0))},
		{"37", fg(Palette(7))},
		{"90", fg(Palette(8))},
		{"97", fg(Palette(15))},
		{"1;34", Pen{FG: Palette(4), Attr: Bold}}, // to brighten it is for themes
		{"31 39", Pen{}},
		{"40", Pen{BG: Palette(0)}},
		{"47", Pen{BG: Palette(7)}},
		{"107", Pen{BG: Palette(15)}},
		{"41 49", Pen{}},
		{"98", Pen{}},
		{"108", Pen{}},
		{"9999", Pen{}},
		{"10;11;20;26;50;51;60;73", Pen{}},
		{"38;5;0", fg(Palette(0))},
		{"38;5;255", fg(Palette(255))},
		{"38;5;256", Pen{}},
		{"38;5;65537", Pen{}},
		{"38;5;9;1", Pen{FG: Palette(9), Attr: Bold}},
		{"38;5;300;1", attr(Bold)},
		{"38;2;0;0;0", fg(RGB(0, 0, 0))},
		{"38;2;1;2;3;4", Pen{FG: RGB(1, 2, 3), Attr: Underline}},
		{"38;2;1;256;3;4", attr(Underline)},
		{"38;2;1;;3", fg(RGB(1, 0, 3))},
		{"38;2;1;2", Pen{}},
		{"38;5", Pen{}},
		{"38", Pen{}},
		{"38;7;1", attr(Bold)},
		{"38:5:9", fg(Palette(9))},
		{"38:5:9;1", Pen{FG: Palette(9), Attr: Bold}},
		{"38:5:256", Pen{}},
		{"38:5", Pen{}},
		{"38:2:1:2:3", fg(RGB(1, 2, 3))},
		{"38:2::1:2:3", fg(RGB(1, 2, 3))},
		{"38:2:7:1:2:3", fg(RGB(1, 2, 3))},
		{"38:2::1:2:3:0:1;9", Pen{FG: RGB(1, 2, 3), Attr: Strike}},
		{"38:2:1:2", Pen{}},
		{"38:2::1:256:3", Pen{}},
		{"48;5;7", Pen{BG: Palette(7)}},
		{"48:2::9:8:7", Pen{BG: RGB(9, 8, 7)}},
		{"58;5;7", Pen{Line: Palette(7)}},
		{"58:2::9:8:7", Pen{Line: RGB(9, 8, 7)}},
		{"58;2;9;8;7;4", Pen{Line: RGB(9, 8, 7), Attr: Underline}},
		{"58;5;7 59", Pen{}},
		{"38;5;1;48;5;2;58;5;3", Pen{Palette(1), Palette(2), Palette(3), 0}},
		{repeated("1;", 31) + "3", attr(Bold | Italic)},
		{repeated("1;", 32) + "3", attr(Bold)}, // the 33rd is dropped
		{"?1", Pen{}},
		{">4;2", Pen{}},
		{"1 %", attr(Bold)},
	} {
		s := New(5, 1, Options{})
		for _, p := range strings.Split(c.in, " ") {
			s.Write([]byte("\x1b[" + p + "m"))
		}
		if got := s.cursor.pen; got != c.want {
			t.Errorf("SGR %q makes %+v, want %+v", c.in, got, c.want)
		}
	}
}

func TestAppendSGR(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to Pen
		want     string
	}{
		{"nothing", Pen{FG: Palette(1)}, Pen{FG: Palette(1)}, ""},
		{"none of it any more", Pen{FG: Palette(1)}, Pen{}, "\x1b[m"},
		{"a colour", Pen{}, Pen{FG: Palette(1)}, "\x1b[31m"},
		{"another colour", Pen{FG: Palette(2)}, Pen{FG: Palette(1)}, "\x1b[31m"},
		{"a bright colour", Pen{}, Pen{BG: Palette(9)}, "\x1b[101m"},
		{"a colour of the 256", Pen{}, Pen{FG: Palette(16)}, "\x1b[38;5;16m"},
		{"24 bits", Pen{}, Pen{BG: RGB(1, 0, 255)}, "\x1b[48;2;1;0;255m"},
		{"of the underline", Pen{}, Pen{Line: Palette(1)}, "\x1b[58;5;1m"},
		{"an attribute less", Pen{FG: Palette(1), Attr: Bold}, Pen{FG: Palette(1)}, "\x1b[0;31m"},
		{"no own colour of the underline", Pen{Line: Palette(1), Attr: Underline}, Pen{Attr: Underline}, "\x1b[0;4m"},
		{"another kind of underline", Pen{Attr: Underline}, Pen{Attr: CurlyUnderline}, "\x1b[0;4:3m"},
	} {
		if got := string(AppendSGR(nil, c.from, c.to)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestColours(t *testing.T) {
	if n, ok := Palette(255).Palette(); n != 255 || !ok {
		t.Error(n, ok)
	}
	if r, g, b, ok := RGB(1, 2, 3).RGB(); r != 1 || g != 2 || b != 3 || !ok {
		t.Error(r, g, b, ok)
	}
	for _, c := range []Color{0, RGB(0, 0, 0), RGB(255, 255, 255)} {
		if _, ok := c.Palette(); ok {
			t.Errorf("%x is of the palette", c)
		}
	}
	for _, c := range []Color{0, Palette(0), Palette(255)} {
		if _, _, _, ok := c.RGB(); ok {
			t.Errorf("%x has 24 bits", c)
		}
	}
}
