package vt

import (
	"slices"
	"testing"
)

// judge holds the properties that no output may break.
func judge(t *testing.T, p []byte, cols, rows, at int) {
	whole, bytewise := New(cols, rows, Options{History: 5}), New(cols, rows, Options{History: 5})
	whole.Write(p)
	check(t, whole)
	for i := range p {
		bytewise.Write(p[i : i+1])
	}
	same(t, "whole and bytewise", whole, bytewise)
	if a, b := whole.AllLines(), bytewise.AllLines(); !slices.Equal(a, b) {
		t.Fatalf("whole %q, bytewise %q", a, b)
	}
	judgeClone(t, p[:at], p[at:], whole)
	judgeOff(t, p[:at], p[at:], cols, rows)
	judgeResize(t, p[:at], p[at:], rows, cols)
	judgeMeter(t, p, cols, rows, at)
}

// judgeClone holds that a clone goes on as its original, which it does not
// disturb, and that Changed tells of every row that changed.
func judgeClone(t *testing.T, before, after []byte, whole *Screen) {
	s := New(whole.cols, whole.rows, Options{})
	s.Write(before)
	clone, untouched := s.Clone(), New(whole.cols, whole.rows, Options{})
	untouched.Write(before)
	same(t, "a screen and its clone", s, clone)
	clone.Write(after)
	check(t, clone)
	same(t, "a clone that goes on and the whole", clone, whole)
	same(t, "an original after its clone went on", s, untouched)

	s.Changed()
	s.Write(after)
	same(t, "split and whole", s, whole)
	low, end := s.Changed()
	for y := range s.rows {
		if (y < low || y >= end) && !s.page.rows[y].equal(untouched.page.rows[y]) {
			t.Fatalf("row %d changed, but Changed said %d to %d", y, low, end)
		}
	}
}

// judgeOff holds that who counts the rows that scroll off learns of all others
// that changed.
func judgeOff(t *testing.T, before, after []byte, cols, rows int) {
	off := 0
	s := New(cols, rows, Options{Off: func(Row) { off++ }})
	s.Write(before)
	was := s.Clone()
	s.Changed()
	off = 0
	s.Write(after)
	low, end := s.Changed()
	for y := range rows {
		if y >= low && y < end {
			continue
		}
		if y+off >= rows || !s.page.rows[y].equal(was.page.rows[y+off]) {
			t.Fatalf("%d rows scrolled off: row %d is another, but Changed said %d to %d", off, y, low, end)
		}
	}
}

// judgeResize changes the size in between.
func judgeResize(t *testing.T, before, after []byte, cols, rows int) {
	s := New(rows, cols, Options{History: 5, Off: func(Row) {}})
	s.Write(before)
	s.Resize(cols, rows)
	check(t, s)
	s.Write(after)
	check(t, s)
	s.Resize(rows, cols)
	check(t, s)
}

// judgeMeter lets a Meter say no in the middle.
func judgeMeter(t *testing.T, p []byte, cols, rows, most int) {
	m := &meter{most: most}
	s := New(cols, rows, Options{History: 5, Meter: m})
	s.Write(p)
	check(t, s)
	s.Resize(rows, cols)
	check(t, s)
}

// meter allows so many cells.
type meter struct{ most, cells, kept int }

func (m *meter) Spend(n int) bool { m.cells += n; return m.cells <= m.most }
func (m *meter) Keep(n int) bool  { m.kept += n; return true }

// size makes a small size, often of few columns, of two bytes.
func size(cols, rows byte) (int, int) { return int(cols%20) + 1, int(rows%8) + 1 }

