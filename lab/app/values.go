package app

import (
	"fmt"
	"strconv"

	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/narrate"
)

// usage is the failure of a wrong command line.
func (p *program) usage(line, command string) *failure {
	return p.failureOf(p.line().Wrong(line, "", command))
}

// unknown is the failure of a name that nothing has; list tells those that
// there are.
func (p *program) unknown(line, meant string, list ...string) *failure {
	return &failure{status: exitFailed, line: line, hint: p.line().Hint(meant, list...)}
}

// explained reads --explain.
func explained(v *cmdline.Values) narrate.Level { return narrate.Level(v.Choice("explain")) }

// differ refuses two options that name the same file.
func (p *program) differ(v *cmdline.Values, a, b string) {
	x, y := v.Text(a), v.Text(b)
	if x != "" && y != "" && disk.Same(x, y) {
		v.Fail(p.words.Usage.SameFile, "--"+a, "--"+b, x)
	}
}

// fourfold is the size to try where limit was too little.
func fourfold(limit int64) string { return cmdline.TypedSize(min(4*limit, maxSize)) }

// sized is a size in a sentence: 5 bytes, 64 KiB.
func (p *program) sized(n int64) string {
	w := p.words.Export
	switch text := cmdline.FormatSize(n); {
	case n == 1:
		return w.Byte
	case text == strconv.FormatInt(n, 10):
		return fmt.Sprintf(w.Bytes, n)
	default:
		return text
	}
}
