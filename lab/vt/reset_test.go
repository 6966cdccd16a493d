package vt

import "testing"

func TestResets(t *testing.T) {
	const changed = "\x1b[2;3r\x1b[?6h\x1b[4h\x1b[?7l\x1b[31m\x1b(0"
	show(t, []shown{
		{"RIS is a new terminal", 3, 4, changed + "x\x1bcabcd", "abc\nd", 1, 1},
		{"RIS forgets the saved cursor", 5, 3, "ab\x1b7\x1bc\x1b[2H\x1b8X", "X", 1, 0},
		{"DECSTR leaves screen and cursor", 5, 3, "ab\x1b[2;3H\x1b[!p", "ab", 2, 1},
		{"DECSTR: autowrap as it begins (xterm; the VT510 switches it off)", 3, 3, "\x1b[?7l\x1b[!pabcd", "abc\nd", 1, 1},
		{"DECSTR resets IRM", 5, 3, "ab\r\x1b[4h\x1b[!pX", "Xb", 1, 0},
		{"DECSTR resets the region", 5, 3, "a\r\nb\r\nc\x1b[1;2r\x1b[!p\x1b[3H\nX", "b\nc\nX", 1, 2},
		{"DECSTR resets origin mode", 5, 3, "\x1b[2;3r\x1b[?6h\x1b[!p\x1b[HX", "X", 1, 0},
		{"DECSTR: DECRC goes home", 5, 3, "ab\x1b7\x1b[!p\x1b8X", "Xb", 1, 0},
		{"DECSTR leaves LNM (VT510, table 5-8)", 5, 3, "\x1b[20h\x1b[!pab\nX", "ab\nX", 1, 1},
		{"DECSTR leaves tab stops", 20, 1, "\x1b[3g\x1b[!p\tX", repeated(" ", 19) + "X", 20, 0},
		{"a private DECSTR is none", 5, 3, "\x1b[4hab\r\x1b[?!pX", "Xab", 1, 0},
		{"DECALN", 3, 2, "a\x1b#8", "EEE\nEEE", 0, 0},
		{"DECALN resets region and origin mode", 3, 3, "\x1b[2;3r\x1b[?6h\x1b#8X", "XEE\nEEE\nEEE", 1, 0},
	})
	for _, in := range []string{"\x1b[31;1m\x1b[!p", "\x1b[31;1m\x1bc"} {
		s := New(5, 2, Options{})
		s.Write([]byte(in))
		if s.cursor.pen != (Pen{}) {
			t.Errorf("after %q the pen is %+v", in, s.cursor.pen)
		}
	}
}
