// Package app is the command line: flags in, calls of the other packages, exit
// status out. It holds no logic of sockets, sessions or files.
package app

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"

	"socklab/lab/cmdline"
	"socklab/lab/descriptors"
	"socklab/lab/event"
	"socklab/lab/explain"
	"socklab/lab/i18n"
	"socklab/lab/sock"
	"socklab/lab/term"
)

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // the network, a file
	exitUsage  = 2
	exitNo     = 3 // it ran, and the answer is no
)

// A pen has the colours of the command's own lines.
type pen struct{ bad, faint, good *color.Color }

func newPen(on bool) *pen {
	return &pen{bad: term.Pen(on, color.FgRed), faint: term.Pen(on, color.FgYellow), good: term.Pen(on, color.FgGreen)}
}

// A program is one run of the command.
type program struct {
	term.Streams
	words  *i18n.Messages
	colour term.When
	errPen *pen
	out    *term.ErrWriter // notices what is lost of Out
}

// A failure ends the command: its lines were chosen for people.
type failure struct {
	status int
	line   string
	block  bool // line has several lines, in which all that is not ours is visible
	hint   string
	err    error // the cause, if any
}

func (f *failure) Error() string { return f.line }
func (f *failure) Unwrap() error { return f.err }

// Main runs the command line and returns its exit status. args[0] is the
// program's name.
func Main(args []string, streams term.Streams) int {
	p := &program{Streams: streams, errPen: newPen(false)}
	err := p.run(p.read(args[1:]))
	if err == nil {
		return exitDone
	}
	f := p.failureOf(err)
	p.tellFailure(f)
	return f.status
}

func (p *program) run(line *cmdline.Reading) error {
	if err := descriptors.OpenRuntime(); err != nil {
		return &sock.Error{Call: event.Socket, Err: err}
	}
	p.watchOutput()
	err := line.Run()
	return cmp.Or(p.lost(), err)
}

// failureOf has words for each error.
func (p *program) failureOf(err error) *failure {
	f, wrong := (*failure)(nil), (*cmdline.Error)(nil)
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &wrong):
		return &failure{status: exitUsage, line: wrong.Line, hint: wrong.Hint}
	}
	return p.described(err, explain.Client)
}

// described is the failure of a call, in words for the side that made it.
func (p *program) described(err error, side explain.Role) *failure {
	line, hint := p.why().Error(err, side)
	return &failure{status: exitFailed, line: line, hint: hint, err: err}
}

func (p *program) tellFailure(f *failure) {
	switch {
	case f.block:
		for line := range strings.SplitSeq(f.line, "\n") {
			p.printLine(p.errPen.bad, term.VisibleLines(line))
		}
	case f.line != "":
		p.tellLine(p.errPen.bad, f.line)
	}
	if f.hint != "" {
		p.tellLine(p.errPen.faint, p.words.Errors.Hint+" "+f.hint)
	}
}

// tellLine prints a line on standard error. Whatever it quotes of arguments,
// files and peers does nothing to the terminal, and stays on its line.
func (p *program) tellLine(c *color.Color, line string) { p.printLine(c, term.Visible(line)) }

// printLine prints one line in a file, and breaks it at blanks on a terminal.
func (p *program) printLine(c *color.Color, line string) {
	for _, l := range wrapped(p.Err, line) {
		fmt.Fprintln(p.Err, c.Sprint(l))
	}
}

// writeLine is printLine on standard output.
func (p *program) writeLine(line string) {
	for _, l := range wrapped(p.Out, line) {
		fmt.Fprintln(p.Out, l)
	}
}

// wrapped is a line as w has room for it.
func wrapped(w io.Writer, line string) []string {
	if term.IsTerminal(w) {
		return term.Wrap(line, term.Width(w)-1)
	}
	return []string{line}
}
