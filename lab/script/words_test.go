package script

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{" \t ", nil},
		{"sockLab  server ", []string{"sockLab", "server"}},
		{`a 'b c' "d e"`, []string{"a", "b c", "d e"}},
		{`a'b'"c"d`, []string{"abcd"}},
		{`'' ""`, []string{"", ""}},
		{`C:\dir\file "C:\Program Files\x"`, []string{`C:\dir\file`, `C:\Program Files\x`}},
		{`a\ b \" \' \\ \n`, []string{"a b", `"`, "'", `\`, `\n`}},
		{`"a\"b" 'a\b'`, []string{`a"b`, `a\b`}},
		{`a\`, []string{`a\`}},
		{`'|' "a;b" \$ $HOME * #`, []string{"|", "a;b", `\$`, "$HOME", "*", "#"}},
		{"ñ 世界", []string{"ñ", "世界"}},
	} {
		got, bad := split(tt.in)
		if bad != nil {
			t.Errorf("%q: %v", tt.in, bad)
			continue
		}
		if diff := cmp.Diff(tt.want, texts(got)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestWordsErrors(t *testing.T) {
	for _, tt := range []struct {
		in      string
		kind    Kind
		col     int
		subject string
	}{
		{"a | b", KindShell, 3, "|"},
		{"a>b", KindShell, 2, ">"},
		{"a <b", KindShell, 3, "<"},
		{"ñ &", KindShell, 3, "&"},
		{"a; b", KindShell, 2, ";"},
		{"`a`", KindShell, 1, "`"},
		{"a $(b)", KindShell, 3, "$("},
		{"it's", KindUnbalanced, 3, "'"},
		{`a "b c`, KindUnbalanced, 3, `"`},
		{`a "b\"`, KindUnbalanced, 3, `"`},
		{`'a\'b'`, KindUnbalanced, 6, `'`},
	} {
		_, e := split(tt.in)
		if e == nil {
			t.Errorf("%q: split", tt.in)
			continue
		}
		if e.Kind != tt.kind || e.Col != tt.col || e.Subject != tt.subject {
			t.Errorf("%q: got %v at %d, %q", tt.in, e.Kind, e.Col, e.Subject)
		}
	}
}
