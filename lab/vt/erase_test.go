package vt

import "testing"

func TestErasing(t *testing.T) {
	const text = "abcd\r\nefgh\r\nijkl\x1b[2;2H"
	show(t, []shown{
		{"ED 0", 4, 3, text + "\x1b[J", "abcd\ne", 1, 1},
		{"ED 1 takes the cursor's cell", 4, 3, text + "\x1b[1J", "\n  gh\nijkl", 1, 1},
		{"ED 2 leaves the cursor", 4, 3, text + "\x1b[2J", "", 1, 1},
		{"ED 3 leaves the screen", 4, 3, text + "\x1b[3J", "abcd\nefgh\nijkl", 1, 1},
		{"ED of another number is none", 4, 3, text + "\x1b[4J", "abcd\nefgh\nijkl", 1, 1},
		{"DECSED is ED where no cell is protected", 4, 3, text + "\x1b[?J", "abcd\ne", 1, 1},
		{"ED does not ask for the region", 4, 3, text + "\x1b[2;3r\x1b[1;2H\x1b[J", "a", 1, 0},
		{"EL 0", 4, 3, text + "\x1b[K", "abcd\ne\nijkl", 1, 1},
		{"EL 1 takes the cursor's cell", 4, 3, text + "\x1b[1K", "abcd\n  gh\nijkl", 1, 1},
		{"EL 2", 4, 3, text + "\x1b[2K", "abcd\n\nijkl", 1, 1},
		{"EL of another number is none", 4, 3, text + "\x1b[3K", "abcd\nefgh\nijkl", 1, 1},
		{"DECSEL is EL where no cell is protected", 4, 3, text + "\x1b[?1K", "abcd\n  gh\nijkl", 1, 1},
		{"EL with a pending wrap erases the last column, and none is pending (xterm)", 4, 2, "abcd\x1b[KX", "abcX", 4, 0},
		{"EL 1 with a pending wrap erases the row", 4, 2, "abcd\x1b[1KX", "   X", 4, 0},
		{"ECH", 4, 3, text + "\x1b[X", "abcd\ne gh\nijkl", 1, 1},
		{"ECH of 0 is 1", 4, 3, text + "\x1b[0X", "abcd\ne gh\nijkl", 1, 1},
		{"ECH of more than there are stays in the row", 4, 3, text + "\x1b[99X", "abcd\ne\nijkl", 1, 1},
		{"ECH does not move what follows", 4, 3, text + "\x1b[2X", "abcd\ne  h\nijkl", 1, 1},
	})
}

func TestErasedCellsKeepTheBackgroundAlone(t *testing.T) {
	red := Cell{Pen: Pen{BG: Palette(1)}}
	const pen = "\x1b[1;4;7;31;41m"
	look(t, []looked{
		{"EL", "abc\r" + pen + "\x1b[K", 5, 0, red},
		{"EL over what was never used", pen + "\x1b[K", 3, 0, red},
		{"ED", pen + "\x1b[J", 3, 2, red},
		{"ECH", pen + "\x1b[2X", 1, 0, red},
		{"ECH leaves the cell behind", pen + "\x1b[2X", 2, 0, Cell{}},
		{"DCH at the right", "abc\r" + pen + "\x1b[P", 5, 0, red},
		{"DCH moves looks along", "ab" + pen + "c\r\x1b[m\x1b[P", 1, 0, Cell{Rune: 'c', Pen: Pen{FG: Palette(1), BG: Palette(1), Attr: Bold | Underline | Reverse}}},
		{"ICH", "abc\r" + pen + "\x1b[@", 0, 0, red},
		{"IL", pen + "\x1b[L", 3, 0, red},
		{"DL", pen + "\x1b[M", 3, 2, red},
		{"SU", pen + "\x1b[S", 3, 2, red},
		{"SD", pen + "\x1b[T", 3, 0, red},
		{"LF at the bottom", pen + "\n\n\n", 3, 2, red},
		{"RI at the top", pen + "\x1bM", 3, 0, red},
		{"a new alternate screen", pen + "\x1b[?1049h", 3, 0, red},
		{"an erased cell without a background is a blank", "\x1b[1;4mabc\r\x1b[K", 1, 0, Cell{}},
		{"a space that is written keeps all looks", "\x1b[4m ", 0, 0, Cell{Pen: Pen{Attr: Underline}}},
		{"DECALN has no looks", pen + "\x1b#8", 2, 1, Cell{Rune: 'E'}},
	})
}
