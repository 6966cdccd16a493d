package i18n

import (
	"strconv"
	"strings"
	"time"
)

// Number writes a number with so many digits behind its point, or comma.
func (m *Messages) Number(n float64, digits int) string {
	text := strconv.FormatFloat(n, 'f', digits, 64)
	if m.Lang == "es" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// Seconds writes how long something took, to a hundredth: 1.37 s. What is
// shorter than a second is written in whole milliseconds.
func (m *Messages) Seconds(d time.Duration) string {
	if d < time.Second {
		return strconv.FormatInt(d.Milliseconds(), 10) + " ms"
	}
	return m.Number(d.Seconds(), 2) + " s"
}

// Duration writes a time that somebody chose as it is: 500 ms, 4 s, 1.5 s,
// 1 min, 1 min 30 s, 1 h.
func (m *Messages) Duration(d time.Duration) string {
	if d < 0 {
		return "-" + m.Duration(-d)
	}
	if d > 0 && d < time.Second {
		return m.Number(float64(d)/float64(time.Millisecond), -1) + " ms"
	}
	var parts []string
	for _, unit := range []struct {
		name string
		size time.Duration
	}{{"h", time.Hour}, {"min", time.Minute}} {
		if n := d / unit.size; n > 0 {
			parts = append(parts, strconv.FormatInt(int64(n), 10)+" "+unit.name)
			d %= unit.size
		}
	}
	if d > 0 || len(parts) == 0 {
		parts = append(parts, m.Number(d.Seconds(), -1)+" s")
	}
	return strings.Join(parts, " ")
}
