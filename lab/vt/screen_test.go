package vt

import (
	"fmt"
	"slices"
	"testing"
)

func TestText(t *testing.T) {
	s := New(10, 3, Options{History: 100})
	fmt.Fprint(s, "hello\r\nworld wide\x1b[31mweb\x1b[0m 漢字\r\nx\r\ny")
	if got, want := s.AllLines(), []string{"hello", "world wide", "web 漢字", "x", "y"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
