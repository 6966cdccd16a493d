package app

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"socklab/lab/disk"
	"socklab/lab/narrate"
)

// values reads options; err keeps the first that is wrong.
type values struct {
	p   *program
	c   *cli.Context
	err error
}

func (p *program) values(c *cli.Context) *values { return &values{p: p, c: c} }

func (v *values) fail(format string, args ...any) {
	if v.err == nil {
		v.err = v.p.usage(fmt.Sprintf(format, args...), v.c.Command.Name)
	}
}

// usage is the failure of a wrong command line.
func (p *program) usage(line, command string) *failure {
	help := "sockLab help"
	if command != "" && command != "sockLab" {
		help += " " + command
	}
	return &failure{status: exitUsage, line: line, hint: fmt.Sprintf(p.words.Usage.SeeHelp, help)}
}

func (v *values) port(name string, least int) uint16 {
	text := v.c.String(name)
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || int(n) < least {
		v.fail(v.p.words.Usage.BadPort, "--"+name, text, least)
	}
	return uint16(n)
}

func (v *values) number(name string, least, most int) int {
	text := v.c.String(name)
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		v.fail(v.p.words.Usage.BadNumber, "--"+name, text, least, most)
	}
	return n
}

func (v *values) size(name string, least, most int64) int64 {
	text := v.c.String(name)
	n, ok := parseSize(text)
	if !ok || n < least || n > most {
		v.fail(v.p.words.Usage.BadSize, "--"+name, text, formatSize(least), formatSize(most))
	}
	return n
}

func (v *values) duration(name string) time.Duration {
	text := v.c.String(name)
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > 24*time.Hour {
		v.fail(v.p.words.Usage.BadDuration, "--"+name, text)
	}
	return d
}

// choice gives the place of the value among those that are allowed.
func (v *values) choice(name string, allowed ...string) int {
	text := v.c.String(name)
	for i, a := range allowed {
		if text == a {
			return i
		}
	}
	v.fail(v.p.words.Usage.BadChoice, "--"+name, text, strings.Join(allowed, ", "))
	return 0
}

// speed reads a factor; 0 means without any wait.
func (v *values) speed(name string) float64 {
	text := v.c.String(name)
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || !(f >= 0 && f <= 1000) {
		v.fail(v.p.words.Usage.BadSpeed, "--"+name, text)
	}
	return f
}

// level reads --explain.
func (v *values) level() narrate.Level {
	return narrate.Level(v.choice("explain", "none", "calls", "full"))
}

// differ refuses two options that name the same file.
func (v *values) differ(a, b string) {
	x, y := v.c.String(a), v.c.String(b)
	if x != "" && y != "" && disk.Same(x, y) {
		v.fail(v.p.words.Usage.SameFile, "--"+a, "--"+b, x)
	}
}

// exclude refuses options that contradict each other.
func (v *values) exclude(pairs ...[2]string) {
	for _, pair := range pairs {
		if v.c.IsSet(pair[0]) && v.c.IsSet(pair[1]) {
			v.fail(v.p.words.Usage.Contradiction, "--"+pair[0], "--"+pair[1])
		}
	}
}

// noArguments refuses arguments beyond the first n.
func (v *values) noArguments(n int) {
	if args := v.c.Args().Slice(); len(args) > n {
		v.fail(v.p.words.Usage.TooManyArguments, strings.Join(args[n:], " "))
	}
}

var units = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}, {"", 1}}

// parseSize reads 2048, 64KiB, 1MiB, 2GiB.
func parseSize(text string) (int64, bool) {
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

// typedSize is a size as people type it.
func typedSize(n int64) string { return strings.ReplaceAll(formatSize(n), " ", "") }

// fourfold is the size to try where limit was too little.
func fourfold(limit int64) string { return typedSize(min(4*limit, maxSize)) }

// sized is a size in a sentence: 5 bytes, 64 KiB.
func (p *program) sized(n int64) string {
	w := p.words.Export
	switch text := formatSize(n); {
	case n == 1:
		return w.Byte
	case text == strconv.FormatInt(n, 10):
		return fmt.Sprintf(w.Bytes, n)
	default:
		return text
	}
}

// formatSize is the inverse of parseSize.
func formatSize(n int64) string {
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
