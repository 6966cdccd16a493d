package cmdline

import (
	"math"
	"testing"
)

func TestParseSize(t *testing.T) {
	const bad = -1
	for text, want := range map[string]int64{
		"0": 0, "1": 1, "2048": 2048, "12B": 12, "64KiB": 64 << 10, "1MiB": 1 << 20, "2GiB": 2 << 30,
		"64kib": 64 << 10, "1mIb": 1 << 20, "64 KiB": 64 << 10, "9223372036854775807": math.MaxInt64,
		"": bad, " ": bad, "-1": bad, "-1KiB": bad, "KiB": bad, "1.5MiB": bad, "1KB": bad, "1K": bad, "0x10": bad,
		"1 000": bad, "1_000": bad, "9223372036854775808": bad, "9007199254740992KiB": bad, "8589934592GiB": bad,
		"uno": bad, "1KiBKiB": bad, "1TiB": bad, "1\u212AiB": bad,
	} {
		got, ok := parseSize(text)
		if !ok {
			got = bad
		}
		if got != want {
			t.Errorf("parseSize(%q) is %d, want %d", text, got, want)
		}
	}
}

func FuzzSizeReadsBack(f *testing.F) {
	for _, n := range []int64{0, 1, 1023, 1024, 64 << 20, 3 << 30, 1 << 40, math.MaxInt64} {
		f.Add(n, "64KiB")
	}
	f.Fuzz(func(t *testing.T, n int64, text string) {
		if n >= 0 {
			if got, ok := parseSize(FormatSize(n)); !ok || got != n {
				t.Errorf("%d is written %q and read as %d, %v", n, FormatSize(n), got, ok)
			}
		}
		if n, ok := parseSize(text); ok {
			if again, ok := parseSize(FormatSize(n)); n < 0 || !ok || again != n {
				t.Errorf("%q is read as %d, written %q, read as %d", text, n, FormatSize(n), again)
			}
		}
	})
}
