package vt

import "testing"

func TestAlternateScreen(t *testing.T) {
	show(t, []shown{
		{"47 keeps the cursor", 5, 3, "ab\x1b[?47hX", "  X", 3, 0},
		{"47 and back: the main screen as it was, the cursor where it is", 5, 3, "ab\x1b[?47h\x1b[2HX\x1b[?47lY", "ab\n Y", 2, 1},
		{"47 finds what was left there", 5, 3, "\x1b[?47hX\x1b[?47l\x1b[?47h", "X", 1, 0},
		{"1047 is blank when it is left", 5, 3, "\x1b[?1047hX\x1b[?1047l\x1b[?1047h", "", 1, 0},
		{"1047 finds what 47 left there", 5, 3, "\x1b[?47hX\x1b[?47l\x1b[?1047h", "X", 1, 0},
		{"1047 keeps the cursor", 5, 3, "ab\x1b[?1047h\x1b[2HX\x1b[?1047lY", "ab\n Y", 2, 1},
		{"1048 saves and restores the cursor", 5, 3, "ab\x1b[?1048h\x1b[3HX\x1b[?1048lY", "abY\n\nX", 3, 0},
		{"1049 is blank, and keeps the cursor", 5, 3, "ab\x1b[?47hX\x1b[?47l\x1b[2;2H\x1b[?1049hY", "\n Y", 2, 1},
		{"1049 and back: the cursor as it was", 5, 3, "ab\x1b[?1049h\x1b[3HX\x1b[?1049lY", "abY", 3, 0},
		{"1049 saves the pending wrap", 3, 3, "abc\x1b[?1049h\x1b[HX\x1b[?1049lY", "abc\nY", 1, 1},
		{"1049 set twice keeps what main saved", 5, 3, "ab\x1b[?1049h\x1b[2HX\x1b[?1049hY\x1b[?1049lZ", "abZ", 3, 0},
		{"1049 set twice changes nothing (xterm erases once more)", 5, 3, "ab\x1b[?1049h\x1b[2HX\x1b[?1049hY", "\nXY", 2, 1},
		{"1049 reset twice changes nothing (xterm restores once more)", 5, 3, "a\x1b[?1049hX\x1b[?1049lbc\x1b[?1049lY", "abcY", 4, 0},
		{"47 reset on the main screen does nothing", 5, 3, "ab\x1b[?47l\x1b[?1047lX", "abX", 3, 0},
		{"each screen has its own saved cursor", 6, 3, "a\x1b7\x1b[?47h\x1b[2;3H\x1b7\x1b[H\x1b8X\x1b[?47l\x1b8Y", "aY", 2, 0},
		{"DECRC there, nothing saved, goes home", 5, 3, "ab\x1b7\x1b[?47h\x1b8X", "X", 1, 0},
		{"the region, tabs and modes are common", 5, 3, "\x1b[2;3r\x1b[4h\x1b[?47h\x1b[3H\nX\x1b[Ha\rb", "ba\n\nX", 1, 0},
		{"several modes at once", 5, 3, "ab\x1b[?1048;1047hX", "  X", 3, 0},
		{"RIS leaves it", 5, 3, "ab\x1b[?1049hX\x1bcY", "Y", 1, 0},
		{"DECSTR does not", 5, 3, "ab\x1b[?47hX\x1b[!pY", "  XY", 4, 0},
	})
	s := New(5, 2, Options{})
	for _, c := range []struct {
		in   string
		want bool
	}{{"", false}, {"\x1b[?1049h", true}, {"\x1b[?1047h", true}, {"\x1b[?47l", false}, {"\x1b[?47h", true}, {"\x1bc", false}} {
		s.Write([]byte(c.in))
		if s.Alternate() != c.want {
			t.Errorf("after %q it is shown: %v", c.in, s.Alternate())
		}
	}
}
