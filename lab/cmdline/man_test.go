package cmdline

import "testing"

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{`a\b`: `a\eb`, "--x": `\-\-x`, `"'`: `\(dq\(aq`, "ñ…": `\[u00F1]\[u2026]`, "": ""} {
		if got := escape(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
