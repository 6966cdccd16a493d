package script

import (
	"errors"
	"strings"
	"testing"
)

func TestErrorText(t *testing.T) {
	_, err := Parse("x.yaml", []byte(runs("{on: sever, press: q}")), false)
	want := `x.yaml:6:10: unknown console "sever", did you mean "server"?`
	if err == nil || err.Error() != want {
		t.Fatalf("got %v, want %s", err, want)
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal("no *Error inside")
	}
	if got, want := e.Excerpt(), "  - {on: sever, press: q}\n         ^"; got != want {
		t.Errorf("excerpt:\n%s\nwant:\n%s", got, want)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 500) + "X" + strings.Repeat("b", 500)
	for _, tt := range []struct {
		name, source string
		col          int
		want         string
	}{
		{"tab", "a:\tb", 4, "a:\tb\n  \t^"},
		{"combining", "n\u0303: b", 5, "n\u0303: b\n   ^"},
		{"past the end", "ab", 9, "ab\n  ^"},
		{"empty", "", 1, "\n^"},
		{"control", "a\x1bb", 3, "a\uFFFDb\n  ^"},
		{"long", long, 501, strings.Repeat("a", 50) + "X" + strings.Repeat("b", 49) + "\n" + strings.Repeat(" ", 50) + "^"},
		{"long, at its end", long, 1001, strings.Repeat("b", 100) + "\n" + strings.Repeat(" ", 99) + "^"},
	} {
		e := &Error{Source: tt.source, Col: tt.col}
		if got := e.Excerpt(); got != tt.want {
			t.Errorf("%s:\n%q, want\n%q", tt.name, got, tt.want)
		}
	}
}

func TestErrorsLimit(t *testing.T) {
	_, err := Parse("", []byte(steps(strings.Split(strings.Repeat("{}\n", 50), "\n")...)), false)
	var errs Errors
	if !errors.As(err, &errs) || len(errs) != 20 {
		t.Fatalf("got %d errors, want 20", len(errs))
	}
	for i := 1; i < len(errs); i++ {
		if errs[i].Line < errs[i-1].Line {
			t.Errorf("error %d is out of order", i)
		}
	}
}
