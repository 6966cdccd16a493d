package vt

import "testing"

func TestACloneAndItsOriginalDoNotDisturbEachOther(t *testing.T) {
	for _, c := range []struct{ name, before, clone, after string }{
		{"cells", "abc", "\rX\x1b[5G漢", "def"},
		{"a row that grows", "ab", "XXXX", "\x1b[2Hcd"},
		{"tab stops", "\x1b[3g", "\x1b[4G\x1bH\r", "\tX"},
		{"a sequence that is split", "a\x1b[31;4", ";1mX\x1b[7\x1b[4", "2mb"},
		{"a character that is split", "a\xe6\xbc", "x\xe6\xb0", "\xa2b"},
		{"the alternate screen", "a\x1b[?1049hb", "X\x1b[?1049lY", "c\x1b[?1049ld"},
		{"saved cursors", "ab\x1b7", "\x1b[2H\x1b7", "\x1b8c"},
		{"scrolled rows", "a\r\nb\r\nc", "\n\n\x1b[41m\n", "\nd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			alone := New(9, 3, Options{})
			alone.Write([]byte(c.before + c.after))
			for _, first := range []string{"the clone", "the original"} {
				s := New(9, 3, Options{})
				s.Write([]byte(c.before))
				goesOn, other := s.Clone(), s
				if first == "the original" {
					goesOn, other = s, goesOn
				}
				for i := range len(c.clone) {
					goesOn.Write([]byte(c.clone[i : i+1]))
				}
				other.Write([]byte(c.after))
				check(t, goesOn)
				same(t, first+" wrote in between", other, alone)
			}
		})
	}
}

func TestACloneHasNoHistoryAndNoMeter(t *testing.T) {
	off := 0
	s := New(4, 2, Options{History: 5, Off: func(Row) { off++ }, Meter: &meter{most: 60}})
	s.Write([]byte("a\r\nb\r\nc"))
	c, was := s.Clone(), off
	c.Write([]byte("\n\n\n\n\n\n\n\n\n\n\x1b[2J\x1b[2J\x1b[2J\x1b[2J\rd"))
	if got := c.AllLines(); len(got) != 2 || got[1] != "d" || off != was {
		t.Errorf("the clone has %q, and %d rows more went off", got, off-was)
	}
	if s.Memory() < c.Memory() || c.Memory() < 28*2 {
		t.Errorf("a clone of %d bytes takes %d", s.Memory(), c.Memory())
	}
}

func TestEqualIsWhatCanBeSeen(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"the same", "abc", "abc", true},
		{"other ways to it", "abc", "a\x1b[Cc\x1b[2Gb\x1b[C", true},
		{"a blank that was written", "a ", "a\x1b[C", true},
		{"text", "abc", "abd", false},
		{"looks", "abc", "ab\x1b[1mc", false},
		{"looks of blanks", "a\x1b[41m\x1b[K", "a", false},
		{"the pen cannot be seen", "a\x1b[1m", "a", true},
		{"the cursor's place", "a\x1b[H", "a", false},
		{"a hidden cursor", "a\x1b[?25l", "a", false},
		{"marks", "e\u0301", "e", false},
	} {
		a, b := New(5, 2, Options{}), New(5, 2, Options{})
		a.Write([]byte(c.a))
		b.Write([]byte(c.b))
		if a.Equal(b) != c.want || b.Equal(a) != c.want {
			t.Errorf("%s: %q and %q are equal: %v", c.name, c.a, c.b, a.Equal(b))
		}
	}
	if New(5, 2, Options{}).Equal(New(5, 3, Options{})) {
		t.Error("other sizes are not equal")
	}
}

func TestChanged(t *testing.T) {
	for _, c := range []struct {
		name, before, in string
		low, end         int
		off              bool // somebody counts the rows that scroll off
	}{
		{"nothing", "abc", "", 0, 0, false},
		{"the cursor alone", "abc", "\x1b[2H", 0, 0, false},
		{"a row", "abc", "\x1b[2Hx", 1, 2, false},
		{"from the first to the last that did", "abc", "\x1b[2Hx\x1b[4Hy", 1, 4, false},
		{"a scroll", "\x1b[4Ha", "\n", 0, 4, false},
		{"a scroll, and Off knows of it", "\x1b[4Ha", "\n", 3, 4, true},
		{"a row that then moved up, and Off knows of it", "\x1b[4Ha", "\x1b[3Hx\x1b[4H\n", 1, 4, true},
		{"a scroll of a region", "\x1b[2;3r", "\x1b[3H\n", 1, 3, true},
		{"the other screen", "abc", "\x1b[?47h", 0, 4, false},
		{"an erased row", "abc", "\x1b[2H\x1b[K", 1, 2, false},
		{"a mark", "abc", "\u0301", 0, 1, false},
		{"a reset", "abc", "\x1bc", 0, 4, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var o Options
			if c.off {
				o.Off = func(Row) {}
			}
			s := New(5, 4, o)
			s.Write([]byte(c.before))
			s.Changed()
			s.Write([]byte(c.in))
			if low, end := s.Changed(); low != c.low || end != c.end {
				t.Errorf("%q after %q changed rows %d to %d, want %d to %d", c.in, c.before, low, end, c.low, c.end)
			}
			if low, end := s.Changed(); low != end {
				t.Errorf("asked again: %d to %d", low, end)
			}
		})
	}
}
