package vt

import "testing"

func TestControlCharacters(t *testing.T) {
	show(t, []shown{
		{"BS moves left", 5, 2, "abc\b\bX", "aXc", 2, 0},
		{"BS stops in the first column", 5, 2, "a\b\b\bX", "X", 1, 0},
		{"BS from a pending wrap", 3, 2, "abc\bX", "aXc", 2, 0},
		{"CR", 5, 2, "abc\rX", "Xbc", 1, 0},
		{"CR from a pending wrap", 3, 2, "abc\rX", "Xbc", 1, 0},
		{"LF keeps the column", 5, 2, "ab\nX", "ab\n  X", 3, 1},
		{"LF from a pending wrap", 3, 2, "abc\nX", "abc\n  X", 3, 1},
		{"VT and FF are LF", 5, 3, "a\vb\fc", "a\n b\n  c", 3, 2},
		{"LF at the bottom scrolls", 5, 2, "a\nb\nc", " b\n  c", 3, 1},
		{"NUL, BEL, ENQ, DEL and the rest do nothing", 5, 2, "a\x00\x07\x05\x7f\x11\x13\x1c\x1db", "ab", 2, 0},
		{"the C1 controls in UTF-8 do nothing", 5, 2, "a\u0085\u009b1mb", "a1mb", 4, 0},
		{"LNM: LF is CR, too", 5, 3, "\x1b[20hab\nX\x1b[20l\nY", "ab\nX\n Y", 2, 2},
	})
}

func TestEscapeFunctions(t *testing.T) {
	show(t, []shown{
		{"IND", 5, 3, "ab\x1bDX", "ab\n  X", 3, 1},
		{"IND at the bottom scrolls", 5, 2, "ab\r\nc\x1bDX", "c\n X", 2, 1},
		{"NEL", 5, 3, "ab\x1bEX", "ab\nX", 1, 1},
		{"RI", 5, 3, "a\nb\x1bMX", "a X\n b", 3, 0},
		{"RI at the top scrolls down", 5, 3, "a\x1bMX", " X\na", 2, 0},
		{"RI above the region moves up", 5, 4, "a\r\nb\x1b[3;4r\x1b[2H\x1bMX", "X\nb", 1, 0},
		{"RI in the first row above the region stays", 5, 4, "a\x1b[3;4r\x1bMX", "X", 1, 0},
		{"DECSC and DECRC", 5, 3, "ab\x1b7\x1b[3;3HX\x1b8Y", "abY\n\n  X", 3, 0},
		{"DECRC saves a pending wrap (xterm, VT420)", 3, 3, "abc\x1b7\x1b[3HX\x1b8Y", "abc\nY\nX", 1, 1},
		{"DECRC without a DECSC goes home", 5, 3, "ab\r\nc\x1b8X", "Xb\nc", 1, 0},
		{"DECRC twice", 5, 3, "a\x1b7bc\x1b8X\x1b8Y", "aYc", 2, 0},
		{"SCOSC and SCORC are the same", 5, 3, "a\x1b[sbc\x1b[uX", "aXc", 2, 0},
		{"DECSC saves origin mode", 5, 4, "\x1b[2;3r\x1b[?6h\x1b7\x1b[?6l\x1b8\x1b[HX", "\nX", 1, 1},
		{"unknown ones show nothing", 5, 2, "a\x1b=\x1b>\x1b%G\x1b F\x1b(A\x1b#3\x1b1b", "ab", 2, 0},
		{"ESC in ESC begins anew", 5, 2, "a\x1b\x1b[Cb", "a b", 3, 0},
		{"CAN and SUB end a sequence", 5, 2, "a\x1b[3\x18b\x1b[\x1ac", "abc", 3, 0},
		{"a control works inside of a sequence", 5, 2, "ab\x1b[\r2CX", "abX", 3, 0},
	})
}

