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

// ParseSize reads 2048, 64KiB, 1MiB, 2GiB.
func ParseSize(text string) (int64, bool) {
	for _, u := range units {
		digits, ok := cutSuffixFold(text, u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err != nil || n < 0 || n > math.MaxInt64/u.bytes {
			return 0, false
		}
		return n * u.bytes, true
	}
	return 0, false
}

func cutSuffixFold(text, suffix string) (string, bool) {
	at := len(text) - len(suffix)
	if at < 0 || !strings.EqualFold(text[at:], suffix) {
		return "", false
	}
	return text[:at], true
}

// TypedSize is a size as people type it.
func TypedSize(n int64) string { return strings.ReplaceAll(FormatSize(n), " ", "") }

// FormatSize is the inverse of ParseSize.
func FormatSize(n int64) string {
	for _, u := range units {
		if u.name != "B" && n >= u.bytes && n%u.bytes == 0 && n > 0 {
			if u.name == "" {
				break
			}
			return fmt.Sprintf("%d %s", n/u.bytes, u.name)
		}
	}
	return strconv.FormatInt(n, 10)
}
