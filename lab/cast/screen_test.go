package cast

import (
	"fmt"
	"strings"
	"testing"

	"socklab/lab/vt"
)

func newScreen(t testing.TB, cols, rows int) *vt.Screen {
	t.Helper()
	s, err := NewScreen(cols, rows)
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
		{"private final", "\x1b[>4;2mab\x1b[?2Jc\x1b[!pd\x1b[2 qe", "  cde\n"},
		{"title", "\x1b]0;title\aa\x1b]2;title\x1b\\b\x1bktitle\x1b\\c", "abc\n"},
		{"device control string", "\x1bPq\n\x1b[mx\x1b\\a", "xa\n"},
		{"aborted", "\x1b]0;title\x18a\x1b[1\x1ab\x1b\x1b[1Dc", "ac\n"},
		{"charsets", "\x1b(0q\x1b(Bq\x1b)0\x1b%G\x1b Fq", "─qq\n"},
		{"alignment test", "\x1b#8\x1b[2J", ""},
		{"controls", "a\x00\x01\x0e\x0f\x7f\u0085\u009bb", "ab\n"},
		{"not UTF-8", "a\xffb", "a\uFFFDb\n"},
		{"noncharacter", "a\uFFFFb", "a\uFFFFb\n"},
		{"wide", "日本語x", "日本\n語x\n"},
		{"wide does not fit", "abcd日", "abcd\n日\n"},
		{"wide half overwritten", "日本\x1b[1;2Hx", " x本\n"},
		{"wide left overwritten", "日本\x1b[Hx", "x 本\n"},
		{"combining", "an\u0303o e\u200dx", "an\u0303o e\nx\n"},
		{"combining after a full row", "\n\nabcde\u0303\r", "\n\nabcde\u0303\n"},
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
			if got := bytewise.Text(); got != tt.want {
				t.Errorf("bytewise %q, want %q", got, tt.want)
			}
		})
	}
}

func TestScreenSizes(t *testing.T) {
	for _, size := range [][2]int{{0, 1}, {1, 0}, {-1, 1}, {MaxSide + 1, 1}, {80, 1e9}} {
		_, err := NewScreen(size[0], size[1])
		wantKind(t, err, KindSize)
		_, err = NewBudget(t.Context()).NewScreen(size[0], size[1])
		wantKind(t, err, KindSize)
	}
}

// TestApply holds which events a screen shows.
func TestApply(t *testing.T) {
	s := newScreen(t, 5, 4)
	for _, e := range []Event{
		{Code: Output, Data: "1\r\n2\r\n3\r\n4"}, {Code: Resize, Data: "30x2"}, {Code: Output, Data: "\r\n5\t\tx"},
		{Code: Input, Data: "typed"}, {Code: Marker, Data: "marked"}, {Code: Exit, Data: "0"},
		{Code: Resize, Data: "0x0"}, {Code: Resize, Data: "1001x2"}, {Code: Resize, Data: "x"}, {Code: Output},
	} {
		Apply(s, e)
	}
	if got, want := s.Text(), "1\n2\n3\n4\n5               x\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if cols, rows := s.Size(); cols != 30 || rows != 2 {
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
