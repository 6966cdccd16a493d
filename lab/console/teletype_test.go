package console

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"socklab/lab/vt"
)

// A teletype is a terminal that knows what a mirror may print and nothing
// else: text, colours, \r, \n, \b, moves in the row and over rows that are
// there, and erasing to the end of a row. It shares no code with vt.Screen but
// the width of a character and the names of looks.
type teletype struct {
	cols, rows int
	grid       [][]vt.Cell
	x, y       int
	pending    bool
	pen        vt.Pen
	scrolled   []string
}

func newTeletype(cols, rows int) *teletype {
	t := &teletype{cols: cols, rows: rows}
	for range rows {
		t.grid = append(t.grid, make([]vt.Cell, cols))
	}
	return t
}

var printedOnly = regexp.MustCompile(`^(?:\x1b\[([0-9;:]*)([ABGKm])|(?s:.))`)

// print shows what was printed; the error is what a mirror must not print.
func (t *teletype) print(printed string) error {
	for len(printed) > 0 {
		m := printedOnly.FindStringSubmatch(printed)
		printed = printed[len(m[0]):]
		if err := t.token(m[0], m[1], m[2]); err != nil {
			return err
		}
	}
	return nil
}

func (t *teletype) token(all, params, final string) error {
	n, _ := strconv.Atoi(params)
	switch {
	case final == "m":
		return t.sgr(params)
	case final == "K" && params == "":
		t.part(t.x)
		clear(t.grid[t.y][t.x:])
	case final == "A" && n > 0 && n <= t.y:
		t.y -= n
	case final == "B" && n > 0 && n < t.rows-t.y:
		t.y += n
	case final == "G" && n > 0 && n <= t.cols:
		t.x = n - 1
	case all == "\r":
		t.x = 0
	case all == "\b" && t.x > 0:
		t.x--
	case all == "\n":
		t.lineFeed()
	case final == "" && all >= " ":
		return t.char([]rune(all)[0])
	default:
		return fmt.Errorf("%q at column %d and row %d", all, t.x, t.y)
	}
	t.pending = false
	return nil
}

func (t *teletype) char(r rune) error {
	width := vt.Width(r)
	if width == 0 {
		return t.mark(r)
	}
	if t.pending || t.x+width > t.cols {
		t.x = 0
		t.lineFeed()
	}
	t.part(t.x)
	t.part(t.x + width)
	for i := range width {
		t.grid[t.y][t.x+i] = vt.Cell{Rune: vt.Tail, Pen: t.pen}
	}
	t.grid[t.y][t.x].Rune = r
	t.x += width
	if t.pending = t.x == t.cols; t.pending {
		t.x--
	}
	return nil
}

func (t *teletype) mark(r rune) error {
	at := t.x - 1
	if t.pending {
		at = t.x
	}
	if at > 0 && t.grid[t.y][at].Rune == vt.Tail {
		at--
	}
	if at < 0 || t.grid[t.y][at].Marks[1] != 0 {
		return fmt.Errorf("a mark %q at column %d", r, t.x)
	}
	c := &t.grid[t.y][at]
	if c.Marks[0] != 0 {
		c.Marks[1] = r
	} else {
		c.Marks[0] = r
	}
	return nil
}

// part makes blanks of a wide character that column x would cut in two.
func (t *teletype) part(x int) {
	if x > 0 && x < t.cols && t.grid[t.y][x].Rune == vt.Tail {
		t.grid[t.y][x-1].Rune, t.grid[t.y][x].Rune = ' ', ' '
		t.grid[t.y][x-1].Marks = [2]rune{}
	}
}

func (t *teletype) lineFeed() {
	t.pending = false
	if t.y < t.rows-1 {
		t.y++
		return
	}
	t.scrolled = append(t.scrolled, textOf(t.grid[0]))
	t.grid = append(t.grid[1:], make([]vt.Cell, t.cols))
}

