package vt

import "testing"

func TestCombiningMarks(t *testing.T) {
	show(t, []shown{
		{"stand on the character before", 5, 2, "e\u0301x", "e\u0301x", 2, 0},
		{"two of them", 5, 2, "e\u0301\u0302x", "e\u0301\u0302x", 2, 0},
		{"a third is not kept", 5, 2, "e\u0301\u0302\u0303x", "e\u0301\u0302x", 2, 0},
		{"on the last column", 3, 2, "abe\u0301", "abe\u0301", 3, 0},
		{"on the last column without DECAWM", 3, 2, "\x1b[?7labe\u0301", "abe\u0301", 2, 0},
		{"on a wide character", 5, 2, "漢\u0301x", "漢\u0301x", 3, 0},
		{"on a blank", 5, 2, "a \u0301", "a \u0301", 2, 0},
		{"on a blank that was never used", 5, 2, "\x1b[3G\u0301", "  \u0301", 2, 0},
		{"in the first column there is nothing to stand on", 5, 2, "\u0301x", "x", 1, 0},
		{"after the cursor moved they stand before it", 5, 2, "abc\x1b[3G\u0301", "ab\u0301c", 2, 0},
		{"overwriting takes them away", 5, 2, "e\u0301\rx", "x", 1, 0},
		{"erasing takes them away", 5, 2, "e\u0301\r\x1b[X", "", 0, 0},
		{"they move along", 5, 2, "e\u0301\r\x1b[@", " e\u0301", 0, 0},
		{"a joiner and marks of direction are not kept", 5, 2, "a\u200db\u200e\u2066c", "abc", 3, 0},
		{"nor is a zero width space", 5, 2, "a\u200bb\ufeffc", "abc", 3, 0},
		{"an emoji's variation stands on it", 5, 2, "x\ufe0f", "x\ufe0f", 1, 0},
		{"a soft hyphen takes a column (xterm)", 5, 2, "a\u00adb", "a\u00adb", 3, 0},
	})
}
