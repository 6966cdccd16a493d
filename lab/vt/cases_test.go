package vt

import (
	"slices"
	"strings"
	"testing"
)

// A shown is what output makes of an empty screen, by the documents named in
// doc.go. Where they say nothing, or real xterm differs from them, the name of
// the case says what is followed.
type shown struct {
	name       string
	cols, rows int
	in         string
	lines      string // split by "\n"; empty ones at the end are left out
	x, y       int    // the cursor, from 0; x is the columns: a wrap is pending
}

// show runs a table, each case in one write and bytewise.
func show(t *testing.T, cases []shown) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := New(c.cols, c.rows, Options{})
			s.Write([]byte(c.in))
			check(t, s)
			if got := onScreen(s); got != c.lines {
				t.Errorf("%q shows\n%q, want\n%q", c.in, got, c.lines)
			}
			x, y, _ := s.Cursor()
			if s.Pending() {
				x++
			}
			if x != c.x || y != c.y {
				t.Errorf("%q: the cursor is at %d,%d, want %d,%d", c.in, x, y, c.x, c.y)
			}
			single := New(c.cols, c.rows, Options{})
			for i := range len(c.in) {
				single.Write([]byte(c.in[i : i+1]))
			}
			same(t, "bytewise", s, single)
		})
	}
}

func onScreen(s *Screen) string { return strings.TrimRight(strings.Join(s.Lines(), "\n"), "\n") }

// A looked is how one cell looks after output.
type looked struct {
	name string
	in   string // to a screen of 6×3
	x, y int
	want Cell
}

func look(t *testing.T, cases []looked) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := New(6, 3, Options{})
			s.Write([]byte(c.in))
			check(t, s)
			if got := s.Cell(c.x, c.y); got != c.want {
				t.Errorf("%q makes %+v at %d,%d, want %+v", c.in, got, c.x, c.y, c.want)
			}
		})
	}
}

// replies are what a terminal of 8×5 answers.
func replies(in string, o Options) []string {
	var all []string
	o.Reply = func(s string) { all = append(all, s) }
	New(8, 5, o).Write([]byte(in))
	return all
}

func TestReplies(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"DA1 is a VT102", "\x1b[c", []string{"\x1b[?6c"}},
		{"DA1 with a zero", "\x1b[0c", []string{"\x1b[?6c"}},
		{"DA1 with another parameter is not asked", "\x1b[1c", nil},
		{"DA2 and DA3 are not answered", "\x1b[>c\x1b[=c\x1b[>0c", nil},
		{"DECID is DA1", "\x1bZ", []string{"\x1b[?6c"}},
		{"DSR 5 is fine", "\x1b[5n", []string{"\x1b[0n"}},
		{"DSR of nothing is not answered", "\x1b[n\x1b[0n\x1b[7n", nil},
		{"CPR counts from 1", "\x1b[6n\x1b[3;4H\x1b[6n", []string{"\x1b[1;1R", "\x1b[3;4R"}},
		{"CPR with a pending wrap says the last column", "12345678\x1b[6n", []string{"\x1b[1;8R"}},
		{"CPR in origin mode counts from the region's top", "\x1b[2;4r\x1b[?6h\x1b[2;3H\x1b[6n", []string{"\x1b[2;3R"}},
		{
			"CPR after DECRC to where the region no longer is (xterm stays within)",
			"\x1b[?6h\x1b7\x1b[3;5r\x1b8\x1b[6n", []string{"\x1b[1;1R"},
		},
		{"private DSR is not answered", "\x1b[?6n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := replies(c.in, Options{}); !slices.Equal(got, c.want) {
				t.Errorf("%q is answered %q, want %q", c.in, got, c.want)
			}
		})
	}
	if got := replies("\x1b[c", Options{DA1: "\x1b[?1;2c"}); !slices.Equal(got, []string{"\x1b[?1;2c"}) {
		t.Errorf("DA1 of Options is answered %q", got)
	}
	New(8, 5, Options{}).Write([]byte("\x1b[c\x1b[5n\x1b[6n")) // nobody listens
	s := New(8, 5, Options{Reply: func(string) { t.Error("a clone replies") }})
	s.Clone().Write([]byte("\x1b[c"))
}

func repeated(s string, n int) string { return strings.Repeat(s, n) }