// sgr reads what ECMA-48 and xterm say of the parameters that are written.
func (t *teletype) sgr(params string) error {
	p := strings.Split(params, ";")
	for len(p) > 0 {
		n, _ := strconv.Atoi(p[0])
		used, err := 1, error(nil)
		switch attr, ok := lookOf[p[0]]; {
		case ok:
			t.pen.Attr |= attr
		case p[0] == "0" || params == "":
			t.pen = vt.Pen{}
		case n == 38 || n == 48 || n == 58:
			var c vt.Color
			if c, used, err = colourOf(p); err == nil {
				*map[int]*vt.Color{38: &t.pen.FG, 48: &t.pen.BG, 58: &t.pen.Line}[n] = c
			}
		case n >= 30 && n < 38:
			t.pen.FG = vt.Palette(uint8(n - 30))
		case n >= 90 && n < 98:
			t.pen.FG = vt.Palette(uint8(n - 82))
		case n >= 40 && n < 48:
			t.pen.BG = vt.Palette(uint8(n - 40))
		case n >= 100 && n < 108:
			t.pen.BG = vt.Palette(uint8(n - 92))
		default:
			err = fmt.Errorf("SGR %q", params)
		}
		if err != nil {
			return err
		}
		p = p[used:]
	}
	return nil
}

var lookOf = map[string]vt.Attr{"1": vt.Bold, "2": vt.Faint, "3": vt.Italic, "4": vt.Underline, "5": vt.Blink,
	"7": vt.Reverse, "8": vt.Conceal, "9": vt.Strike, "21": vt.DoubleUnderline, "4:3": vt.CurlyUnderline,
	"4:4": vt.DottedUnderline, "4:5": vt.DashedUnderline, "53": vt.Overline}

func colourOf(p []string) (c vt.Color, used int, err error) {
	var n, r, g, b uint8
	if _, err := fmt.Sscanf(strings.Join(p[1:min(3, len(p))], " "), "5 %d", &n); err == nil {
		return vt.Palette(n), 3, nil
	}
	_, err = fmt.Sscanf(strings.Join(p[1:min(5, len(p))], " "), "2 %d %d %d", &r, &g, &b)
	return vt.RGB(r, g, b), 5, err
}

// view is all that can be seen of a terminal.
type view struct {
	grid    [][]vt.Cell
	x, y    int
	pending bool
}

func (t *teletype) view() view { return viewOf(t.grid, t.x, t.y, t.pending) }

func viewOfScreen(s *vt.Screen) view {
	_, rows := s.Size()
	grid := make([][]vt.Cell, rows)
	for y := range grid {
		grid[y] = s.Row(y).Cells
	}
	x, y, _ := s.Cursor()
	return viewOf(grid, x, y, s.Pending())
}

// viewOf leaves out of blanks what cannot be seen of them, and blanks at the
// end of a row.
func viewOf(grid [][]vt.Cell, x, y int, pending bool) view {
	v := view{make([][]vt.Cell, len(grid)), x, y, pending}
	for y, row := range grid {
		v.grid[y] = slices.Clone(row)
		for x := range row {
			c := &v.grid[y][x]
			if c.Rune == ' ' {
				c.Rune = 0
			}
			if c.Rune == 0 && c.Marks[0] == 0 && !c.ShowsBlank() {
				*c = vt.Cell{}
			}
		}
		for n := len(row); n > 0 && v.grid[y][n-1] == (vt.Cell{}); n-- {
			v.grid[y] = v.grid[y][:n-1]
		}
	}
	return v
}

func (v view) equal(o view) bool {
	return v.x == o.x && v.y == o.y && v.pending == o.pending && slices.EqualFunc(v.grid, o.grid, slices.Equal)
}

func (v view) String() string {
	var b strings.Builder
	for y, row := range v.grid {
		for x, c := range row {
			fmt.Fprintf(&b, "(%d,%d) %q %+v\n", x, y, c.AppendText(nil), c.Pen)
		}
	}
	fmt.Fprintf(&b, "cursor (%d,%d) %v\n", v.x, v.y, v.pending)
	return b.String()
}

func textOf(row []vt.Cell) string {
	var b []byte
	for _, c := range row {
		b = c.AppendText(b)
	}
	return strings.TrimRight(string(b), " ")
}
