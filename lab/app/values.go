package app

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"socklab/lab/narrate"
)

// values are the options and arguments of a command; err keeps the first that
// is wrong.
type values struct {
	p       *program
	c       *cli.Context
	command *command
	err     error
}

func (v *values) fail(format string, args ...any) {
	if v.err == nil {
		v.err = v.p.usage(fmt.Sprintf(format, args...), v.command.name)
	}
}

// usage is the failure of a wrong command line.
func (p *program) usage(line, command string) *failure {
	look := "sockLab help"
	if command != "sockLab" {
		look += " " + command
	}
	return p.refusal(exitUsage, line, "", look)
}

// given tells whether the option, or the variable in its place, was given.
func (v *values) given(name string) bool { return v.c.IsSet(name) }

// on tells whether an option without a value was given.
func (v *values) on(name string) bool { return v.c.Bool(name) }

// text is the value of an option as it was typed.
func (v *values) text(name string) string { return v.c.String(name) }

// read gives the value of an option of this command.
func read[T any](v *values, name string) (value T) {
	i := slices.IndexFunc(v.command.options, func(o option) bool { return o.name == name })
	k := v.command.options[i].kind
	got, wrong := k.read(k, &v.p.words.Usage, "--"+name, v.text(name))
	if wrong != "" {
		v.fail("%s", wrong)
		return value
	}
	return got.(T)
}

func (v *values) port(name string) uint16            { return read[uint16](v, name) }
func (v *values) number(name string) int             { return read[int](v, name) }
func (v *values) size(name string) int64             { return read[int64](v, name) }
func (v *values) duration(name string) time.Duration { return read[time.Duration](v, name) }
func (v *values) speed(name string) float64          { return read[float64](v, name) }

// choice gives the place of the value among those that are allowed, chosen the
// value.
func (v *values) choice(name string) int { return read[int](v, name) }

func (v *values) chosen(name string) string {
	v.choice(name)
	return v.text(name)
}

// level reads --explain.
func (v *values) level() narrate.Level {
	return narrate.Level(v.choice("explain"))
}

// differ refuses two options that name the same file.
func (v *values) differ(a, b string) {
	x, y := v.text(a), v.text(b)
	if x != "" && y != "" && sameFile(x, y) {
		v.fail(v.p.words.Usage.SameFile, "--"+a, "--"+b, x)
	}
}

func sameFile(x, y string) bool {
	if filepath.Clean(x) == filepath.Clean(y) {
		return true
	}
	if isDevicePath(x) || isDevicePath(y) {
		return false
	}
	a, aerr := os.Stat(x)
	b, berr := os.Stat(y)
	return aerr == nil && berr == nil && os.SameFile(a, b)
}

// exclude refuses options that contradict each other.
func (v *values) exclude(pairs ...[2]string) {
	for _, pair := range pairs {
		if v.given(pair[0]) && v.given(pair[1]) {
			v.fail(v.p.words.Usage.Contradiction, "--"+pair[0], "--"+pair[1])
		}
	}
}

// arguments are as many as the command takes.
func (v *values) arguments() []string {
	args, takes := v.c.Args().Slice(), v.command.args
	if len(args) > takes.most {
		v.fail(v.p.words.Usage.TooManyArguments, strings.Join(args[takes.most:], " "))
	}
	if len(args) < takes.least {
		v.fail(v.p.words.Usage.MissingArgument, takes.shown)
	}
	return args
}

// argument is the first argument, or what stands for it where there is none.
func (v *values) argument(otherwise string) string {
	if args := v.arguments(); len(args) > 0 {
		return args[0]
	}
	return otherwise
}

// only is the one argument that a command takes.
func (v *values) only() (string, error) { return v.argument(""), v.err }

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
