package app

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/explain"
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

// differ refuses two options that name the same file.
func (p *program) differ(v *cmdline.Values, a, b string) {
	x, y := v.Text(a), v.Text(b)
	if x != "" && y != "" && disk.Same(x, y) {
		v.Fail(p.words.Usage.SameFile, "--"+a, "--"+b, x)
	}
}

// fourfold is the size to try where limit was too little.
func fourfold(limit int64) string { return cmdline.TypedSize(min(4*limit, maxSize)) }

// why are the words for errors.
func (p *program) why() explain.Words { return explain.Words{Messages: p.words, Port: p.defaultPort()} }

// file makes the failure of a file operation.
func (p *program) file(format, name string, err error) *failure {
	if errors.Is(err, context.Canceled) && !errors.Is(err, syscall.EPIPE) {
		return p.described(err, explain.Client)
	}
	return &failure{status: exitFailed, line: fmt.Sprintf(format, name, p.why().File(err)), hint: p.why().FileHint(err), err: err}
}
