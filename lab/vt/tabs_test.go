package vt

import "testing"

func TestTabStops(t *testing.T) {
	show(t, []shown{
		{"every 8 columns", 20, 1, "a\tb\tc", "a       b       c", 17, 0},
		{"the last column is one", 12, 1, "a\t\tX", "a          X", 12, 0},
		{"from a stop to the next", 20, 1, "\x1b[9G\tX", repeated(" ", 16) + "X", 17, 0},
		{"HTS", 12, 1, "\x1b[4G\x1bH\r\tX", "   X", 4, 0},
		{"TBC", 20, 1, "\x1b[9G\x1b[g\r\tX", repeated(" ", 16) + "X", 17, 0},
		{"TBC 0", 20, 1, "\x1b[9G\x1b[0g\r\tX", repeated(" ", 16) + "X", 17, 0},
		{"TBC 3 takes all", 20, 1, "\x1b[3g\tX", repeated(" ", 19) + "X", 20, 0},
		{"TBC of another number is none", 20, 1, "\x1b[9G\x1b[1g\x1b[2g\r\tX", repeated(" ", 8) + "X", 9, 0},
		{"CHT", 30, 1, "\x1b[IX\x1b[2IY", repeated(" ", 8) + "X" + repeated(" ", 15) + "Y", 25, 0},
		{"CHT of 0 is 1", 30, 1, "\x1b[0IX", repeated(" ", 8) + "X", 9, 0},
		{"CHT too far", 10, 1, "\x1b[99IX", repeated(" ", 9) + "X", 10, 0},
		{"CBT", 30, 1, "\x1b[20G\x1b[ZX", repeated(" ", 16) + "X", 17, 0},
		{"CBT from a stop to the one before", 30, 1, "\x1b[17G\x1b[ZX", repeated(" ", 8) + "X", 9, 0},
		{"CBT of several stops in the first column", 30, 1, "\x1b[20G\x1b[9ZX", "X", 1, 0},
		{"a tab writes nothing", 10, 1, "abcdefghi\r\tX", "abcdefghX", 9, 0},
		{"RIS sets them anew", 20, 1, "\x1b[3g\x1bc\tX", repeated(" ", 8) + "X", 9, 0},
		{"one column", 1, 1, "\t\x1b[Z\x1b[IX", "X", 1, 0},
	})
	s := New(10, 1, Options{})
	s.Write([]byte("\x1b[3g"))
	s.Resize(20, 1)
	s.Write([]byte("\tX"))
	if got, want := onScreen(s), repeated(" ", 16)+"X"; got != want {
		t.Errorf("after a larger size %q, want %q: new columns have stops", got, want)
	}
}
