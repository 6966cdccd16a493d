package vt

import "testing"

func TestWideCharacters(t *testing.T) {
	show(t, []shown{
		{"take two columns", 6, 2, "漢字", "漢字", 4, 0},
		{"and fill the row", 4, 2, "漢字", "漢字", 4, 0},
		{"and wrap", 4, 2, "漢字x", "漢字\nx", 1, 1},
		{"without room in the row they go to the next", 3, 2, "ab漢", "ab\n漢", 2, 1},
		{"and what stood in the last column is erased", 3, 2, "xyz\r\x1b[2C漢", "xy\n漢", 2, 1},
		{"at the bottom that scrolls", 3, 2, "a\r\nbc漢", "bc\n漢", 2, 1},
		{"DECAWM reset: without room they are not shown", 3, 2, "\x1b[?7lab漢", "ab", 2, 0},
		{"one column: they are not shown", 1, 3, "a漢b", "a\nb", 1, 1},
		{"one column: nor does a pending wrap happen", 1, 3, "a漢", "a", 1, 0},
		{"overwritten in the left half", 6, 2, "漢字\rx", "x 字", 1, 0},
		{"overwritten in the right half", 6, 2, "漢字\x1b[2Gx", " x字", 2, 0},
		{"overwritten by text over its left half", 6, 2, "漢字\rabc", "abc", 3, 0},
		{"overwritten by a wide one, a column off", 6, 2, "漢字\x1b[2G火", " 火", 3, 0},
		{"overwritten by a wide one in its place", 6, 2, "漢字\r火", "火字", 2, 0},
		{"DCH of the left half", 6, 2, "漢字x\r\x1b[P", " 字x", 0, 0},
		{"DCH of the right half", 6, 2, "漢字x\x1b[2G\x1b[P", " 字x", 1, 0},
		{"DCH up to a left half", 6, 2, "a漢x\r\x1b[2P", " x", 0, 0},
		{"DCH of both halves", 6, 2, "漢字x\r\x1b[2P", "字x", 0, 0},
		{"ICH at the right half", 6, 2, "漢x\x1b[2G\x1b[@", "   x", 1, 0},
		{"ICH pushes a half out", 4, 2, "ab漢\r\x1b[@", " ab", 0, 0},
		{"ICH pushes it out whole", 4, 2, "ab漢\r\x1b[2@", "  ab", 0, 0},
		{"IRM: a wide one in front of a wide one", 5, 2, "漢字\r\x1b[4h火", "火漢", 2, 0},
		{"IRM: in the right half", 6, 2, "漢x\x1b[2G\x1b[4hy", " y x", 2, 0},
		{"ECH of the left half", 6, 2, "漢字\r\x1b[X", "  字", 0, 0},
		{"ECH of the right half", 6, 2, "漢字\x1b[2G\x1b[X", "  字", 1, 0},
		{"ECH up to a left half", 6, 2, "a漢字\r\x1b[2X", "   字", 0, 0},
		{"EL 0 from the right half", 6, 2, "漢字\x1b[4G\x1b[K", "漢", 3, 0},
		{"EL 1 to the left half", 6, 2, "漢字\x1b[3G\x1b[1K", "", 2, 0},
		{"ED 0 from the right half", 6, 2, "漢字\x1b[2G\x1b[J", "", 1, 0},
		{"ED 1 to the left half", 6, 2, "漢字x\r\x1b[2C\x1b[1J", "    x", 2, 0},
		{"BS stands on the right half", 6, 2, "漢\bx", " x", 2, 0},
		{"emoji", 6, 2, "😀x", "😀x", 3, 0},
		{"a flag is its two letters", 6, 2, "🇪🇸", "🇪🇸", 4, 0},
	})
}

func TestBothHalvesOfAWideCharacter(t *testing.T) {
	red := Pen{BG: Palette(1)}
	look(t, []looked{
		{"the left one has the character", "\x1b[41m漢", 0, 0, Cell{Rune: '漢', Pen: red}},
		{"the right one is a tail with its looks", "\x1b[41m漢", 1, 0, Cell{Rune: Tail, Pen: red}},
		{"what remains of an overwritten one keeps its looks", "\x1b[41m漢\x1b[m\rx", 1, 0, Cell{Pen: red}},
		{"a last column that has no room is erased", "abcde\x1b[41m漢", 5, 0, Cell{Pen: red}},
	})
	for x, want := range []rune{'漢', 0, 'x', ' '} {
		s := New(4, 1, Options{})
		s.Write([]byte("漢x"))
		if got := s.Cell(x, 0).Char(); got != want {
			t.Errorf("column %d has %q, want %q", x, got, want)
		}
	}
}

func TestResizingThroughAWideCharacter(t *testing.T) {
	s := New(6, 2, Options{})
	s.Write([]byte("a漢漢"))
	s.Resize(4, 2)
	check(t, s)
	if got := onScreen(s); got != "a漢" {
		t.Errorf("%q", got)
	}
	s.Resize(2, 2)
	check(t, s)
	s.Resize(6, 2)
	if got := onScreen(s); got != "a" {
		t.Errorf("%q", got)
	}
}
