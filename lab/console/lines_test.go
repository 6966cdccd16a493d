package console

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// linesOf gives the lines of what is shown in pieces of size bytes.
func linesOf(shown string, size int, colours bool) []string {
	l := &Lines{Colours: colours}
	var out []string
	for piece := range slices.Chunk([]byte(shown), max(size, 1)) {
		l.Add(piece, func(text string) { out = append(out, text) })
	}
	return out
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ name, shown, want, coloured string }{
		{"text", "año\r\nb\tc\r\r\n", "año|b\tc", "año|b\tc"},
		{"a line under way", "a\r\nb", "a", "a"},
		{"colours", "\x1b[1;32mok\x1b[0m \x1b[38;5;208mo\r\nx\x1b[m\r\n", "ok o|x", "\x1b[1;32mok\x1b[0m \x1b[38;5;208mo\x1b[0m|x\x1b[m"},
		{"moves and modes", "\x1b[2J\x1b[?1049h\x1b[?1000ha\x1b[3;4Hb\x1b[?25l\r\n", "ab", "ab"},
		{"title, by BEL and ST", "\x1b]0;t\aa\x1b]2;t\x1b\\b\r\n", "ab", "ab"},
		{"clipboard over lines", "a\x1b]52;c;ZXZp\r\nbA==\ab\r\n", "ab", "ab"},
		{"a control string", "a\x1bP1$q m\r\n\x1b\\b\x1b_x\x1b\\c\r\n", "abc", "abc"},
		{"C1", "a\u009b2Jb\u009d0;t\u009c\r\n", `a\u009b2Jb\u009d0;t\u009c`, `a\u009b2Jb\u009d0;t\u009c`},
		{"bytes", "a\x9b2J\xff\r\n", `a\x9b2J\xff`, `a\x9b2J\xff`},
		{"a colour with a bell in it", "\x1b[3\a1mx\r\n", "x", "\x1b[31mx\x1b[0m"},
		{"colours that are none", "\x1b[4:\u009bmy\x1b[1 mz\r\n", `\u009bmyz`, `\u009bmyz`},
		{"written over", "10 %\r20 %\r\nend\r\r\n", "20 %|end", "20 %|end"},
		{"turned around", "a\u202eb\u2028\a\x7f\r\n", `a\u202eb\u2028`, `a\u202eb\u2028`},
	} {
		for _, size := range []int{1, 2, 3, 1000} {
			if got := strings.Join(linesOf(c.shown, size, false), "|"); got != c.want {
				t.Errorf("%s in pieces of %d: %q, want %q", c.name, size, got, c.want)
			}
			if got := strings.Join(linesOf(c.shown, size, true), "|"); got != c.coloured {
				t.Errorf("%s in colour in pieces of %d: %q, want %q", c.name, size, got, c.coloured)
			}
		}
	}
}

func TestLineWithoutEnd(t *testing.T) {
	got := linesOf(strings.Repeat("x", 3*maxLine), 4096, false)
	if len(got) < 2 || len(got) > 3 {
		t.Errorf("%d lines", len(got))
	}
}

var sgrOnly = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// FuzzLines holds that nothing comes out that acts, but colours.
func FuzzLines(f *testing.F) {
	f.Add("\x1b]52;c;x\a\x1b[31mred\u009b2J\r\n", 3, true)
	f.Add("a\x1b[4:\x07m\x1b[1\x9bm\r\n", 1, true)
	f.Fuzz(func(t *testing.T, shown string, size int, colours bool) {
		for _, line := range linesOf(shown+"\n", size, colours) {
			rest := line
			if colours {
				rest = sgrOnly.ReplaceAllString(line, "")
			}
			if i := strings.IndexFunc(rest, acts); i >= 0 || !utf8.ValidString(line) {
				t.Fatalf("%q gives %q", shown, line)
			}
		}
	})
}

// acts tells what does something to a terminal. A soft hyphen is a hyphen there.
func acts(r rune) bool {
	return r != '\t' && r != '\u00ad' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
}

// own are all sequences that a window's terminal gets: colours, moves and
// erasing within the screen.
var own = regexp.MustCompile(`\x1b\[[0-9;:]*m|\x1b\[[0-9]*[ABGK]|[\r\n\x08]`)

// harmful gives what is in shown that is not the mirror's own.
func harmful(shown string) string {
	rest := own.ReplaceAllString(shown, "")
	if i := strings.IndexFunc(rest, acts); i >= 0 {
		return rest[i:]
	}
	return ""
}

// FuzzHarmless holds that nothing that is shown orders a terminal about.
func FuzzHarmless(f *testing.F) {
	for _, tt := range mirrored {
		f.Add(tt.painted, 3)
	}
	f.Add("\x1b]52;c;x\a\x1b]0;t\x1b\\\x1b[?1000h\x1b[?2004h\x1b[?1049h\x1b[?25l\u009b2J\x9b2J\x1b[6n\x1b[c\x1bP1$qm\x1b\\\x1bc", 1)
	f.Add("\x1b[4:\amx\x1b[4:\u009bmy\x1b[4:\x7f1mz", 2)
	f.Add("\x1b[38;2;\u0090m\x1b[1 q\x1b[>4;2m\x1b[<u\u202e\u2028\ufeff", 100)
	f.Fuzz(func(t *testing.T, shown string, size int) {
		if len(shown) > 4096 {
			t.Skip("long")
		}
		show := Harmless(20, 5)
		var out []byte
		for piece := range slices.Chunk([]byte(shown), max(size, 1)) {
			out = append(out, show(piece)...)
		}
		if bad := harmful(string(out)); bad != "" || !utf8.Valid(out) {
			t.Fatalf("%q gives %q, in it %q", shown, out, bad)
		}
	})
}
