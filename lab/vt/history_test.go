package vt

import (
	"fmt"
	"slices"
	"testing"
)

func TestHistory(t *testing.T) {
	const three = "a\r\nb\r\nc"
	for _, c := range []struct {
		name, in string // to a screen of 4×3
		want     []string
	}{
		{"nothing scrolled", three, nil},
		{"a line feed at the bottom", three + "\nd", []string{"a"}},
		{"IND and NEL, too", three + "\x1bD\x1bE", []string{"a", "b"}},
		{"a wrap, too", three + "\rabcde", []string{"a"}},
		{"SU of the whole screen", three + "\x1b[2S", []string{"a", "b"}},
		{"a region is not the whole screen", three + "\x1b[1;2r\x1b[2H\n\x1b[S", nil},
		{"the region of all rows is", three + "\x1b[1;3r\x1b[3H\n", []string{"a"}},
		{"RI does not scroll off", three + "\x1b[H\x1bM", nil},
		{"SD does not", three + "\x1b[T", nil},
		{"DL in the first row does not", three + "\x1b[H\x1b[M", nil},
		{"nor does IL", three + "\x1b[H\x1b[L", nil},
		{"ED 2 does not", three + "\x1b[2J", nil},
		{"ED 3 keeps what there is (xterm does not): a recording shows it", three + "\n\x1b[3J", []string{"a"}},
		{"RIS keeps it, too", three + "\n\x1bc", []string{"a"}},
		{"the alternate screen has none", three + "\x1b[?1049h\n\n\n\n\x1b[S\x1b[?1049l", nil},
		{"of a line, without blanks at its end", "a \x1b[41m  \r\n\n\n", []string{"a"}},
		{"wide characters and marks", "漢e\u0301\r\n\n\n", []string{"漢e\u0301"}},
		{"the oldest go", "1\n\r2\n\r3\n\r4\n\r5\n\r6\n\r7\n\r8\n\r9\n\r", []string{"4", "5", "6", "7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(4, 3, Options{History: 4})
			s.Write([]byte(c.in))
			if got := s.Scrolled(); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestOffIsCalledBeforeTheRowGoes(t *testing.T) {
	var s *Screen
	var got []string
	s = New(4, 2, Options{Off: func(r Row) {
		got = append(got, fmt.Sprintf("%s %v %s", rowText(r), r.Wrapped, s.Lines()))
	}})
	s.Write([]byte("abcdef\r\ng\x1b[2S"))
	want := []string{"abcd true [abcd ef]", "ef false [ef g]", "g false [ef g]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if s.Scrolled() == nil || len(s.Scrolled()) != 0 {
		t.Errorf("without History %q is kept", s.Scrolled())
	}
}

func TestTextIsHistoryAndScreen(t *testing.T) {
	s := New(4, 2, Options{History: 9})
	s.Write([]byte("a\r\n\nb\n\n"))
	if got := s.Text(); got != "a\n\nb\n" {
		t.Errorf("%q", got)
	}
	if got := New(4, 2, Options{}).Text(); got != "" {
		t.Errorf("an empty screen is %q", got)
	}
}
