package cast

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hinshun/vt10x"
)

func newScreen(t testing.TB, cols, rows int, opts ...ScreenOption) *Screen {
	t.Helper()
	s, err := NewScreen(cols, rows, opts...)
	check(t, err)
	return s
}

func TestScreenText(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string // on 5 columns and 3 rows
	}{
		{"empty", "", ""},
		{"trailing blanks", "a  \r\n\r\nb  \r\n", "a\n\nb\n"},
		{"scrolled", "1\r\n2\r\n3\r\n4\r\n5", "1\n2\n3\n4\n5\n"},
		{"wrapped", "abcdefg", "abcde\nfg\n"},
		{"wrap scrolls", "\n\nabcdefghijkl", "\n\nabcde\nfghij\nkl\n"},
		{"full row then newline", "1\r\n2\r\nabcde\r\n4", "1\n2\nabcde\n4\n"},
		{"bare line feed", "a\nb\nc\nd", "a\n b\n  c\n   d\n"},
		{"carriage return", "abc\rx", "xbc\n"},
		{"backspace and tab", "ab\b\bx\ty", "xb  y\n"},
		{"vertical tab", "a\vb\fc\vd", "a\n b\n  c\n   d\n"},
		{"line feed within CSI", "\n\na\x1b[1\n;1mb", "\n\na\n b\n"},
		{"index", "\n\n\r1\x1bD2\x1bE3", "\n\n1\n 2\n3\n"},
		{"reverse index", "a\x1b[H\x1bMb", "b\na\n"},
		{"scroll up", "1\r\n2\x1b[2Sx", "1\n2\n\n x\n"},
		{"scroll region", "1\r\n2\r\n3\x1b[1;2r\x1b[2H\n\n\nx", "\nx\n3\n"},
		{"region reset", "\x1b[1;2r\x1b[r\x1b[3H1\n2", "\n\n1\n 2\n"},
		{"bad region", "\x1b[3;2r\x1b[3H1\n2", "\n\n1\n 2\n"},
		{"alternate screen", "1\r\n2\x1b[?1049h\x1b[3Hx\ny\nz\x1b[?1049l3", "1\n23\n"},
		{"leave alternate screen twice", "1\x1b[?1049l\x1b[?1049l2", "12\n"},
		{"reset on alternate screen", "1\x1b[?1049hx\x1bc2", "2\n"},
		{"omitted parameter", "\x1b[;3Hx", "  x\n"},
		{"zero parameter", "abc\x1b[H\x1b[0Px", "xc\n"},
		{"negative parameter", "abc\x1b[H\x1b[-5Px", "xbc\n"},
		{"huge parameter", "\x1b[99999999999999999999999C\x1b[2000000000Ix", "    x\n"},
		{"private final", "\x1b[>4;2mab\x1b[?2Jc\x1b[!pd\x1b[2 qe", "abcde\n"},
		{"title", "\x1b]0;title\aa\x1b]2;title\x1b\\b\x1bktitle\x1b\\c", "abc\n"},
		{"device control string", "\x1bPq\n\x1b[mx\x1b\\a", "xa\n"},
		{"aborted", "\x1b]0;title\x18a\x1b[1\x1ab\x1b\x1b[1Dc", "ac\n"},
		{"charsets", "\x1b(0q\x1b(Bq\x1b)0\x1b%G\x1b Fq", "─qq\n"},
		{"alignment test", "\x1b#8\x1b[2J", ""},
		{"controls", "a\x00\x01\x0e\x0f\x7f\u0085\u009bb", "ab\n"},
		{"not UTF-8", "a\xffb", "a\uFFFDb\n"},
		{"noncharacter", "a\uFFFFb", "a\uFFFDb\n"},
		{"wide", "日本語x", "日本\n語x\n"},
		{"wide does not fit", "abcd日", "abcd\n日\n"},
		{"wide half overwritten", "日本\x1b[1;2Hx", "日x本\n"},
		{"wide left overwritten", "日本\x1b[Hx", "x 本\n"},
		{"combining", "an\u0303o e\u200dx", "ano e\nx\n"},
		{"combining after a full row", "\n\nabcde\u0303\r", "\n\nabcde\n"},
		{"no wrap", "\x1b[?7labcdefg", "abcdg\n"},
		{"unfinished", "a\x1b[3", "a\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newScreen(t, 5, 3)
			s.Write([]byte(tt.in))
			if got := s.Text(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			bytewise := newScreen(t, 5, 3)
			for i := range len(tt.in) {
				bytewise.Write([]byte{tt.in[i]})
			}
			sameScreen(t, s, bytewise)
		})
	}
}

func sameScreen(t *testing.T, a, b *Screen) {
	t.Helper()
	if d := Diff("want", a.Text(), "got", b.Text()); d != "" {
		t.Fatal(d)
	}
	ax, ay, av := a.Cursor()
	bx, by, bv := b.Cursor()
	if ax != bx || ay != by || av != bv {
		t.Fatalf("cursors %d,%d,%v and %d,%d,%v", ax, ay, av, bx, by, bv)
	}
	for y := range a.rows {
		for x := range a.cols {
			if d := cmp.Diff(a.Cell(x, y), b.Cell(x, y)); d != "" {
				t.Fatalf("cell %d,%d: %s", x, y, d)
			}
		}
	}
}

