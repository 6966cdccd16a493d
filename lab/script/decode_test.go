package script

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// utf16Text encodes with a byte order mark.
func utf16Text(s string, bigEndian bool) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\uFEFF" + s)) {
		if bigEndian {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

func TestDecodeErrors(t *testing.T) {
	for _, tt := range []struct {
		name, in  string
		kind      Kind
		line, col int
	}{
		{"broken UTF-8", "a: b\r\nñ: \xff\n", KindEncoding, 2, 4},
		{"UTF-16 without mark", "a\x00:\x00", KindEncoding, 1, 2},
		{"UTF-16 of odd length", utf16Text("ab", false) + "c", KindEncoding, 1, 3},
		{"UTF-16 half a pair", "\xff\xfea\x00\x00\xd8", KindEncoding, 1, 2},
		{"UTF-16 wrong pair", "\xff\xfe\x00\xd8a\x00", KindEncoding, 1, 1},
		{"escape", "a: b\nñ: \x1b[2J\n", KindControl, 2, 4},
		{"right to left", "a: \u202eb\n", KindControl, 1, 4},
		{"too large", strings.Repeat("#", maxBytes+1), KindTooLarge, 1, 1},
		{"empty", "", KindEmpty, 1, 1},
		{"comments only", "# a\n", KindEmpty, 1, 1},
	} {
		_, err := Parse("x.yaml", []byte(tt.in), false)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v", tt.name, err)
			continue
		}
		if e.Kind != tt.kind || e.Line != tt.line || e.Col != tt.col {
			t.Errorf("%s: got %v", tt.name, e)
		}
	}
}

func TestPositionsInUTF16(t *testing.T) {
	text := strings.ReplaceAll(steps("{on: server, type: sockLab server, note: 'ñ😀', tipo: x}"), "\n", "\r\n")
	for name, in := range map[string]string{"UTF-8": text, "UTF-16": utf16Text(text, true)} {
		_, err := Parse("", []byte(in), false)
		var errs Errors
		if !errors.As(err, &errs) || len(errs) != 2 {
			t.Fatalf("%s: got %v", name, err)
		}
		e := errs[1]
		if e.Line != 5 || e.Col != 52 || e.Kind != KindUnknownKey || e.Suggest != "type" {
			t.Errorf("%s: got %v", name, e)
		}
		if want := `  - {on: server, type: sockLab server, note: 'ñ😀', tipo: x}`; e.Source != want {
			t.Errorf("%s: source %q", name, e.Source)
		}
	}
}
