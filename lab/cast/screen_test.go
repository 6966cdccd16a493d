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

// TestScreenText holds what the text of a recording is; lab/vt has the
// terminal's functions.
func TestScreenText(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string // on 5 columns and 3 rows
	}{
		{"empty", "", ""},
		{"trailing blanks", "a  \r\n\r\nb  \r\n", "a\n\nb\n"},
		{"scrolled", "1\r\n2\r\n3\r\n4\r\n5", "1\n2\n3\n4\n5\n"},
		{"wrapped", "abcdefg", "abcde\nfg\n"},
		{"wrap scrolls", "\n\nabcdefghijkl", "\n\nabcde\nfghij\nkl\n"},
		{"a region scrolls", "1\r\n2\r\n3\x1b[1;2r\x1b[2H\n\n\nx", "\nx\n3\n"},
		{"alternate screen", "1\r\n2\x1b[?1049h\x1b[3Hx\ny\nz\x1b[?1049l3", "1\n23\n"},
		{"cleared", "1\r\n2\r\n3\x1b[2J\x1b[Hx", "x\n"},
		{"not UTF-8", "a\xffb", "a\uFFFDb\n"},
		{"wide and combining", "日本\r\nan\u0303o", "日本\nan\u0303o\n"},
		{"unfinished", "a\x1b[3", "a\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newScreen(t, 5, 3)
			s.Write([]byte(tt.in))
			if got := s.Text(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
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
