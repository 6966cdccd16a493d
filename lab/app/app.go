// Package app is the command line: flags in, calls of the other packages, exit
// status out. It holds no logic of sockets, sessions or files.
package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/fatih/color"
	"github.com/jeandeaual/go-locale"
	"github.com/urfave/cli/v2"

	"socklab/lab/descriptors"
	"socklab/lab/event"
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

// A program is one run of the command.
type program struct {
	term.Streams
	words  *i18n.Messages
	colour term.When
	errPen *pen
	out    *stdout
	broken <-chan struct{} // closed when out has lost something; nil: never
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
	p := &program{Streams: streams, words: i18n.In(language(args[1:]))}
	p.errPen = newPen(false)
	err := error(nil)
	if cause := descriptors.OpenRuntime(); cause != nil {
		err = &sock.Error{Call: event.Socket, Err: cause}
	} else {
		err = p.run(args)
	}
	if err == nil {
		return exitDone
	}
	return p.report(err)
}

func (p *program) run(args []string) error {
	p.watchOutput()
	a := p.application()
	normal, err := p.normalize(a, args[1:])
	if err != nil {
		return err
	}
	err = a.Run(append([]string{"sockLab"}, normal...))
	if lost := p.lost(); lost != nil {
		return lost
	}
	return err
}

// report prints what failed and what to do, and gives the exit status.
func (p *program) report(err error) int {
	f := (*failure)(nil)
	if !errors.As(err, &f) {
		line, hint := p.describe(err, client)
		f = &failure{status: exitFailed, line: line, hint: hint}
	}
	p.tellFailure(f)
	return f.status
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

// languages are those of --lang.
var languages = []string{"es", "en"}

// language picks what --lang, SOCKLAB_LANG and the system say, in that order.
func language(args []string) string {
	if value, ok := scanFlag(args, "lang"); ok && slices.Contains(languages, value) {
		return value // another is refused, in the language that is meant otherwise
	}
	if value := os.Getenv("SOCKLAB_LANG"); value != "" {
		return value
	}
	tag, err := locale.GetLocale()
	if err != nil {
		return ""
	}
	return tag
}

// application describes the commands to the library.
func (p *program) application() *cli.App {
	return &cli.App{
		Name:            "sockLab",
		Usage:           p.words.Help.Tagline,
		Writer:          p.Out,
		ErrWriter:       p.Err,
		HideHelp:        true,
		HideVersion:     true,
		HideHelpCommand: true,
		Flags:           append(p.commonFlags(), &cli.BoolFlag{Name: "version", Aliases: []string{"v"}, Usage: p.words.Help.Version}),
		ExitErrHandler:  func(*cli.Context, error) {}, // Main computes the status
		Before:          p.common,
		Action:          p.bare,
		Commands:        p.commands(),
	}
}

func (p *program) commands() []*cli.Command {
	all := []*cli.Command{ // as a newcomer needs them
		p.demoCommand(), p.serverCommand(), p.clientCommand(), p.replayCommand(),
		p.transcriptsCommand(), p.scriptsCommand(), p.exportCommand(), p.doctorCommand(),
		p.completionCommand(), p.manCommand(), p.versionCommand(), p.helpCommand(),
		p.completeCommand(), p.viewCommand(), // not for people
	}
	p.equip(all)
	return all
}

// equip gives commands, and those below them, what all have.
func (p *program) equip(commands []*cli.Command) {
	for _, c := range commands {
		c.HideHelp = true
		c.Flags = append(c.Flags, p.commonFlags()...)
		c.Action = p.withCommon(c.Action)
		p.equip(c.Subcommands)
	}
}

// commonFlags are the options of every command.
func (p *program) commonFlags() []cli.Flag {
	h := p.words.Help
	return []cli.Flag{
		&cli.StringFlag{Name: "lang", Usage: h.Lang},
		&cli.StringFlag{Name: "color", Usage: h.Color},
		&cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: h.Help},
	}
}

// common reads the options of every command.
func (p *program) common(c *cli.Context) error {
	v := p.values(c)
	if c.IsSet("lang") {
		v.choice("lang", languages...)
	}
	if c.IsSet("color") {
		p.colour = term.When(v.choice("color", "auto", "always", "never"))
	}
	p.errPen = newPen(term.Colour(p.Err, p.colour))
	return v.err
}

// withCommon reads the common options where they stand behind the command.
func (p *program) withCommon(action cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		if err := p.common(c); err != nil {
			return err
		}
		return action(c)
	}
}

// bare is sockLab without a command.
func (p *program) bare(c *cli.Context) error {
	if c.Bool("version") {
		return p.version(c)
	}
	if c.NumFlags() == 0 && p.doubleClicked() {
		return p.explainClick()
	}
	return p.appHelp(c.App)
}
