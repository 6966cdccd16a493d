package cast

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// BenchmarkText makes the text of a recording whose events have 4 KB.
func BenchmarkText(b *testing.B) {
	for _, o := range []struct{ name, line string }{
		{"plain", strings.Repeat("abcdefghij klmno ", 4) + "\r\n"},
		{"coloured", strings.Repeat("\x1b[31mabcdef\x1b[0m ghi ", 6) + "\r\n"},
		{"redrawn", strings.Repeat("abcdefghij klmno ", 4) + "\x1b[K\x1b[24;1H\r\n"},
	} {
		b.Run(o.name, func(b *testing.B) {
			event := strings.Repeat(o.line, 4096/len(o.line))
			var file bytes.Buffer
			w, err := NewWriter(&file, Header{Version: 2, Width: 80, Height: 24})
			for range 500 {
				if err == nil {
					err = w.WriteOutput(0, []byte(event))
				}
			}
			if err == nil {
				err = w.Close(0)
			}
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(500 * len(event)))
			for b.Loop() {
				budget := NewBudget(context.Background())
				rec, err := budget.Read(bytes.NewReader(file.Bytes()))
				if err != nil {
					b.Fatal(err)
				}
				s, err := budget.NewScreen(80, 24)
				if err != nil {
					b.Fatal(err)
				}
				for _, e := range rec.Events {
					budget.Apply(s, e)
				}
			}
		})
	}
}
