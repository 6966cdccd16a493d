package term_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"socklab/lab/term"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ in, line, lines string }{
		{"", "", ""},
		{"Conexión de ('127.0.0.1', 54614) ¿sí? 漢字 🙂", "Conexión de ('127.0.0.1', 54614) ¿sí? 漢字 🙂", "Conexión de ('127.0.0.1', 54614) ¿sí? 漢字 🙂"},
		{`C:\new\table`, `C:\new\table`, `C:\new\table`},
		{"\x1b]52;c;ZXZpbA==\a", `\x1b]52;c;ZXZpbA==\x07`, `\x1b]52;c;ZXZpbA==\x07`},
		{"a\nb\tc", `a\nb\tc`, "a\nb\tc"},
		{"a\r\nb", `a\r\nb`, "a\nb"},
		{"over\rwrite", `over\rwrite`, `over\rwrite`},
		{"\u009b2J\u0085", `\u009b2J\u0085`, `\u009b2J\u0085`},
		{"\x9b2J\xff", `\x9b2J\xff`, `\x9b2J\xff`},
		{"\x00\x08\x7f", `\x00\x08\x7f`, `\x00\x08\x7f`},
		{"x\u202etxt.exe", `x\u202etxt.exe`, `x\u202etxt.exe`},
		{"\ufeff\u200b\u2028\u2029\u2066", `\ufeff\u200b\u2028\u2029\u2066`, `\ufeff\u200b\u2028\u2029\u2066`},
		{"\U000e0041\uffff", `\U000e0041\uffff`, `\U000e0041\uffff`},
		{"\ufffd", "\ufffd", "\ufffd"},
	} {
		if got := term.Visible(c.in); got != c.line {
			t.Errorf("Visible(%q) is %q, want %q", c.in, got, c.line)
		}
		if got := term.VisibleLines(c.in); got != c.lines {
			t.Errorf("VisibleLines(%q) is %q, want %q", c.in, got, c.lines)
		}
	}
}

// FuzzVisible holds that nothing that acts comes through, that nothing else is
// changed, and that twice is once.
func FuzzVisible(f *testing.F) {
	for _, seed := range []string{"", "plain ñ", "\x1b[2J\x9b\u009b", "a\r\nb\t\n", "\u202e\U000e0001\xff\xc3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, form := range []struct {
			kept string
			make func(string) string
		}{{"", term.Visible}, {"\n\t", term.VisibleLines}} {
			got := form.make(s)
			if !utf8.ValidString(got) {
				t.Fatalf("%q is not UTF-8", got)
			}
			for _, r := range got {
				if (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) && !strings.ContainsRune(form.kept, r) {
					t.Fatalf("%q from %q has %U", got, s, r)
				}
			}
			if again := form.make(got); again != got {
				t.Fatalf("%q becomes %q", got, again)
			}
			if letters := strings.ToValidUTF8(s, ""); letters == s && got != s && !strings.ContainsFunc(s, term.Hidden) {
				t.Fatalf("%q became %q", s, got)
			}
		}
	})
}
