package cmdline

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

var units = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}, {"", 1}}

// parseSize reads 2048, 64KiB, 1MiB, 2GiB.
func parseSize(text string) (int64, bool) {
	for _, u := range units {
		at := len(text) - len(u.name)
		if at < 0 || !strings.EqualFold(text[at:], u.name) {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(text[:at]), 10, 64)
		if err != nil || n < 0 || n > math.MaxInt64/u.bytes {
			return 0, false
		}
		return n * u.bytes, true
	}
	return 0, false
}

// TypedSize is a size as people type it.
func TypedSize(n int64) string { return strings.ReplaceAll(FormatSize(n), " ", "") }

// FormatSize writes a size in the largest unit of which it is a whole number:
// 64 KiB, and 1025 for what is no whole number of any.
func FormatSize(n int64) string {
	for _, u := range units {
		if u.bytes > 1 && n > 0 && n%u.bytes == 0 {
			return fmt.Sprintf("%d %s", n/u.bytes, u.name)
		}
	}
	return strconv.FormatInt(n, 10)
}