func TestScreenCell(t *testing.T) {
	plain := Cell{Rune: 'x', FG: DefaultColor, BG: DefaultColor}
	with := func(change func(*Cell)) Cell { c := plain; change(&c); return c }
	for _, tt := range []struct {
		sgr  string
		want Cell
	}{
		{"", plain},
		{"31", with(func(c *Cell) { c.FG = 1 })},
		{"92;103", with(func(c *Cell) { c.FG, c.BG = 10, 11 })},
		{"1", with(func(c *Cell) { c.Bold = true })},
		{"1;31", with(func(c *Cell) { c.Bold, c.FG = true, 9 })},
		{"3;4;5", with(func(c *Cell) { c.Italic, c.Underline, c.Blink = true, true, true })},
		{"7;31;42", with(func(c *Cell) { c.Reverse, c.FG, c.BG = true, 1, 2 })},
		{"1;7;0", plain},
		{"31;", plain},
		{";31", with(func(c *Cell) { c.FG = 1 })},
		{"38;5;196", with(func(c *Cell) { c.FG = 196 })},
		{"38:5:196", with(func(c *Cell) { c.FG = 196 })},
		{"38;2;1;2;3", with(func(c *Cell) { c.FG = rgbColor | 0x010203 })},
		{"48:2::1:2:3", with(func(c *Cell) { c.BG = rgbColor | 0x010203 })},
		{"38;2;0;0;3", with(func(c *Cell) { c.FG = rgbColor | 0x000103 })},
		{"4:3", with(func(c *Cell) { c.Underline = true })},
		{"99999999999999999999;31", with(func(c *Cell) { c.FG = 1 })},
	} {
		s := newScreen(t, 5, 2)
		fmt.Fprintf(s, "\x1b[%smx", tt.sgr)
		if d := cmp.Diff(tt.want, s.Cell(0, 0)); d != "" {
			t.Errorf("%q: %s", tt.sgr, d)
		}
	}
	s := newScreen(t, 5, 2)
	s.Write([]byte("日\x1b[?25l"))
	if l, r := s.Cell(0, 0).Rune, s.Cell(1, 0).Rune; l != '日' || r != 0 {
		t.Errorf("wide: %q %q", l, r)
	}
	if out := s.Cell(5, 0); out.Rune != ' ' {
		t.Errorf("outside: %v", out)
	}
	if x, y, visible := s.Cursor(); x != 2 || y != 0 || visible {
		t.Errorf("cursor %d,%d,%v", x, y, visible)
	}
	if r, g, b, ok := (rgbColor | 0x010203).RGB(); r != 1 || g != 2 || b != 3 || !ok {
		t.Error("RGB")
	}
	if _, _, _, ok := DefaultColor.RGB(); ok {
		t.Error("the default has an RGB")
	}
}

func TestScreenReplies(t *testing.T) {
	var b bytes.Buffer
	s := newScreen(t, 80, 24, Replies(&b))
	s.Write([]byte("\x1b[c\x1b[0c\x1bZ\x1b[>c\x1b[?6n\x1b[5n\x1b[3;7H\x1b[6n"))
	if got, want := b.String(), "\x1b[?6c\x1b[?6c\x1b[?6c\x1b[0n\x1b[3;7R"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestScreenResize(t *testing.T) {
	s := newScreen(t, 5, 4)
	s.Write([]byte("1\r\n2\r\n3\r\n4"))
	check(t, s.Resize(30, 2))
	s.Write([]byte("\r\n5\t\tx"))
	if got, want := s.Text(), "1\n2\n3\n4\n5               x\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if cols, rows := s.Size(); cols != 30 || rows != 2 {
		t.Errorf("size %dx%d", cols, rows)
	}
	wantKind(t, s.Resize(0, 1), KindSize)
	wantKind(t, s.Resize(1e9, 1), KindSize)
	_, err := NewScreen(80, 1e9)
	wantKind(t, err, KindSize)
	s.Apply(Event{Code: Resize, Data: "7x3"})
	s.Apply(Event{Code: Resize, Data: "0x0"})
	s.Apply(Event{Code: Input, Data: "typed"})
	if cols, rows := s.Size(); cols != 7 || rows != 3 {
		t.Errorf("size %dx%d", cols, rows)
	}
}

func TestScreenHistoryIsBounded(t *testing.T) {
	s := newScreen(t, 20, 3)
	for i := range 3*maxHistory + 7 {
		fmt.Fprintf(s, "%d\r\n", i)
	}
	lines := strings.Fields(s.Text())
	if len(lines) != maxHistory+2 || lines[len(lines)-1] != fmt.Sprint(3*maxHistory+6) {
		t.Errorf("%d lines, the last %s", len(lines), lines[len(lines)-1])
	}
}

// broken is an emulator with a bug.
type broken struct{ vt10x.Terminal }

func (broken) Write([]byte) (int, error) { panic("index out of range") }

func TestScreenSurvivesPanic(t *testing.T) {
	s := newScreen(t, 5, 3)
	s.Write([]byte("kept"))
	s.vt = broken{s.vt}
	s.Write([]byte("x"))
	s.Write([]byte("on"))
	if got := s.Text(); got != "kept\non\n" {
		t.Errorf("got %q", got)
	}
}

func BenchmarkScreen(b *testing.B) {
	line := "some plain text of a log, as programs print it to consoles\r\n"
	for _, bm := range []struct {
		name, in string
	}{
		{"plain in 32 KiB", strings.Repeat(line, 32<<10/len(line))},
		{"plain in 4 KiB", strings.Repeat(line, 4<<10/len(line))},
		{"plain by line", line},
		{"colours", strings.Repeat("\x1b[32mok\x1b[0m some text\r\n", 100)},
	} {
		b.Run(bm.name, func(b *testing.B) {
			s := newScreen(b, 80, 24)
			b.SetBytes(int64(len(bm.in)))
			for b.Loop() {
				s.Write([]byte(bm.in))
			}
		})
	}
}
