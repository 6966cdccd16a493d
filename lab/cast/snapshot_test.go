package cast

import (
	"math/rand"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sameCells compares what is seen of two screens.
func sameCells(t *testing.T, what string, a, b *Screen) {
	t.Helper()
	ax, ay, av := a.Cursor()
	bx, by, bv := b.Cursor()
	if ax != bx || ay != by || av != bv || a.cols != b.cols || a.rows != b.rows {
		t.Fatalf("%s: cursors %d,%d,%v and %d,%d,%v", what, ax, ay, av, bx, by, bv)
	}
	for y := range a.rows {
		for x := range a.cols {
			if p, q := a.Cell(x, y), b.Cell(x, y); p != q {
				t.Fatalf("%s: cell %d,%d: %s", what, x, y, cmp.Diff(p, q))
			}
		}
	}
}

// goesOn takes a snapshot between first and second: the screen goes on as if
// there had been none, and so does the one made of it.
func goesOn(t *testing.T, first, second string, cols, rows int) {
	t.Helper()
	never, s := newScreen(t, cols, rows), newScreen(t, cols, rows)
	never.Write([]byte(first))
	s.Write([]byte(first))
	sn := s.Snapshot()
	restored := sn.Screen()
	sameCells(t, "the screen after the snapshot", never, s)
	sameCells(t, "the restored screen", never, restored)
	for _, x := range []*Screen{never, s, restored} {
		x.Write([]byte(second))
	}
	sameCells(t, "the screen later", never, s)
	sameCells(t, "the restored screen later", never, restored)
	if text := never.Text(); text != s.Text() {
		t.Fatal(Diff("want", text, "got", s.Text()))
	}
	again := sn.Screen()
	again.Write([]byte(second))
	sameCells(t, "the snapshot used twice", restored, again)
}

func TestSnapshot(t *testing.T) {
	for name, c := range map[string][2]string{
		"plain":            {"hello\r\nworld", "!\r\nmore"},
		"colours":          {"\x1b[1;31mred\x1b[7m on \x1b[38;5;200;48;2;1;2;3mrgb", "x\x1b[my"},
		"erased reverse":   {"\x1b[7;32m\x1b[2J\x1b[Hab ", "c\x1b[K"},
		"pending wrap":     {"\x1b[2;1Habcdefghij", "k"},
		"pending reverse":  {"\x1b[7mabcdefghij", "k"},
		"wide":             {"日本語日本x", "\r語"},
		"alternate":        {"main\x1b[?1049h\x1b[2;2Halt", "er\x1b[?1049l!"},
		"regions":          {"\x1b[2;3r\x1b[?6h\x1b[2;4H", "\n\n\nx\x1b[1;1Hy"},
		"saved cursor":     {"\x1b[3;4H\x1b[35m\x1b7\x1b[H\x1b[m", "a\x1b8b"},
		"tabs":             {"\x1b[3g\x1b[1;3H\x1bH\x1b[1;6H\x1bH\r", "\tx\ty\tz"},
		"line drawing":     {"\x1b(0lqk", "x\x1b(Bx"},
		"no wrap":          {"\x1b[?7l", "abcdefghijklm"},
		"hidden":           {"\x1b[?25l", "x\x1b[?25h"},
		"new line":         {"\x1b[20h", "a\nb"},
		"broken sequence":  {"a\x1b[3", "1mb"},
		"broken character": {"a\xe6\x97", "\xa5b"},
	} {
		t.Run(name, func(t *testing.T) { goesOn(t, c[0], c[1], 10, 4) })
	}
}

func FuzzSnapshot(f *testing.F) {
	rnd := rand.New(rand.NewSource(2))
	for range 300 {
		p := make([]byte, 40)
		rnd.Read(p)
		f.Add(p, byte(rnd.Int()), byte(rnd.Int()), byte(rnd.Int()))
	}
	f.Fuzz(func(t *testing.T, picks []byte, at, cols, rows byte) {
		var parts [2]string
		for n, i := range picks {
			part := 0
			if n > int(at)%(len(picks)+1) {
				part = 1
			}
			parts[part] += pieces[int(i)%len(pieces)]
		}
		goesOn(t, parts[0], parts[1], int(cols%20)+1, int(rows%8)+1)
	})
}

func BenchmarkSnapshot(b *testing.B) {
	s := newScreen(b, 80, 24)
	for range 24 {
		s.Write([]byte("\r\n\x1b[32mserver |\x1b[m socket(AF_INET, SOCK_STREAM, 0) = 3  new TCP socket"))
	}
	for b.Loop() {
		s.Snapshot().Screen()
	}
}
