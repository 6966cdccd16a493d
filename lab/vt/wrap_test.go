package vt

import "testing"

func TestWrapping(t *testing.T) {
	show(t, []shown{
		{"the last column does not wrap yet", 3, 2, "abc", "abc", 3, 0},
		{"the next character does", 3, 2, "abcd", "abc\nd", 1, 1},
		{"at the bottom it scrolls", 3, 2, "abcdefg", "def\ng", 1, 1},
		{"one column", 1, 3, "abc", "a\nb\nc", 1, 2},
		{"one cell", 1, 1, "abc", "c", 1, 0},
		{"CR LF from a pending wrap is one row", 3, 3, "abc\r\nd", "abc\nd", 1, 1},
		{"TAB from a pending wrap stays", 3, 2, "abc\tX", "abX", 3, 0},
		{"SGR leaves it pending", 3, 2, "abc\x1b[31mX", "abc\nX", 1, 1},
		{"CUP takes it away", 3, 2, "abc\x1b[1;3HX", "abX", 3, 0},
		{"DECTCEM leaves it pending", 3, 2, "abc\x1b[?25lX", "abc\nX", 1, 1},
		{"DECAWM reset: the last column is overwritten", 3, 2, "\x1b[?7labcdef", "abf", 2, 0},
		{"DECAWM reset takes a pending wrap away (DEC STD 070)", 3, 2, "abc\x1b[?7l\x1b[?7hX", "abX", 3, 0},
		{"written while reset, set again: it is pending (xterm)", 3, 2, "\x1b[?7labc\x1b[?7hX", "abc\nX", 1, 1},
		{"a private mode 7 alone is DECAWM", 3, 2, "\x1b[7labcd", "abc\nd", 1, 1},
		{"below the region it does not scroll", 3, 3, "\x1b[1;2r\x1b[3HabcX", "\n\nXbc", 1, 2},
	})
}

func TestWrappedTellsThatTextGoesOn(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     bool
	}{
		{"not yet", "abc", false},
		{"once it does", "abcd", true},
		{"a line feed does not", "abc\r\nd", false},
		{"a wide character that has no room", "ab漢", true},
		{"erased to its end", "abcd\x1b[1;2H\x1b[K", false},
		{"erased to its start", "abcd\x1b[1;2H\x1b[1K", true},
		{"erased", "abcd\x1b[2J", false},
		{"overwritten", "abcd\x1b[Hx", true},
		{"scrolled away", "abcd\x1b[S", false},
		{"moved down", "d\x1b[2Habcd\x1b[H\x1b[M", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(3, 3, Options{})
			s.Write([]byte(c.in))
			if got := s.Row(0).Wrapped; got != c.want {
				t.Errorf("%q: row 0 is wrapped: %v", c.in, got)
			}
		})
	}
	s := New(3, 3, Options{})
	s.Write([]byte("abcd"))
	s.Resize(3, 5)
	if !s.Row(0).Wrapped {
		t.Error("more rows change nothing of it")
	}
	s.Resize(5, 5)
	if s.Row(0).Wrapped {
		t.Error("in more columns, the row ends before the edge")
	}
}