var rawSeeds = []string{
	"\x1b[3;5r\x1b[?6h\x1b[9;9HX\x1b7\x1b[r\x1b[2;3r\x1b8Y",
	"漢字\r\x1b[2@\x1b[Pa漢\x1b[1K\x1b[2X\x1b[4habc漢",
	"\x1b[7B0\n0\x1b8\x1b[M",
	"e\u0301\u0302\u0303\x1b[H\u0301 \u0301",
	"\x1b[?1049h\x1b[41mx\x1b[?47l\x1b[?1047hy\x1b[?1049l",
	"\xe6\xbc\xa2\xe6\xbc\xff\xf0\x9f\x98\x1b[31m\xf0\x9f\x98\x80",
	"\x1b(0lqk\x1b)0\x0ea\x0f\x1bn\x1bo_",
	"\x1b]0;title\x07\x1bP1\x1b\\\x1bktitle\x1b\\\x1b_x\x18a",
	"\x1b#8\x1b[3g\x1bH\t\x1b[Z\x1b[65540C\x1b[9999b",
	"\x1b[38:2::1:2:3;4:3;58:5:9mx\x1b[m",
}

// FuzzRaw writes any bytes.
func FuzzRaw(f *testing.F) {
	for _, s := range rawSeeds {
		f.Add([]byte(s), byte(6), byte(3), byte(4))
		f.Add([]byte(s), byte(0), byte(0), byte(9))
	}
	f.Fuzz(func(t *testing.T, p []byte, cols, rows, at byte) {
		c, r := size(cols, rows)
		p = p[:min(len(p), 400)]
		judge(t, p, c, r, min(int(at), len(p)))
	})
}

// pieces are what FuzzPieces makes its output of.
var pieces = []string{
	"a", "bcd ", "漢", "字x", "\u0301", "\u200d", "😀", "\xe6", "\xbc", "\xa2", "\xff", "\x9b", "q",
	"\r", "\n", "\v", "\b", "\t", "\x0e", "\x0f", "\x18", "\x00", "\x7f", "\x1b",
	"\x1b[", "1", "2", "3", "9999", "65540", ";", ":", "?", "!", "#", " ", "<",
	"@", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "^",
	"`", "a", "b", "c", "d", "e", "f", "g", "h", "l", "m", "n", "r", "s", "u",
	"\x1bD", "\x1bE", "\x1bH", "\x1bM", "\x1bZ", "\x1b7", "\x1b8", "\x1bc", "\x1bn", "\x1bo", "\x1b(0", "\x1b)0", "\x1b(B", "\x1b#8",
	"\x1b[H", "\x1b[2;3H", "\x1b[99;99H", "\x1b[2;3r", "\x1b[r", "\x1b[?6h", "\x1b[?6l", "\x1b[?7h", "\x1b[?7l", "\x1b[4h", "\x1b[4l", "\x1b[20h",
	"\x1b[?47h", "\x1b[?47l", "\x1b[?1047h", "\x1b[?1047l", "\x1b[?1048h", "\x1b[?1048l", "\x1b[?1049h", "\x1b[?1049l", "\x1b[!p",
	"\x1b[P", "\x1b[2P", "\x1b[@", "\x1b[2@", "\x1b[X", "\x1b[K", "\x1b[1K", "\x1b[J", "\x1b[1J", "\x1b[2J", "\x1b[3J", "\x1b[M", "\x1b[L", "\x1b[S", "\x1b[T",
	"\x1b[31m", "\x1b[44m", "\x1b[0m", "\x1b[4:3m", "\x1b[7;1;9m", "\x1b[38;2;1;2;3m", "\x1b[b", "\x1b[9b", "\x1b[3g", "\x1b[Z", "\x1b[2I",
	"\x1b]0;t", "\x07", "\x1bP", "\x1b\\", "\x1bk",
}

// output is the pieces that picks name.
func output(picks []byte) []byte {
	var p []byte
	for _, i := range picks[:min(len(picks), 60)] {
		p = append(p, pieces[int(i)%len(pieces)]...)
	}
	return p
}

// FuzzPieces writes pieces of control functions.
func FuzzPieces(f *testing.F) {
	for i := range pieces {
		f.Add([]byte{0, byte(i), 2, 3, byte(i), 4, byte(i + 7), 2, byte(i + 11), 1}, byte(i), byte(i/3), byte(i/2))
	}
	f.Fuzz(func(t *testing.T, picks []byte, cols, rows, at byte) {
		p := output(picks)
		c, r := size(cols, rows)
		judge(t, p, c, r, min(int(at), len(p)))
	})
}
