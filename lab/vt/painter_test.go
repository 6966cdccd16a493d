package vt

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A viewer is a terminal that a Painter paints on.
type viewer struct {
	t       testing.TB
	painter Painter
	screen  *Screen
}

func newViewer(t testing.TB, cols, rows int) *viewer {
	return &viewer{t, Painter{Scrolls: true}, New(cols, rows, Options{})}
}

// paint paints c, and holds that the terminal shows it then, and that nothing is
// written when it is painted again. It returns how many bytes were written.
func (v *viewer) paint(c *Canvas) int {
	v.t.Helper()
	if cols, rows := v.screen.Size(); cols != c.Cols || rows != c.Rows {
		v.screen.Resize(c.Cols, c.Rows)
	}
	out := append([]byte(nil), v.painter.Paint(c)...)
	v.screen.Write(out)
	for y := range c.Rows {
		for x, want := range c.Row(y) {
			if v.painter.Look != nil {
				want.Pen = v.painter.Look(want.Pen)
			}
			if got := v.screen.Cell(x, y); got != want {
				v.t.Fatalf("at %d, %d: %+v, want %+v, after %q\n%s", x, y, got, want, out, cmp.Diff(lines(c), v.screen.Lines()))
			}
		}
	}
	if again := v.painter.Paint(c); len(again) > 0 {
		v.t.Fatalf("a canvas that is shown is painted again: %q", again)
	}
	return len(out)
}

func TestPaint(t *testing.T) {
	red, back := Pen{FG: Palette(1), Attr: Bold}, Pen{BG: RGB(1, 2, 3)}
	c := newCanvas(12, 4)
	var p Painter
	for _, step := range []struct {
		change func()
		want   string
	}{
		{func() {}, "\x1b[m\x1b[1;1H\x1b[2J"},
		{func() {}, ""},
		{func() { c.Text(2, 1, 9, "red", red) }, "\x1b[2;3H\x1b[1;31mred"},
		{func() { c.Text(8, 1, 9, "up", red) }, "\x1b[3Cup"},
		{func() { c.Text(0, 1, 9, "x red", Pen{}); c.Set(2, 1, Cell{Rune: 'R', Pen: red}) }, "\r\x1b[mx \x1b[1;31mR\x1b[med"},
		{func() { c.Text(0, 2, 12, "over the edge", Pen{}) }, "\r\nover the ed…"},
		{func() { c.Text(0, 3, 12, "ab 日本c", Pen{}) }, "\x1b[4;1Hab 日\x1b[4;6H本\x1b[4;8Hc"},
		{func() { c.Set(1, 3, Cell{Rune: 'X'}); c.Set(2, 3, Cell{Rune: 'Y'}) }, "\x1b[7DXY"},
		{func() { c.Set(4, 3, Cell{Rune: 'Z'}) }, " Z"},
		{func() { c.Text(0, 2, 12, "o           ", Pen{}) }, "\x1b[3;2H\x1b[K"},
		{func() { c.Fill(0, 0, 2, 1, Cell{Pen: back}) }, "\x1b[1;1H\x1b[48;2;1;2;3m  "},
		{func() { c.Fill(0, 0, 12, 4, Cell{}) }, "\r\x1b[m  \r\n\x1b[K\r\n \r\n\x1b[K"},
		{func() { c.Text(0, 0, 9, "e\u0301e", Pen{}) }, "\x1b[1;1He\u0301\x1b[1;2He"},
		{func() { c.Text(3, 0, 9, "🙂x", Pen{}) }, "   \x1b[1;4H🙂\x1b[1;6Hx"},
		{func() { p.Reset() }, "\x1b[m\x1b[1;1H\x1b[2Je\u0301\x1b[1;2He   \x1b[1;4H🙂\x1b[1;6Hx"},
		{func() { c.Reset(2, 1) }, "\x1b[m\x1b[1;1H\x1b[2J"},
	} {
		step.change()
		if got := string(p.Paint(c)); got != step.want {
			t.Errorf("got %q, want %q\n%s", got, step.want, strings.Join(lines(c), "\n"))
		}
	}
}

// TestPaintLooks paints what a terminal without colours is to show.
func TestPaintLooks(t *testing.T) {
	v := newViewer(t, 20, 3)
	v.painter.Look = func(p Pen) Pen { return Pen{Attr: p.Attr} }
	c := newCanvas(20, 3)
	c.Text(0, 1, 20, "bold", Pen{FG: Palette(1), Attr: Bold})
	c.Text(4, 1, 16, "green", Pen{FG: Palette(2)})
	v.paint(c)
}

