package vt

import (
	"bytes"
	"testing"
)

// tokens are what a scanner makes of pieces of output. Texts that stand
// together are one, for where they are cut is not promised.
func tokens(t *testing.T, parts ...[]byte) []Token {
	var s Scanner
	var all []Token
	for _, p := range parts {
		idle := 0
		for len(p) > 0 {
			tok, n := s.Next(p)
			if n > len(p) {
				t.Fatalf("took %d bytes of %d", n, len(p))
			}
			if idle++; n > 0 {
				idle = 0
			}
			if idle > 2 {
				t.Fatalf("takes nothing of %q", p)
			}
			if p = p[n:]; tok.Kind == None {
				continue
			}
			tok.Bytes = bytes.Clone(tok.Bytes)
			if last := len(all) - 1; last >= 0 && tok.Kind == Text && all[last].Kind == Text {
				all[last].Bytes = append(all[last].Bytes, tok.Bytes...)
				continue
			}
			all = append(all, tok)
		}
		if len(s.raw) > maxSeq {
			t.Fatalf("keeps %d bytes", len(s.raw))
		}
	}
	return all
}

// FuzzScanner holds that output is read alike however it is split, and that
// nothing that can be printed is lost.
func FuzzScanner(f *testing.F) {
	for _, s := range rawSeeds {
		f.Add([]byte(s), byte(7))
	}
	f.Fuzz(func(t *testing.T, p []byte, at byte) {
		whole := tokens(t, p)
		single := make([][]byte, len(p))
		for i := range p {
			single[i] = p[i : i+1]
		}
		sameTokens(t, "bytewise", p, whole, tokens(t, single...))
		cut := min(int(at), len(p))
		sameTokens(t, "split", p, whole, tokens(t, p[:cut], p[cut:]))

		// Without control characters all is text.
		var plain []byte
		for _, c := range p {
			if c >= ' ' && c != del {
				plain = append(plain, c)
			}
		}
		got := tokens(t, plain, []byte("\r"))
		var text []byte
		for _, tok := range got[:len(got)-1] {
			text = append(text, tok.Bytes...)
		}
		if !bytes.Equal(text, plain) {
			t.Fatalf("of %q remains %q", plain, text)
		}
	})
}

func sameTokens(t *testing.T, how string, p []byte, a, b []Token) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%q: whole %v, %s %v", p, a, how, b)
	}
	for i := range a {
		if a[i].Kind != b[i].Kind || a[i].Final != b[i].Final || !bytes.Equal(a[i].Bytes, b[i].Bytes) {
			t.Fatalf("%q: whole %v, %s %v", p, a[i], how, b[i])
		}
	}
}
