package export

// boxes are the lines of U+2500 to U+257F: for each character what goes up,
// right, down and left of its middle: 0 nothing, 1 a light line, 2 a heavy
// one, 3 a double one. Dashes count as lines, arcs as corners.
const boxes = "" +
	"0101 0202 1010 2020 0101 0202 1010 2020 0101 0202 1010 2020 0110 0210 0120 0220 " + // 2500
	"0011 0012 0021 0022 1100 1200 2100 2200 1001 1002 2001 2002 1110 1210 2110 1120 " + // 2510
	"2120 2210 1220 2220 1011 1012 2011 1021 2021 2012 1022 2022 0111 0112 0211 0212 " + // 2520
	"0121 0122 0221 0222 1101 1102 1201 1202 2101 2102 2201 2202 1111 1112 1211 1212 " + // 2530
	"2111 1121 2121 2112 2211 1122 1221 2212 1222 2122 2221 2222 0101 0202 1010 2020 " + // 2540
	"0303 3030 0310 0130 0330 0013 0031 0033 1300 3100 3300 1003 3001 3003 1310 3130 " + // 2550
	"3330 1013 3031 3033 0313 0131 0333 1303 3101 3303 1313 3131 3333 0110 0011 1001 " + // 2560
	"1100 ---- ---- ---- 0001 1000 0100 0010 0002 2000 0200 0020 0201 1020 0102 2010 " //   2570

// paint is what drawn characters are drawn with: a filled rectangle of a cell
// of w by h, from x0, y0 up to x1, y1.
type paint func(x0, y0, x1, y1 int)

// drawBox draws a line or block character, so that its lines meet those of the
// cells around; ok is false for any other.
func drawBox(r rune, w, h int, fill paint) (ok bool) {
	switch {
	case r >= 0x2500 && r <= 0x257f:
		arms := boxes[5*(r-0x2500):]
		drawArms(arms, w, h, fill)
		return arms[0] != '-'
	case r >= 0x2580 && r <= 0x259f:
		return drawBlock(r, w, h, fill)
	}
	return false
}

// A stroke is where a line of an arm runs, beside the middle.
type stroke struct{ from, to int }

var strokes = map[byte][]stroke{
	'1': {{0, 1}},
	'2': {{-1, 2}},
	'3': {{-1, 0}, {1, 2}},
}

// drawArms draws lines from the middle to the edges.
func drawArms(arms string, w, h int, fill paint) {
	cx, cy := w/2, h/2
	for _, s := range strokes[arms[0]] { // up
		fill(cx+s.from, 0, cx+s.to, cy+1)
	}
	for _, s := range strokes[arms[1]] { // right
		fill(cx, cy+s.from, w, cy+s.to)
	}
	for _, s := range strokes[arms[2]] { // down
		fill(cx+s.from, cy, cx+s.to, h)
	}
	for _, s := range strokes[arms[3]] { // left
		fill(0, cy+s.from, cx+1, cy+s.to)
	}
}

// drawBlock draws U+2580 to U+259F: eighths, halves and quarters; shades are
// left to the font.
func drawBlock(r rune, w, h int, fill paint) bool {
	n := int(r - 0x2580)
	switch {
	case n == 0: // upper half
		fill(0, 0, w, h/2)
	case n <= 8: // lower eighths
		fill(0, h-h*n/8, w, h)
	case n <= 15: // left eighths, from seven on
		fill(0, 0, w*(16-n)/8, h)
	case n == 16: // right half
		fill(w/2, 0, w, h)
	case n <= 19:
		return false
	case n == 20: // upper eighth
		fill(0, 0, w, max(1, h/8))
	case n == 21: // right eighth
		fill(w-max(1, w/8), 0, w, h)
	default:
		// Quarters as bits: upper left, upper right, lower left, lower right.
		quarters := [...]int{4, 8, 1, 13, 9, 7, 11, 2, 6, 14}[n-22]
		for i := range 4 {
			if quarters>>i&1 != 0 {
				x, y := i%2*(w/2), i/2*(h/2)
				fill(x, y, min(w, x+w-w/2), min(h, y+h-h/2))
			}
		}
	}
	return true
}
