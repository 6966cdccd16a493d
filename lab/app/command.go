package app

import (
	"github.com/urfave/cli/v2"

	"socklab/lab/i18n"
	"socklab/lab/term"
)

// A command is all that is known of one command, or of sockLab itself: what
// the library needs, help and manual say, and the shells complete.
type command struct {
	name     string
	words    string // what it does, in a line
	long     string // and in paragraphs
	examples string
	args     arguments
	options  []option
	below    []*command // its subcommands
	hidden   bool       // not for people
	run      func(*values) error
}

// arguments are what stands behind a command besides its options.
type arguments struct {
	shown       string // as the help writes them
	least, most int
	fits        func() []suggestion // those that are known beforehand; may be nil
}

// many is the most of arguments without a bound.
const many = 1 << 30

// library is the command as the library wants it, without those below it.
func (p *program) library(c *command) *cli.Command {
	l := &cli.Command{Name: c.name, HideHelp: true, Action: p.action(c)}
	for i := range c.options {
		l.Flags = append(l.Flags, c.options[i].flag())
	}
	return l
}

// action runs the command with the options that all commands have.
func (p *program) action(c *command) cli.ActionFunc {
	return func(ctx *cli.Context) error {
		v := &values{p: p, c: ctx, command: c}
		if err := p.common(v); err != nil {
			return err
		}
		return c.run(v)
	}
}

// application describes to the library what was read: sockLab and the commands
// that stand in the line.
func (p *program) application(r *reading) *cli.App {
	root := p.library(r.root)
	a := &cli.App{
		Name:            root.Name,
		Writer:          p.Out,
		ErrWriter:       p.Err,
		HideHelp:        true,
		HideVersion:     true,
		HideHelpCommand: true,
		Flags:           root.Flags,
		ExitErrHandler:  func(*cli.Context, error) {}, // Main computes the status
		Before:          func(c *cli.Context) error { return p.common(&values{p: p, c: c, command: r.root}) },
		Action:          root.Action,
	}
	below := &a.Commands
	for _, c := range r.path {
		l := p.library(c)
		*below, below = []*cli.Command{l}, &l.Subcommands
	}
	return a
}

// sockLab is the program itself, with all its commands.
func (p *program) sockLab() *command {
	h := &p.words.Help
	all := &command{name: "sockLab", words: h.Tagline, run: p.bare,
		options: append(p.commonOptions(), option{name: "version", short: "v", words: h.Version}),
		below: []*command{ // as a newcomer needs them
			p.demoCommand(), p.serverCommand(), p.clientCommand(), p.replayCommand(),
			p.transcriptsCommand(), p.scriptsCommand(), p.exportCommand(), p.doctorCommand(),
			p.completionCommand(), p.manCommand(), p.versionCommand(), p.helpCommand(),
			p.completeCommand(), p.viewCommand(), // not for people
		}}
	p.equip(all.below)
	return all
}

// equip gives commands, and those below them, what all have.
func (p *program) equip(commands []*command) {
	for _, c := range commands {
		c.options = append(c.options, p.commonOptions()...)
		p.equip(c.below)
	}
}

// commonOptions are the options of every command.
func (p *program) commonOptions() []option {
	h := &p.words.Help
	return []option{
		{name: "lang", kind: oneOf(i18n.Languages()...), words: h.Lang},
		{name: "color", kind: oneOf(term.Whens()...), words: h.Color},
		{name: "help", short: "h", words: h.Help},
	}
}

// common reads the options of every command.
func (p *program) common(v *values) error {
	if v.given("lang") {
		v.choice("lang")
	}
	if v.given("color") {
		p.colour = term.When(v.choice("color"))
	}
	p.errPen = newPen(term.Colour(p.Err, p.colour))
	return v.err
}

// bare is sockLab without a command.
func (p *program) bare(v *values) error {
	if v.c.NumFlags() == 0 && p.doubleClicked() {
		return p.explainClick()
	}
	return p.appHelp()
}
