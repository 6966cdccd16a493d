package console

import (
	"bytes"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// BenchmarkProcessing is the console's own part, without a terminal.
func BenchmarkProcessing(b *testing.B) {
	c, err := Open(Config{})
	if err != nil {
		b.Fatal(err)
	}
	chunk := bytes.Repeat([]byte(strings.Repeat("x", 70)+"\x1b[0mñ\r\n"), 51) // a read of a pty: 4 KiB
	b.SetBytes(int64(len(chunk)))
	for b.Loop() {
		c.printed(chunk)
	}
}

// BenchmarkProgram is 50 MB printed by a program, with and without a Wait.
func BenchmarkProgram(b *testing.B) {
	b.Run("drained", func(b *testing.B) { benchmarkProgram(b, nil) })
	b.Run("waited for", func(b *testing.B) { benchmarkProgram(b, regexp.MustCompile(`(?m)^E[A-Z]+$`)) })
}

func benchmarkProgram(b *testing.B, re *regexp.Regexp) {
	var shown int
	c, err := Open(Config{Output: func(_ time.Time, p []byte) { shown += len(p) }})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	b.SetBytes(50_000_000)
	for b.Loop() {
		shown = 0
		start(b, c, "flood", "50000000")
		if re != nil {
			if err := c.Wait(b.Context(), re); err != nil {
				b.Fatal(err)
			}
		}
		waitExit(b, c, 3)
		if shown < 50_000_000 {
			b.Fatalf("%d bytes shown", shown)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
}
