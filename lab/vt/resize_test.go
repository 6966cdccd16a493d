package vt

import (
	"slices"
	"testing"
)

func TestResize(t *testing.T) {
	const rows = "a\r\nb\r\nc\r\nd"
	for _, c := range []struct {
		name       string
		in         string // to a screen of 4×4
		cols, rows int
		lines      string
		x, y       int
		off        []string // what scrolled off
	}{
		{"the same", rows, 4, 4, "a\nb\nc\nd", 1, 3, nil},
		{"more rows stand below", rows, 4, 6, "a\nb\nc\nd", 1, 3, nil},
		{"fewer, the cursor at the bottom: the first scroll off", rows, 4, 2, "c\nd", 1, 1, []string{"a", "b"}},
		{"fewer, the cursor at the top: the last are cut", rows + "\x1b[H", 4, 2, "a\nb", 0, 0, nil},
		{"fewer, the cursor in the middle", rows + "\x1b[3H", 4, 2, "b\nc", 0, 1, []string{"a"}},
		{"one row", rows, 4, 1, "d", 1, 0, []string{"a", "b", "c"}},
		{"none is one", rows, 0, 0, "d", 0, 0, []string{"a", "b", "c"}},
		{"fewer columns cut lines", "abcd\r\nef", 2, 4, "ab\nef", 1, 1, nil},
		{"more columns bring nothing back", "abcd", 8, 4, "abcd", 3, 0, nil},
		{"a pending wrap is none any more (xterm)", "abcd", 8, 4, "abcd", 3, 0, nil},
		{
			"on the alternate screen: main keeps its cursor's row, too", rows + "\x1b[?1049h\x1b[HX", 4, 2,
			"X", 1, 0, []string{"a", "b"},
		},
		{"and shows it afterwards", rows + "\x1b[?1049h\x1b[HX", 4, 2, "X", 1, 0, []string{"a", "b"}},
		{"a saved cursor below the screen is none to keep", "\x1b[4H\x1b7\x1b[H\x1b[?47h", 4, 1, "", 0, 0, []string{"", "", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var off []string
			s := New(4, 4, Options{History: 9, Off: func(r Row) { off = append(off, rowText(r)) }})
			s.Write([]byte(c.in))
			s.Resize(c.cols, c.rows)
			check(t, s)
			if got := onScreen(s); got != c.lines {
				t.Errorf("shows\n%q, want\n%q", got, c.lines)
			}
			if x, y, _ := s.Cursor(); x != c.x || y != c.y || s.Pending() {
				t.Errorf("the cursor is at %d,%d, want %d,%d", x, y, c.x, c.y)
			}
			if !slices.Equal(off, c.off) || !slices.Equal(s.Scrolled(), append([]string{}, c.off...)) {
				t.Errorf("scrolled off: %q and %q, want %q", off, s.Scrolled(), c.off)
			}
		})
	}
}

func rowText(r Row) string { return string((&row{cells: r.Cells}).appendText(nil)) }

func TestAfterAResize(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after string
		cols, rows    int
		lines         string
	}{
		{"the region is the screen", "\x1b[2;3r", "\x1b[99Ha\nb", 4, 5, "\n\n\na\n b"},
		{"the main screen as its cursor had it", "a\r\nb\r\nc\x1b[?1049hX", "\x1b[?1049lY", 4, 2, "b\ncY"},
		{"a saved cursor moves with its row", "a\r\nb\x1b7\r\nc\r\nd", "\x1b8X", 4, 3, "bX\nc\nd"},
		{"a saved cursor stays on the screen", "\x1b[4;4H\x1b7\x1b[H", "\x1b8X", 2, 2, "\n X"},
		{"more rows after fewer", "abc\r\ndef\x1b[H", "\x1b[2HX", 4, 4, "abc\nXef"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(4, 4, Options{})
			s.Write([]byte(c.before))
			s.Resize(c.cols, c.rows)
			s.Write([]byte(c.after))
			check(t, s)
			if got := onScreen(s); got != c.lines {
				t.Errorf("shows\n%q, want\n%q", got, c.lines)
			}
		})
	}
}

// A save further down than the screen now is once made Resize read rows that
// were not there.
func TestResizeWithASavedCursorBelowTheScreen(t *testing.T) {
	s := New(4, 20, Options{})
	s.Write([]byte("\x1b[20H\x1b7\x1b[H"))
	s.Resize(4, 10)
	s.Write([]byte("\x1b[?47h"))
	s.Resize(4, 5)
	check(t, s)
}