func TestMovingTheCursor(t *testing.T) {
	show(t, []shown{
		{"CUU", 5, 4, "\x1b[3;2H\x1b[AX", "\n X", 2, 1},
		{"CUU of 0 is 1", 5, 4, "\x1b[3;2H\x1b[0AX", "\n X", 2, 1},
		{"CUU too far", 5, 4, "\x1b[3;2H\x1b[99AX", " X", 2, 0},
		{"CUU stops at the region's top", 5, 4, "\x1b[2;4r\x1b[4H\x1b[99AX", "\nX", 1, 1},
		{"CUU from above the region", 5, 4, "\x1b[3;4r\x1b[2H\x1b[99AX", "X", 1, 0},
		{"CUU from below the region stops at its top", 5, 5, "\x1b[2;3r\x1b[5H\x1b[99AX", "\nX", 1, 1},
		{"CUD", 5, 4, " \x1b[2BX", "\n\n X", 2, 2},
		{"CUD too far", 5, 4, "\x1b[99BX", "\n\n\nX", 1, 3},
		{"CUD stops at the region's bottom", 5, 4, "\x1b[1;3r\x1b[99BX", "\n\nX", 1, 2},
		{"CUD from below the region", 5, 5, "\x1b[1;2r\x1b[4H\x1b[99BX", "\n\n\n\nX", 1, 4},
		{"CUF", 5, 2, "\x1b[CX\x1b[2CY", " X  Y", 5, 0},
		{"CUF too far", 5, 2, "\x1b[99CX", "    X", 5, 0},
		{"CUF with a parameter beyond 16 bits", 5, 2, "\x1b[65540CX\x1b[1G\x1b[4294967297CY", "    Y", 5, 0},
		{"CUF from a pending wrap", 3, 2, "abc\x1b[CX", "abX", 3, 0},
		{"CUB", 5, 2, "abc\x1b[2DX", "aXc", 2, 0},
		{"CUB too far", 5, 2, "abc\x1b[99DX", "Xbc", 1, 0},
		{"CUB from a pending wrap", 3, 2, "abc\x1b[DX", "aXc", 2, 0},
		{"CNL", 5, 3, "ab\x1b[EX\x1b[99EY", "ab\nX\nY", 1, 2},
		{"CPL", 5, 3, "\x1b[3;3H\x1b[FX\x1b[9FY", "Y\nX", 1, 0},
		{"CHA", 5, 2, "abc\x1b[2GX\x1b[GY\x1b[99GZ", "YXc Z", 5, 0},
		{"HPA", 5, 2, "abc\x1b[2`X", "aXc", 2, 0},
		{"HPR", 5, 2, "a\x1b[2aX", "a  X", 4, 0},
		{"VPA", 5, 3, "ab\x1b[2dX\x1b[dY\x1b[99dZ", "ab Y\n  X\n    Z", 5, 2},
		{"VPR", 5, 3, "a\x1b[eX\x1b[9eY", "a\n X\n  Y", 3, 2},
		{"CUP", 5, 3, "\x1b[2;3HX", "\n  X", 3, 1},
		{"CUP without parameters is home", 5, 3, "ab\x1b[HX", "Xb", 1, 0},
		{"CUP with a row alone", 5, 3, "ab\x1b[2HX", "ab\nX", 1, 1},
		{"CUP with a column alone", 5, 3, "ab\x1b[;4HX", "ab X", 4, 0},
		{"CUP of zeros", 5, 3, "ab\x1b[0;0HX", "Xb", 1, 0},
		{"CUP too far", 5, 3, "\x1b[99;99HX", "\n\n    X", 5, 2},
		{"CUP with parameters in excess", 5, 3, "\x1b[2;3;4;5HX", "\n  X", 3, 1},
		{"CUP with 40 parameters", 5, 3, "\x1b[2;3" + repeated(";7", 40) + "HX", "\n  X", 3, 1},
		{"HVP", 5, 3, "\x1b[2;3fX", "\n  X", 3, 1},
		{"a private CUP is none", 5, 3, "a\x1b[?2;3Hb\x1b[>2;3Hc", "abc", 3, 0},
		{"a CUP with an intermediate byte is none", 5, 3, "a\x1b[2;3 Hb", "ab", 2, 0},
		{"a question mark that is not first is no sequence", 5, 3, "a\x1b[2?Hb", "ab", 2, 0},
		{"more than 256 bytes are no sequence", 5, 3, "a\x1b[" + repeated("0", 257) + "2Hb", "ab", 2, 0},
		{"256 bytes are one", 5, 3, "a\x1b[" + repeated("0", 255) + "2Hb", "a\nb", 1, 1},
	})
}

