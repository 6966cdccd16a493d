package console

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/vt"
)

// What pseudo consoles paint, and what a plain program would have printed.
var mirrored = []struct{ name, painted, want string }{
	{"lines", "\x1b[2J\x1b[m\x1b[H\x1b[?25la\r\nb\r\n\x1b[?25h", "a\r\nb\r\n"},
	{"nothing", "\x1b[?9001h\x1b[?1004h\x1b[?25l\x1b[2J\x1b[m\x1b[H\x1b]0;C:\\x.exe\x07\x1b[?25h", ""},
	{"a line without end", "\x1b[2J\x1b[Hno end", "no end"},
	{"blanks at the end", "\x1b[Hready>\x1b[K\x1b[1C", "ready> "},
	{"moves over blanks", "\x1b[Ha\x1b[3Cb\x1b[8Gc", "a   b  c"},
	{"an empty line", "\x1b[Ha\x1b[3;1Hb", "a\r\n\r\nb"},
	{"painted again", "\x1b[Hone\r\ntwo\x1b[?25l\x1b[Hone\x1b[K\r\ntwo\x1b[K\x1b[?25h\r\n", "one\r\ntwo\r\n"},
	{"colours", "\x1b[32;1mok\x1b[22m \x1b[mplain \x1b[38;5;208mo\x1b[39m.\r\n", "\x1b[1;32mok\x1b[m plain \x1b[38;5;208mo\x1b[m.\r\n"},
	{"coloured blanks", "\x1b[44m  \x1b[m\r\n\x1b[32m  \x1b[m\r\nx", "\x1b[44m  \x1b[m\r\n\r\nx"},
	{"a long line", strings.Repeat("y", 25) + "\r\n", strings.Repeat("y", 25) + "\r\n"},
	{"a full line", strings.Repeat("y", 20) + "\r\nz", strings.Repeat("y", 20) + "\r\nz"},
	{"scrolls", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7", "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7"},
	{"a long line at the bottom", "\x1b[5;1H" + strings.Repeat("y", 45), "\r\n\r\n\r\n\r\n" + strings.Repeat("y", 45)},
	{"wide", "\x1b[H日本\x1b[6Gx", "日本 x"},
	{"not UTF-8", "a\xffb", "a\uFFFDb"},
}

func TestMirror(t *testing.T) {
	for _, tt := range mirrored {
		if got := mirrorOf(tt.painted, len(tt.painted)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestMirrorPaintsOver(t *testing.T) {
	for _, tt := range []struct{ first, then, want string }{
		{"100 %\r\nend", "\x1b[1;1H 50\x1b[2;4H", "\x1b[1A\r 50 %\x1b[1B\x1b[4G"},
		{"abcdef", "\x1b[3G\x1b[K", "\x1b[3G\x1b[K"},
		{"a  b", "\x1b[4G\x1b[K", "\b\x1b[K"},
		{"\x1b[32mok", "\r\x1b[32mok", ""},
		{"typo", "\b\b\x1b[K", "\x1b[3G\x1b[K"},
		{"日本", "\x1b[3GX", "\x1b[3GX\x1b[K"},
	} {
		m := newMirror(20, 5, func(string) {})
		m.show([]byte(tt.first))
		if got := string(m.show([]byte(tt.then))); got != tt.want {
			t.Errorf("%q after %q: %q, want %q", tt.then, tt.first, got, tt.want)
		}
	}
}

// mirrorOf paints in pieces of size bytes.
func mirrorOf(painted string, size int) string {
	m := newMirror(20, 5, func(string) {})
	var out []byte
	for piece := range slices.Chunk([]byte(painted), max(size, 1)) {
		out = append(out, m.show(piece)...)
	}
	return string(out)
}

// A shape is the size of a terminal.
type shape struct{ cols, rows int }

var shapes = []shape{{20, 5}, {1, 1}, {2, 3}, {7, 1}, {5, 2}, {40, 12}}

// holds checks the mirror's promise: a terminal of the same size that was empty
// shows after each piece what a terminal shows that gets the painting itself,
// and has scrolled the same lines off. The first terminal is a teletype, and
// once more a vt.Screen, on which recordings are shown.
func (s shape) holds(painted string, size int) error {
	const history = 1 << 16
	m := newMirror(s.cols, s.rows, nil)
	want := vt.New(s.cols, s.rows, vt.Options{History: history})
	plain, full := newTeletype(s.cols, s.rows), vt.New(s.cols, s.rows, vt.Options{History: history})
	flooded := false
	for piece := range slices.Chunk([]byte(painted), max(size, 1)) {
		printed := m.show(piece)
		if m.left <= 0 {
			return nil // too much, so that the rest was left out
		}
		_, _ = want.Write(piece)
		_, _ = full.Write(printed)
		if err := plain.print(string(printed)); err != nil {
			return fmt.Errorf("after %q printed %q: %w", piece, printed, err)
		}
		flooded = flooded || len(printed) >= m.enough
		for _, got := range []view{plain.view(), viewOfScreen(full)} {
			if want := viewOfScreen(want); !got.equal(want) {
				return fmt.Errorf("after %q printed %q: what is shown, but + ought to be -:\n%s", piece, printed, cmp.Diff(want.String(), got.String()))
			}
		}
	}
	for _, got := range [][]string{plain.scrolled, full.Scrolled()} {
		if !flooded && !slices.Equal(got, want.Scrolled()) {
			return fmt.Errorf("%q scrolled off, not %q", got, want.Scrolled())
		}
	}
	return nil
}

// promised are paintings that a mirror has to take apart.
var promised = []struct {
	painted string
	size    int
}{
	{"\x1b[2;4r\x1b[4Ha\n\nb\x1bM\x1b[2L\x1b[M", 7},
	{"a\r\nb\x1b[?1049hfull\x1b[3;3Hscreen\x1b[?1049l\r\nc", 5},
	{"1\r\n2\r\n3\x1b[2S4\x1b[T", 4},
	{"01234567890123456789\x1b[8G0123456789ab\x000", 1},
	{"\x1b[?7l\x1b[20G日", 9},
	{strings.Repeat("line of 20 colu日\r\nof 25 and more than those\r\n\r\n", 9) + "\x1b[3;3Hx\x1b[5Hy", 400},
	{"\x1b[7B0\n0\x1b8\x1b[M", 74}, // scrolled, and the cursor went back to the first row
	{"\x1b[9S\x1b[2Hx\x1b[3S", 99},
	{"a\x1b[4hb\rcde\u0301f\x1b(0qx\x1b(B.", 6}, // insert mode, a mark, line drawing
	{strings.Repeat("y", 20) + "\x1b7\x1b[2;3Hz\x1b[1;1H\x1b[K\x1b8!", 30},
	{strings.Repeat("y", 19) + "日" + strings.Repeat(" ", 30) + "日\x1b[44m" + strings.Repeat("日", 60), 100},
	{"\x1b[31m\x1b[5;9H\x1b[4:3;58;5;9mx\x1b[21m \x1b[7m\x1b[K\n\x1b[0;48;2;1;2;3m\x1b[J\x1b#8\x1b[48b", 8},
	{"\x1b[31\n\x1b[5;9H\x1b[43:;58;5;9mx\x1b[21m \x1b[7m\x1b[Km\x1b[0;48;2;532;;m\x1b[J", 116}, // wraps in colour
	{strings.Repeat("\x1b#8\x1b[12S", 99) + "end", 9999},                                        // too much to print it all
	{"\x1b[3;1H1\r\n2\r\n\n\n3\x1b[4A\x1bc4\x1b[6n", 3},
}

func TestMirrorKeepsItsPromise(t *testing.T) {
	for _, tt := range promised {
		for _, s := range shapes {
			for _, size := range []int{1, tt.size, 1000} {
				if err := s.holds(tt.painted, size); err != nil {
					t.Errorf("%q in pieces of %d, %v: %v", tt.painted, size, s, err)
				}
			}
		}
	}
}

// TestMirrorIsBounded holds that a few bytes that stand for whole screens cost
// and print no more than many of a program's.
func TestMirrorIsBounded(t *testing.T) {
	const cols, rows, size = 80, 24, 8 << 10
	for _, hostile := range []string{"\x1b#8\x1b[99S", "x\x1b[9999b", "\x1b[44m\x1b[2J", "\x1b[41m\x1b[99S\x1bM", "\x1b[M\x1b[S", "\x1bc"} {
		m := newMirror(cols, rows, nil)
		painted := bytes.Repeat([]byte(hostile), size/len(hostile))
		for range 4 {
			if printed := len(m.show(painted)); printed > 20*size {
				t.Errorf("%q: %d bytes printed", hostile, printed)
			}
			if m.left < -256*cols*rows {
				t.Errorf("%q: %d cells too many", hostile, -m.left)
			}
		}
		if got := string(m.show([]byte("\x1bcend"))); !strings.Contains(got, "end") {
			t.Errorf("%q: %q printed afterwards", hostile, got)
		}
	}
}

// FuzzMirror holds the mirror to its promise.
func FuzzMirror(f *testing.F) {
	for _, tt := range mirrored {
		f.Add(tt.painted, 3, uint8(0))
	}
	for i, tt := range promised {
		f.Add(tt.painted, tt.size, uint8(0))
		f.Add(tt.painted, tt.size, uint8(i))
	}
	f.Fuzz(func(t *testing.T, painted string, size int, which uint8) {
		if len(painted) > 4096 {
			t.Skip("long")
		}
		s := shapes[int(which)%len(shapes)]
		if err := s.holds(painted, size); err != nil {
			t.Errorf("%q in pieces of %d, %v: %v", painted, size, s, err)
		}
	})
}

// TestMirrorInBulk holds that many lines at once are printed as each by itself.
func TestMirrorInBulk(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		switch {
		case i%50 == 20:
			b.WriteString("\x1b[32mgreen\x1b[m\ttab\r\n")
		case i%50 == 40:
			b.WriteString("no return\rand over\r\n")
		default:
			fmt.Fprintf(&b, "%d %s\r\n", i, strings.Repeat("ñ", i*7%45))
		}
	}
	b.WriteString("$ ")
	whole, each := mirrorOf(b.String(), b.Len()), ""
	m := newMirror(20, 5, func(string) {})
	for line := range strings.SplitAfterSeq(b.String(), "\n") {
		each += string(m.show([]byte(line)))
	}
	if whole != each {
		t.Errorf("at once %q\npiecewise %q", whole, each)
	}
	if err := shapes[0].holds(b.String(), b.Len()); err != nil {
		t.Error(err)
	}
}

func TestMirrorAnswers(t *testing.T) {
	var answers []string
	m := newMirror(20, 5, func(s string) { answers = append(answers, s) })
	m.show([]byte("\x1b[c\r\nab\x1b[6n\x1b[5n"))
	if got := fmt.Sprintf("%q", answers); got != `["\x1b[?1;0c" "\x1b[2;3R" "\x1b[0n"]` {
		t.Error(got)
	}
}

func TestMirrorEndsBelowEverything(t *testing.T) {
	m := newMirror(20, 5, func(string) {})
	m.show([]byte("a\r\nb\r\nc\x1b[H"))
	if got := string(m.finish()); got != "\x1b[2B\r\n" {
		t.Errorf("%q", got)
	}
}

func TestMirrorResizes(t *testing.T) {
	m := newMirror(20, 5, func(string) {})
	out := string(m.show([]byte("1\r\n2\r\n3\r\n4\r\n5")))
	m.resize(10, 3)
	out += string(m.show([]byte("\r\n6")))
	if want := "1\r\n2\r\n3\r\n4\r\n5\r\n6"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
}

// TestMirrorKeepsItsPromiseInOtherSizes holds that a terminal that is resized
// with the screen goes on to show the same.
func TestMirrorKeepsItsPromiseInOtherSizes(t *testing.T) {
	for _, tt := range promised {
		for _, to := range []shape{{20, 5}, {20, 3}, {9, 5}, {30, 9}, {1, 1}, {45, 2}} {
			m := newMirror(20, 5, nil)
			want, got := vt.New(20, 5, vt.Options{}), vt.New(20, 5, vt.Options{})
			half := len(tt.painted) / 2
			for _, piece := range []string{tt.painted[:half], tt.painted[half:]} {
				_, _ = want.Write([]byte(piece))
				_, _ = got.Write(m.show([]byte(piece)))
				m.resize(to.cols, to.rows)
				want.Resize(to.cols, to.rows)
				got.Resize(to.cols, to.rows)
				_, _ = got.Write(m.show(nil))
				if diff := cmp.Diff(viewOfScreen(want).String(), viewOfScreen(got).String()); diff != "" {
					t.Errorf("%q, %v: what is shown, but + ought to be -:\n%s", tt.painted, to, diff)
				}
			}
		}
	}
}

func BenchmarkMirror(b *testing.B) {
	m := newMirror(80, 24, func(string) {})
	line := []byte(strings.Repeat("\x1b[32mx\x1b[m"+strings.Repeat("y", 38), 2) + "\r\n")
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		m.show(line)
	}
}
