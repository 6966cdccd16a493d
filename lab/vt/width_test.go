package vt

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		runes string
		want  int
	}{
		{"\x00\x1f\x7f\u0080\u009f", 0},
		{"a ~\u00a0é\u00adα─█▒", 1},
		{"\u0301\u0302\u20dd\ufe0f\u200d\u200b\u2028\u2066\ufeff", 0},
		{"漢가ア、！😀🚀", 2},
		{"ｱ€→✓☎…", 1},
		{string(utf8.RuneError), 1},
		{"\U0010ffff", 1},
	} {
		for _, r := range c.runes {
			if got := Width(r); got != c.want {
				t.Errorf("%q (%U) takes %d columns, want %d", r, r, got, c.want)
			}
		}
	}
	if got := TextWidth("a漢e\u0301"); got != 4 {
		t.Errorf("a text takes %d columns, want 4", got)
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		room int
		tail string
		want string
	}{
		{"abc", 3, "…", "abc"},
		{"abcd", 3, "…", "ab…"},
		{"abcd", 3, "", "abc"},
		{"漢字", 3, "…", "漢…"},
		{"漢字", 2, "…", "…"},
		{"e\u0301fg", 2, "…", "e\u0301…"},
		{"abcd", 1, "…", "…"},
		{"abcd", 0, "…", ""},
		{"abcd", -1, "", ""},
		{"", 0, "…", ""},
	} {
		if got := Cut(c.text, c.room, c.tail); got != c.want {
			t.Errorf("%q in %d columns is %q, want %q", c.text, c.room, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		room int
		want []string
	}{
		{"", 5, []string{""}},
		{"ab cd", 5, []string{"ab cd"}},
		{"ab cd ef", 5, []string{"ab cd", "ef"}},
		{"ab cdefgh", 5, []string{"ab", "cdefg", "h"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"漢字漢字", 5, []string{"漢字", "漢字"}},
		{"漢字", 1, []string{"漢", "字"}},
	} {
		if got := Wrap(c.text, c.room); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d columns is %q, want %q", c.text, c.room, got, c.want)
		}
	}
}

// TestWrapLong wraps what a stranger's note may be as long as: each line is
// looked at once, or this would take over a minute.
func TestWrapLong(t *testing.T) {
	const words = 200_000
	lines := Wrap(strings.TrimSpace(strings.Repeat("word ", words)), 9)
	if len(lines) != words/2 || lines[0] != "word word" || lines[len(lines)-1] != "word word" {
		t.Errorf("%d lines, %q to %q", len(lines), lines[0], lines[len(lines)-1])
	}
}

// FuzzWidths holds that what is cut and wrapped has room, that a screen puts
// the cursor where Width says, and that only blanks are lost.
func FuzzWidths(f *testing.F) {
	f.Add("ab 漢字 cd\u0301 \u200d efgh", byte(5), "…")
	f.Add("  a  b", byte(0), "...")
	f.Fuzz(func(t *testing.T, text string, width byte, tail string) {
		text = strings.ToValidUTF8(text, "?")
		text = text[:min(len(text), 1000)]
		text = strings.ToValidUTF8(text, "")
		room := int(width % 40)
		if cut := Cut(text, room, tail); TextWidth(cut) > room {
			t.Errorf("%q in %d columns is %q", text, room, cut)
		}
		lines := Wrap(text, room)
		for _, line := range lines {
			if TextWidth(line) > max(room, 2) {
				t.Errorf("%q in %d columns has the line %q", text, room, line)
			}
		}
		bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := bare(strings.Join(lines, "")); got != bare(text) {
			t.Errorf("of %q remains %q", text, lines)
		}
		shown := strings.Map(func(r rune) rune {
			if r < ' ' || r == del {
				return -1
			}
			return r
		}, text)
		s := New(2*len(shown)+2, 1, Options{})
		s.Write([]byte(shown))
		if x, _, _ := s.Cursor(); x != TextWidth(shown) {
			t.Errorf("%q takes %d columns, Width says %d", shown, x, TextWidth(shown))
		}
	})
}
