package app

import (
	"os"
	"slices"
	"strings"

	"github.com/jeandeaual/go-locale"

	"socklab/lab/cmdline"
	"socklab/lab/i18n"
	"socklab/lab/term"
)

// read reads a command line in the language that it asks for itself, else
// SOCKLAB_LANG, else the system's. A line that may ask for one is read in
// another first: the system is not asked in vain, which takes long on macOS.
func (p *program) read(words []string) *cmdline.Reading {
	usual := os.Getenv("SOCKLAB_LANG")
	mayAsk := slices.ContainsFunc(words, func(word string) bool { return strings.Contains(word, "lang") })
	if usual == "" && !mayAsk {
		usual, _ = locale.GetLocale() // what the system does not tell is English
	}
	p.words = i18n.In(usual)
	r := p.line().Read(words)
	if !mayAsk {
		return r
	}
	if lang := r.Option("lang"); slices.Contains(i18n.Languages(), lang) {
		usual = lang // another is refused, in the language that is meant otherwise
	} else if usual == "" {
		usual, _ = locale.GetLocale()
	}
	p.words = i18n.In(usual)
	return p.line().Read(words)
}

// line is the command line in p's language.
func (p *program) line() *cmdline.Program {
	return &cmdline.Program{Words: p.words, Root: p.sockLab(), Common: p.common}
}

// sockLab is the program itself, with all its commands.
func (p *program) sockLab() *cmdline.Command {
	h := &p.words.Help
	all := &cmdline.Command{Name: "sockLab", Words: h.Tagline, Run: p.bare,
		Options: append(p.commonOptions(), cmdline.Option{Name: "version", Short: "v", Words: h.Version}),
		Below: []*cmdline.Command{ // as a newcomer needs them
			p.demoCommand(), p.serverCommand(), p.clientCommand(), p.replayCommand(),
			p.transcriptsCommand(), p.scriptsCommand(), p.exportCommand(), p.doctorCommand(),
			p.completionCommand(), p.manCommand(), p.versionCommand(), p.helpCommand(),
			p.completeCommand(), p.viewCommand(), // not for people
		}}
	p.equip(all.Below)
	return all
}

// equip gives commands, and those below them, what all have.
func (p *program) equip(commands []*cmdline.Command) {
	for _, c := range commands {
		c.Options = append(c.Options, p.commonOptions()...)
		p.equip(c.Below)
	}
}

// commonOptions are the options of every command.
func (p *program) commonOptions() []cmdline.Option {
	h := &p.words.Help
	return []cmdline.Option{
		{Name: "lang", Kind: cmdline.OneOf(i18n.Languages()...), Words: h.Lang},
		{Name: "color", Kind: cmdline.OneOf(term.WhenNames()...), Words: h.Color},
		{Name: "help", Short: "h", Words: h.Help},
	}
}

// common reads the options of every command.
func (p *program) common(v *cmdline.Values) error {
	v.Choice("lang")
	if v.Given("color") {
		p.colour = term.When(v.Choice("color"))
	}
	p.errPen = newPen(term.Colour(p.Err, p.colour))
	return v.Err()
}

// bare is sockLab without a command.
func (p *program) bare(v *cmdline.Values) error {
	if v.Bare() && term.OwnWindow(p.Streams) {
		return p.explainClick()
	}
	return p.helpOf()
}