func TestRegionAndOriginMode(t *testing.T) {
	const four = "a\r\nb\r\nc\r\nd"
	show(t, []shown{
		{"DECSTBM goes home", 5, 4, four + "\x1b[2;3rX", "X\nb\nc\nd", 1, 0},
		{"LF at its bottom scrolls the region alone", 5, 4, four + "\x1b[2;3r\x1b[3H\nX", "a\nc\nX\nd", 1, 2},
		{"LF below it stays in the last row", 5, 4, four + "\x1b[2;3r\x1b[4;2H\nX", "a\nb\nc\ndX", 2, 3},
		{"RI at its top", 5, 4, four + "\x1b[2;3r\x1b[2H\x1bMX", "a\nX\nb\nd", 1, 1},
		{"a wrap scrolls the region", 2, 4, four + "\x1b[2;3r\x1b[3HefX", "a\nef\nX\nd", 1, 2},
		{"without parameters it is the screen", 5, 4, four + "\x1b[2;3r\x1b[r\x1b[4H\nX", "b\nc\nd\nX", 1, 3},
		{"a bottom too far is the last row", 5, 4, four + "\x1b[2;99r\x1b[4H\nX", "a\nc\nd\nX", 1, 3},
		{"the top alone", 5, 4, four + "\x1b[3r\x1b[4H\nX", "a\nb\nd\nX", 1, 3},
		{"one row is no region", 5, 4, four + "\x1b[2;2rX", "a\nb\nc\ndX", 2, 3},
		{"upside down is no region", 5, 4, four + "\x1b[3;2rX", "a\nb\nc\ndX", 2, 3},
		{"beyond the screen is no region", 5, 4, four + "\x1b[9;12rX", "a\nb\nc\ndX", 2, 3},
		{"origin mode goes to the region's top", 5, 4, four + "\x1b[2;3r\x1b[?6hX", "a\nX\nc\nd", 1, 1},
		{"origin mode: CUP within", 5, 4, four + "\x1b[2;3r\x1b[?6h\x1b[2;2HX\x1b[9;9HY", "a\nb\ncX  Y\nd", 5, 2},
		{"origin mode: VPA within", 5, 4, four + "\x1b[2;3r\x1b[?6h\x1b[2dX", "a\nb\nX\nd", 1, 2},
		{"origin mode: CHA is not changed", 5, 4, four + "\x1b[2;3r\x1b[?6h\x1b[3GX", "a\nb X\nc\nd", 3, 1},
		{"leaving origin mode goes home", 5, 4, four + "\x1b[2;3r\x1b[?6h\x1b[?6lX", "X\nb\nc\nd", 1, 0},
		{"a new region in origin mode", 5, 4, four + "\x1b[?6h\x1b[3;4rX", "a\nb\nX\nd", 1, 2},
	})
}

func TestHiddenCursor(t *testing.T) {
	s := New(5, 2, Options{})
	for _, c := range []struct {
		in   string
		want bool
	}{{"", true}, {"\x1b[?25l", false}, {"\x1b[?25h", true}, {"\x1b[25l", true}, {"\x1b[?1;25;7l", false}, {"\x1b[!p", true}} {
		s.Write([]byte(c.in))
		if _, _, visible := s.Cursor(); visible != c.want {
			t.Errorf("after %q it is shown: %v", c.in, visible)
		}
	}
}
