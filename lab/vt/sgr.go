package vt

import "strconv"

// sgr does SGR: attributes and colours (ECMA-48 8.3.117, ISO 8613-6).
func (p *Pen) sgr(a *args) {
	for i := 0; i < a.n; {
		i += p.attribute(a, i)
	}
}

// attribute does the parameter at i, and returns how many it has. 30 to 39 are
// for the text, 40 to 49 for the background, 50 to 59 for the underline; from 90
// and from 100 on, the first two again, bright.
func (p *Pen) attribute(a *args, i int) int {
	n, subs := a.at(i), 1
	for i+subs < a.n && a.sub[i+subs] {
		subs++
	}
	if n < len(attributes) {
		p.set(attributes[n].off, attributes[n].on)
	}
	switch unit := n % 10; {
	case n == 0:
		*p = Pen{}
	case n == 4 && subs > 1:
		p.set(AnyUnderline, underline(a.at(i+1)))
	case n >= 30 && n < 60 && unit == 8:
		return colour(p.colour(n/10-3), a, i, subs)
	case n >= 30 && n < 60 && unit == 9:
		*p.colour(n/10 - 3) = 0
	case n >= 30 && n < 48:
		*p.colour(n/10 - 3) = Palette(uint8(unit))
	case n >= 90 && n < 108 && unit < 8:
		*p.colour(n/10 - 9) = Palette(uint8(unit + 8))
	}
	return subs
}

func (p *Pen) set(off, on Attr) { p.Attr = p.Attr&^off | on }

// colour is the colour of the text (0), the background (1) or the underline (2).
func (p *Pen) colour(which int) *Color { return [...]*Color{&p.FG, &p.BG, &p.Line}[which] }

// attributes are the parameters of SGR that set or reset attributes.
var attributes = [...]struct{ off, on Attr }{
	1: {0, Bold}, 2: {0, Faint}, 3: {0, Italic}, 4: {AnyUnderline, Underline},
	5: {0, Blink}, 6: {0, Blink}, 7: {0, Reverse}, 8: {0, Conceal}, 9: {0, Strike},
	21: {AnyUnderline, DoubleUnderline}, 22: {Bold | Faint, 0}, 23: {Italic, 0}, 24: {AnyUnderline, 0},
	25: {Blink, 0}, 27: {Reverse, 0}, 28: {Conceal, 0}, 29: {Strike, 0}, 53: {0, Overline}, 55: {Overline, 0},
}

// underline is the kind of underline after 4: (kitty's and VTE's addition).
func underline(kind int) Attr {
	kinds := [...]Attr{0, Underline, DoubleUnderline, CurlyUnderline, DottedUnderline, DashedUnderline}
	if kind < len(kinds) {
		return kinds[kind]
	}
	return Underline
}

// colour reads 38, 48 or 58 at i, in either form: 38;5;n and 38;2;r;g;b, or
// with colons, where a colour space may stand before the red. It returns how
// many parameters it took.
func colour(c *Color, a *args, i, subs int) int {
	kind, at, took := a.at(i+1), i+2, subs
	switch {
	case subs > 1:
	case kind == 5:
		took = 3
	case kind == 2:
		took = 5
	default:
		took = 2
	}
	if i+took > a.n {
		return a.n - i
	}
	switch kind {
	case 5:
		if took >= 3 && a.at(at) < 256 {
			*c = Palette(uint8(a.at(at)))
		}
	case 2:
		if subs >= 6 {
			at++
		}
		if took >= 5 && a.at(at) < 256 && a.at(at+1) < 256 && a.at(at+2) < 256 {
			*c = RGB(uint8(a.at(at)), uint8(a.at(at+1)), uint8(a.at(at+2)))
		}
	}
	return took
}

// AppendSGR appends a short sequence, if any, after which a terminal that
// draws with from draws with to.
func AppendSGR(dst []byte, from, to Pen) []byte {
	if from == to {
		return dst
	}
	dst = append(dst, "\x1b["...)
	if to == (Pen{}) {
		return append(dst, 'm')
	}
	if from.Attr&^to.Attr != 0 || from.FG != 0 && to.FG == 0 || from.BG != 0 && to.BG == 0 || from.Line != 0 && to.Line == 0 {
		dst = append(dst, '0', ';')
		from = Pen{}
	}
	for _, n := range order {
		if to.Attr&^from.Attr&n.attr != 0 {
			dst = append(append(dst, n.code...), ';')
		}
	}
	for i, c := range [...][2]Color{{from.FG, to.FG}, {from.BG, to.BG}, {from.Line, to.Line}} {
		if c[0] != c[1] {
			dst = appendColour(dst, c[1], 30+10*i)
		}
	}
	dst[len(dst)-1] = 'm' // instead of the last semicolon
	return dst
}

// order is the order in which attributes are written.
var order = [...]struct {
	attr Attr
	code string
}{
	{Bold, "1"}, {Faint, "2"}, {Italic, "3"}, {Underline, "4"}, {DoubleUnderline, "21"}, {CurlyUnderline, "4:3"},
	{DottedUnderline, "4:4"}, {DashedUnderline, "4:5"}, {Blink, "5"}, {Reverse, "7"}, {Conceal, "8"}, {Strike, "9"}, {Overline, "53"},
}

// appendColour appends a colour and a semicolon; base is 30, 40 or 50. The 16
// that every terminal has keep their short names.
func appendColour(dst []byte, c Color, base int) []byte {
	number := func(n int) { dst = append(strconv.AppendInt(dst, int64(n), 10), ';') }
	n, palette := c.Palette()
	switch {
	case palette && n < 8 && base < 50:
		number(base + int(n))
	case palette && n < 16 && base < 50:
		number(base + 60 + int(n) - 8)
	case palette:
		number(base + 8)
		number(5)
		number(int(n))
	default:
		r, g, b, _ := c.RGB()
		for _, n := range []int{base + 8, 2, int(r), int(g), int(b)} {
			number(n)
		}
	}
	return dst
}
