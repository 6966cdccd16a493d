package vt

import (
	"strings"
	"testing"
)

// What programs print, in writes of 4 KB.
var outputs = []struct{ name, text string }{
	{"plain", strings.Repeat(strings.Repeat("abcdefghij klmno ", 4)+"\r\n", 60)},
	{"coloured", strings.Repeat(strings.Repeat("\x1b[31mabcdef\x1b[0m ghi ", 6)+"\r\n", 60)},
	{"redrawn", strings.Repeat("\x1b[H"+strings.Repeat(strings.Repeat("abcdefghij klmno ", 4)+"\x1b[K\r\n", 23), 3)},
}

func BenchmarkWrite(b *testing.B) {
	for _, o := range outputs {
		b.Run(o.name, func(b *testing.B) {
			s, p := New(80, 24, Options{History: 10000}), []byte(o.text)
			b.SetBytes(int64(len(p)))
			b.ReportAllocs()
			for b.Loop() {
				for rest := p; len(rest) > 0; {
					n := min(4096, len(rest))
					s.Write(rest[:n])
					rest = rest[n:]
				}
			}
		})
	}
}

func BenchmarkClone(b *testing.B) {
	s := New(80, 24, Options{})
	s.Write([]byte(strings.Repeat("full ", 80*24/5)))
	b.ReportAllocs()
	for b.Loop() {
		s.Clone()
	}
}