// TestPaintOnOtherWidths holds that what stands beside a character stays where it
// is on terminals that take another width for it.
func TestPaintOnOtherWidths(t *testing.T) {
	for _, c := range []struct{ text, theirs string }{
		{"🙂", "e"}, {"漢", "k"}, {"❤", "漢"}, {"e\u0301", "e'"}, {"ᐊ", "漢"},
	} {
		canvas, screen := newCanvas(20, 2), New(20, 2, Options{})
		var p Painter
		show := func() {
			screen.Write([]byte(strings.ReplaceAll(string(p.Paint(canvas)), c.text, c.theirs)))
			if got := screen.Cell(8, 0).Rune; got != '│' {
				t.Fatalf("%s as %s: the edge is %c: %q", c.text, c.theirs, got, screen.Lines())
			}
		}
		canvas.Set(8, 0, Cell{Rune: '│'})
		canvas.Text(0, 0, 8, "ab"+"cd"[:TextWidth(c.text)-1]+"yz", Pen{}) // so that they need not change
		show()
		canvas.Text(0, 0, 8, "x"+c.text+"yz", Pen{})
		show()
		if got, at := screen.Lines()[0], 1+TextWidth(c.text); screen.Cell(at, 0).Rune != 'y' || screen.Cell(at+1, 0).Rune != 'z' {
			t.Errorf("%s as %s: %q", c.text, c.theirs, got)
		}
		if strings.ContainsAny(screen.Lines()[0], "bcd") && TextWidth(c.theirs) == 1 && isPicture([]rune(c.text)[0]) {
			t.Errorf("%s as %s: its right half shows what was there: %q", c.text, c.theirs, screen.Lines()[0])
		}
	}
}

// TestPaintScrolls holds that rows that move are not painted again.
func TestPaintScrolls(t *testing.T) {
	for _, where := range []struct{ y, rows int }{{0, 24}, {0, 12}, {12, 12}, {5, 14}} {
		for _, n := range []int{1, 3, -1, -4} {
			v := newViewer(t, 80, 24)
			show := func(first int) *Canvas {
				c := newCanvas(80, 24)
				for y := range 24 {
					c.Text(0, y, 80, fmt.Sprint("a row that stays ", y), Pen{FG: Palette(3)})
				}
				for y := range where.rows {
					c.Text(0, where.y+y, 80, fmt.Sprint("this is row ", first+y, " of what scrolls"), Pen{BG: Palette(4)})
				}
				return c
			}
			v.paint(show(100))
			if n, most := v.paint(show(100+n)), 70+45*max(n, -n); n > most {
				t.Errorf("%+v by %d: %d bytes, want at most %d", where, n, n, most)
			}
		}
	}
}

// FuzzPaint draws whatever it is told, and holds that the terminal shows it.
func FuzzPaint(f *testing.F) {
	f.Add([]byte("\x14\x05t\x01\x02hello\x00t\x03\x02日本\x00"), true)
	f.Add([]byte("\x50\x18s\x01\x02\x1b[31mhello\r\n\x00p\x00\x00f\x03\x00ss\x04"), true)
	f.Add([]byte("\x09\x09t\x00\x00one\x00t\x00\x02two\x00pu\x01\x00pu\x03\x00pd\x02\x00p"), false)
	f.Fuzz(func(t *testing.T, data []byte, scrolls bool) {
		next := func() byte {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return b
		}
		text := func() string {
			s, rest, _ := strings.Cut(string(data), "\x00")
			data = []byte(rest)
			return s
		}
		size := func() (cols, rows int) { return int(next()%60) + 1, int(next()%20) + 1 }
		v := newViewer(t, 1, 1)
		v.painter.Scrolls = scrolls
		c := newCanvas(size())
		screen := New(30, 8, Options{})
		for len(data) > 0 {
			what, x, y := next(), int(int8(next())), int(int8(next()))
			pen := Pen{FG: Color(x & 7), BG: Color(y & 3), Attr: Attr(x) & (Bold | Underline | Reverse)}
			switch what {
			case 't':
				c.Text(x, y, int(next()), text(), pen)
			case 'c':
				for _, r := range text() {
					c.Set(x, y, Cell{Rune: r, Pen: pen})
				}
			case 's':
				screen.Write([]byte(text()))
				c.Draw(x, y, int(next()), int(next()), screen, x/3, y/3)
			case 'f':
				c.Fill(x, y, int(next()), int(next()), Cell{Rune: rune(next() & 0x7f), Pen: pen})
			case 'u': // up
				c.move(max(x, 0), max(y, 0), 0)
			case 'd':
				c.move(0, max(y, 0), max(x, 0))
			case 'r':
				c.Reset(size())
			}
			for y := range c.Rows {
				for x, cell := range c.Row(y) {
					wide := Width(cell.Rune) == 2
					tail := x+1 < c.Cols && c.Row(y)[x+1].Rune == Tail
					if wide != tail || cell.Rune == Tail && (x == 0 || Width(c.Row(y)[x-1].Rune) != 2) {
						t.Fatalf("%c leaves half of a wide character at %d, %d: %+v", what, x, y, c.Row(y))
					}
				}
			}
			v.paint(c)
		}
	})
}

// move moves rows of a canvas.
func (c *Canvas) move(from, rows, to int) {
	rows = min(rows, c.Rows-max(from, to))
	if rows > 0 {
		copy(c.Cells[to*c.Cols:], c.Cells[from*c.Cols:(from+rows)*c.Cols])
	}
}
