package script

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzParse(f *testing.F) {
	f.Add([]byte(goodScript))
	f.Add([]byte(Template("es")))
	f.Add([]byte(utf16Text(goodScript, true)))
	for _, tt := range bad {
		if len(tt.in) < 1000 {
			f.Add([]byte(tt.in))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse("x", data, false)
		if (s == nil) == (err == nil) {
			t.Fatalf("script %v, error %v", s, err)
		}
		if err != nil {
			checkErrors(t, err)
			return
		}
		for i, step := range s.Steps {
			if step.Argv != nil && step.Argv[0] != program {
				t.Errorf("step %d runs %q", i, step.Argv)
			}
			if step.On != "" && step.Within <= 0 {
				t.Errorf("step %d has no limit", i)
			}
		}
	})
}

// checkErrors proves that errors can be shown on one line each.
func checkErrors(t *testing.T, err error) {
	t.Helper()
	var errs Errors
	if !errors.As(err, &errs) || len(errs) == 0 || len(errs) > maxErrors {
		t.Fatalf("got %T: %v", err, err)
	}
	for _, e := range errs {
		if e.Kind == "" || e.Line < 1 || e.Col < 1 {
			t.Errorf("incomplete: %+v", e)
		}
		if strings.ContainsAny(e.Error(), "\n\x1b") || !utf8.ValidString(e.Error()) {
			t.Errorf("not one line: %q", e.Error())
		}
		if n := strings.Count(e.Excerpt(), "\n"); n != 1 {
			t.Errorf("excerpt with %d line ends", n)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "a 'b c' \"d\"", `C:\x\ y`, "it's", "a | b", "$(x)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words, bad := split(s)
		if bad != nil && words != nil {
			t.Errorf("words %q and error %v", texts(words), bad)
		}
		for _, w := range words {
			if w.from < 0 || w.end <= w.from || w.end > len([]rune(s)) {
				t.Errorf("%q stands at %d to %d of %q", w.text, w.from, w.end, s)
			}
		}
	})
}

// TestHostile proves that time is bounded; each of these took minutes, or
// gigabytes, without its bound.
func TestHostile(t *testing.T) {
	fill := func(head, s, tail string) string {
		return head + strings.Repeat(s, (maxBytes-len(head)-len(tail))/len(s)) + tail
	}
	regexps := strings.Repeat("  - {on: server, wait: '"+strings.Repeat(`\pL`, 300)+"'}\n", 900)
	for name, in := range map[string]string{
		"blank lines in a block": fill("title: |\n", "\n", ""),
		"blank lines and spaces": fill("title: |\n", "  \n", ""),
		"keys":                   fill("", "abcdefgh: x\n", ""),
		"brackets":               fill("", "[", ""),
		"dashes":                 fill("", "- ", ""),
		"question marks":         fill("", "? ", ""),
		"a long key":             fill("", "k", ": {a: b, c: d}"),
		"a long line":            fill("title: ", "x ", "\n"),
		"aliases":                fill("a: &a x\nb: [", "*a,", "]"),
		"controls":               fill("", "\x01", ""),
		"runs of blank lines":    fill("title: |\n", "  x\n"+strings.Repeat("\n", maxBlankLines-1), ""),
		"classes":                steps("{on: server, type: sockLab server}") + regexps,
		"unknown words":          top + "steps:\n" + strings.Repeat("  - {"+strings.Repeat("k", 190)+": x}\n", 900),
	} {
		start := time.Now()
		_, err := Parse("", []byte(in), false)
		if err == nil {
			t.Errorf("%s: accepted", name)
			continue
		}
		checkErrors(t, err)
		if d := time.Since(start); d > 20*time.Second { // far above what it takes, for slow machines
			t.Errorf("%s: took %v", name, d)
		} else {
			t.Logf("%s: %v", name, d)
		}
	}
}
