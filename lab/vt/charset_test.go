package vt

import "testing"

func TestCharacterSets(t *testing.T) {
	show(t, []shown{
		{"G0 line drawing", 8, 2, "\x1b(0lqk\x1b(Blqk", "┌─┐lqk", 6, 0},
		{"G1 by SO and SI", 8, 2, "\x1b)0q\x0eq\x0fq", "q─q", 3, 0},
		{"G2 by LS2", 8, 2, "\x1b*0q\x1bnq\x0fq", "q─q", 3, 0},
		{"G3 by LS3", 8, 2, "\x1b+0q\x1boq\x0fq", "q─q", 3, 0},
		{"SO of ASCII", 8, 2, "\x0eq", "q", 1, 0},
		{"capitals and digits stay", 8, 2, "\x1b(0A1^é漢", "A1^é漢", 6, 0},
		{"another set is ASCII", 8, 2, "\x1b(0\x1b(Aq", "q", 1, 0},
		{
			"the whole of it (VT510, DEC Special Graphics)", 32, 1, "\x1b(0_`abcdefghijklmnopqrstuvwxyz{|}~",
			" ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·", 32, 0,
		},
		{"DECSC saves the sets", 8, 2, "\x1b(0\x1b7\x1b(B\x1b8q", "─", 1, 0},
		{"and which is in use", 8, 2, "\x1b)0\x0e\x1b7\x0f\x1b8q", "─", 1, 0},
		{"DECSTR resets them", 8, 2, "\x1b(0\x0e\x1b[!pq", "q", 1, 0},
		{"insert mode draws lines, too", 8, 2, "ab\r\x1b[4h\x1b(0q", "─ab", 1, 0},
	})
}
