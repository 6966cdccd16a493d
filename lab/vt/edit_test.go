package vt

import "testing"

func TestInsertingAndDeletingCharacters(t *testing.T) {
	show(t, []shown{
		{"ICH", 5, 2, "abcd\x1b[2G\x1b[@X", "aXbcd", 2, 0},
		{"ICH of 0 is 1", 5, 2, "abcd\x1b[2G\x1b[0@", "a bcd", 1, 0},
		{"ICH pushes out what has no room", 5, 2, "abcde\x1b[2G\x1b[2@", "a  bc", 1, 0},
		{"ICH of more than there are", 5, 2, "abcde\x1b[2G\x1b[99@", "a", 1, 0},
		{"ICH behind the text", 5, 2, "ab\x1b[5G\x1b[@", "ab", 4, 0},
		{"ICH in the last column", 3, 2, "abc\x1b[@X", "abX", 3, 0},
		{"DCH", 5, 2, "abcd\x1b[2G\x1b[P", "acd", 1, 0},
		{"DCH of 0 is 1", 5, 2, "abcd\x1b[2G\x1b[0P", "acd", 1, 0},
		{"DCH of several", 5, 2, "abcde\x1b[2G\x1b[2P", "ade", 1, 0},
		{"DCH of more than there are", 5, 2, "abcde\x1b[2G\x1b[99P", "a", 1, 0},
		{"DCH behind the text", 5, 2, "ab\x1b[5G\x1b[P", "ab", 4, 0},
		{"DCH with a pending wrap", 3, 2, "abc\x1b[PX", "abX", 3, 0},
		{"IRM", 5, 2, "abc\r\x1b[4hXY\x1b[4lZ", "XYZbc", 3, 0},
		{"IRM pushes out what has no room", 3, 2, "abc\r\x1b[4hX", "Xab", 1, 0},
		{"IRM in the last column", 3, 2, "abc\x1b[3G\x1b[4hX", "abX", 3, 0},
		{"IRM and a pending wrap: the next row", 3, 2, "abc\r\nde\x1b[1;3H\x1b[4hXY", "abX\nYde", 1, 1},
		{"a private mode 4 is not IRM", 5, 2, "abc\r\x1b[?4hX", "Xbc", 1, 0},
	})
}

func TestInsertingAndDeletingRows(t *testing.T) {
	const four = "a\r\nb\r\nc\r\nd"
	show(t, []shown{
		{"IL goes to the first column", 5, 4, four + "\x1b[2;3H\x1b[L", "a\n\nb\nc", 0, 1},
		{"IL of 0 is 1", 5, 4, four + "\x1b[2H\x1b[0L", "a\n\nb\nc", 0, 1},
		{"IL of more than there are", 5, 4, four + "\x1b[2H\x1b[99L", "a", 0, 1},
		{"IL within the region", 5, 4, four + "\x1b[2;3r\x1b[2H\x1b[L", "a\n\nb\nd", 0, 1},
		{"IL out of the region does nothing", 5, 4, four + "\x1b[2;3r\x1b[4;2H\x1b[L", "a\nb\nc\nd", 1, 3},
		{"DL goes to the first column", 5, 4, four + "\x1b[2;3H\x1b[M", "a\nc\nd", 0, 1},
		{"DL of several", 5, 4, four + "\x1b[2H\x1b[2M", "a\nd", 0, 1},
		{"DL of more than there are", 5, 4, four + "\x1b[2H\x1b[99M", "a", 0, 1},
		{"DL within the region", 5, 4, four + "\x1b[2;3r\x1b[2H\x1b[M", "a\nc\n\nd", 0, 1},
		{"DL above the region does nothing", 5, 4, four + "\x1b[2;3r\x1b[1;2H\x1b[M", "a\nb\nc\nd", 1, 0},
		{"SU leaves the cursor", 5, 4, four + "\x1b[2;2H\x1b[S", "b\nc\nd", 1, 1},
		{"SU within the region", 5, 4, four + "\x1b[2;3r\x1b[S", "a\nc\n\nd", 0, 0},
		{"SU of more than there are", 5, 4, four + "\x1b[99S", "", 1, 3},
		{"SD", 5, 4, four + "\x1b[2;2H\x1b[2T", "\n\na\nb", 1, 1},
		{"SD within the region", 5, 4, four + "\x1b[2;3r\x1b[T", "a\n\nb\nd", 0, 0},
		{"SD with more parameters is of the mouse", 5, 4, four + "\x1b[1;2;3;4;5T", "a\nb\nc\nd", 1, 3},
	})
}

func TestRepeating(t *testing.T) {
	show(t, []shown{
		{"REP", 5, 2, "a\x1b[3b", "aaaa", 4, 0},
		{"REP of 0 is 1", 5, 2, "a\x1b[0b", "aa", 2, 0},
		{"REP wraps", 3, 2, "a\x1b[4b", "aaa\naa", 2, 1},
		{"REP of nothing", 5, 2, "\x1b[3bX", "X", 1, 0},
		{"REP in the looks and place of now", 5, 2, "a\x1b[2H\x1b[b", "a\na", 1, 1},
		{"REP of a wide character", 6, 2, "漢\x1b[b", "漢漢", 4, 0},
		{"REP of a line", 5, 2, "\x1b(0q\x1b(B\x1b[2b", "───", 3, 0},
		{"REP of a space", 5, 2, "ab \x1b[bX", "ab  X", 5, 0},
		{"REP fills a screen at most once", 2, 2, "a\x1b[9999b", "aa\na", 1, 1},
		{"REP leaves marks behind (xterm)", 5, 2, "e\u0301\x1b[b", "e\u0301e", 2, 0},
		{"REP after RIS repeats nothing", 5, 2, "a\x1bc\x1b[b", "", 0, 0},
	})
}
