package console

import (
	"fmt"
	"slices"
	"strings"
	"testing"
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
	{"colours", "\x1b[32;1mok\x1b[22m \x1b[mplain \x1b[38;5;208mo\x1b[39m.\r\n", "\x1b[1;32mok\x1b[0m plain \x1b[38;5;208mo\x1b[0m.\r\n"},
	{"coloured blanks", "\x1b[44m  \x1b[m\r\n\x1b[32m  \x1b[m\r\nx", "\x1b[44m  \x1b[0m\r\n\r\nx"},
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

// screenOf is what a terminal shows of what was printed.
func screenOf(printed string) string {
	m := newMirror(20, 5, func(string) {})
	m.feed([]byte(printed))
	var b strings.Builder
	for y := range m.rows {
		for _, c := range m.cells(y) {
			fmt.Fprintf(&b, "%s%c", m.pens.all[c.pen].params, c.char)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// FuzzMirror holds that a terminal that shows what the mirror prints shows
// what the pseudo console painted, however that came in.
func FuzzMirror(f *testing.F) {
	for _, tt := range mirrored {
		f.Add(tt.painted, 3)
	}
	f.Add("\x1b[2;4r\x1b[4Ha\n\nb\x1bM\x1b[2L\x1b[M", 7)
	f.Add("a\r\nb\x1b[?1049hfull\x1b[3;3Hscreen\x1b[?1049l\r\nc", 5)
	f.Add("1\r\n2\r\n3\x1b[2S4\x1b[T", 4)
	f.Add("01234567890123456789\x1b[8G0123456789ab\x000", 1)
	f.Add("\x1b[?7l\x1b[20G日", 9)
	f.Add(strings.Repeat("line of 20 colu日\r\nof 25 and more than those\r\n\r\n", 9)+"\x1b[3;3Hx\x1b[5Hy", 400)
	f.Fuzz(func(t *testing.T, painted string, size int) {
		if len(painted) > 4096 {
			t.Skip("long")
		}
		want := screenOf(painted)
		if got := screenOf(mirrorOf(painted, size)); got != want {
			t.Errorf("painted %q\nprinted %q\n%s\nwant\n%s", painted, mirrorOf(painted, size), got, want)
		}
	})
}

// TestMirrorInBulk holds that many lines at once, which the emulator does not
// see all, are printed as each by itself.
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
	if got, want := screenOf(whole), screenOf(b.String()); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestMirrorAnswers(t *testing.T) {
	var answers []string
	m := newMirror(20, 5, func(s string) { answers = append(answers, s) })
	m.show([]byte("\x1b[c\r\nab\x1b[6n\x1b[5n"))
	if got := fmt.Sprintf("%q", answers); got != `["\x1b[?1;0c" "\x1b[2;3R"]` {
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

func BenchmarkMirror(b *testing.B) {
	m := newMirror(80, 24, func(string) {})
	line := []byte(strings.Repeat("\x1b[32mx\x1b[m"+strings.Repeat("y", 38), 2) + "\r\n")
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		m.show(line)
	}
}
