package cmdline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xrash/smetrics"
)

// A Reading is a command line as people type it: options before and after
// arguments, and -- ends them. It keeps the first mistake and goes on behind
// it: so a line under way can be completed, and the language is known in which
// to tell the mistake.
type Reading struct {
	*Program
	Path []*Command // command and subcommand
	Err  error      // an *Error: the first mistake

	known   []*Option         // that may stand here
	options map[string]string // the first value of each
	typed   [2][]string       // the options before and behind the command, as the library takes them
	args    []string
	awaits  *Option // the last word, if its value would come next
	ended   bool    // the options, by --
}

// Read reads the words behind the program's name.
func (p *Program) Read(words []string) *Reading {
	r := &Reading{Program: p, options: map[string]string{}}
	r.learn(p.Root)
	for i := 0; i < len(words); i++ {
		switch word := words[i]; {
		case word == "--" && !r.ended:
			r.ended = true
		case len(word) > 1 && word[0] == '-' && !r.ended:
			i += r.option(word, words[i+1:])
		default:
			r.argument(word)
		}
	}
	return r
}

// Option is the first value of an option; "" where it does not stand there.
func (r *Reading) Option(name string) string { return r.options[name] }

// last is the command as far as it has been read.
func (r *Reading) last() *Command {
	if len(r.Path) == 0 {
		return r.Root
	}
	return r.Path[len(r.Path)-1]
}

// commands are those that may be named next.
func (r *Reading) commands() []*Command {
	if len(r.args) > 0 {
		return nil
	}
	return r.last().Below
}

// learn adds the options of a command to those that are known.
func (r *Reading) learn(c *Command) {
	for i := range c.Options {
		r.known = append(r.known, &c.Options[i])
	}
}

// argument reads a word that is no option: a command, or what it is about.
func (r *Reading) argument(word string) {
	if c := find(r.commands(), word); c != nil {
		r.Path = append(r.Path, c)
		r.learn(c)
		return
	}
	if len(r.commands()) > 0 {
		r.noCommand(word)
	}
	r.args = append(r.args, word)
}

// option reads an option and returns how many of the words behind it are its
// value.
func (r *Reading) option(word string, behind []string) (used int) {
	name, value, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
	o := r.find(name)
	if o == nil {
		r.noOption(word, name)
		return 0
	}
	if o.TakesValue() && !hasValue {
		if len(behind) == 0 {
			r.awaits = o
		} else if !strings.HasPrefix(behind[0], "--") {
			value, used, hasValue = behind[0], 1, true
		}
	}
	u, shown := &r.Words.Usage, "--"+o.Name
	_, twice := r.options[o.Name]
	for _, mistake := range []struct {
		made bool
		line string
	}{{twice, u.FlagTwice}, {hasValue && !o.TakesValue(), u.TakesNoValue}, {!hasValue && o.TakesValue(), u.MissingValue},
		{strings.TrimSpace(value) == "" && o.TakesValue(), u.Empty}} {
		if mistake.made {
			r.wrong(fmt.Sprintf(mistake.line, shown), "")
		}
	}
	if !twice {
		r.options[o.Name] = value
	}
	if o.TakesValue() {
		shown += "=" + value
	}
	at := min(len(r.Path), 1)
	r.typed[at] = append(r.typed[at], shown)
	return used
}

// find gives the option of a name, the command's own first; nil: there is none.
func (r *Reading) find(name string) *Option {
	for _, o := range slices.Backward(r.known) {
		if o.names(name) {
			return o
		}
	}
	return nil
}

func (r *Reading) noCommand(word string) {
	var names []string
	for _, c := range CommandNames(r.commands()) {
		names = append(names, c.Word)
	}
	r.wrong(fmt.Sprintf(r.Words.Usage.UnknownCommand, word), Nearest(word, names))
}

func (r *Reading) noOption(word, name string) {
	var names []string
	for _, o := range slices.Backward(r.known) {
		names = append(names, "--"+o.Name)
	}
	r.wrong(fmt.Sprintf(r.Words.Usage.UnknownFlag, word), Nearest("--"+name, names))
}

// wrong keeps the first mistake.
func (r *Reading) wrong(line, meant string) {
	if r.Err == nil {
		r.Err = r.Wrong(line, meant, r.names()...)
	}
}

// names are those of the command and its subcommand.
func (r *Reading) names() []string {
	var names []string
	for _, c := range r.Path {
		names = append(names, c.Name)
	}
	return names
}

// Run runs what was read.
func (r *Reading) Run() error {
	if r.Err != nil {
		return r.Err
	}
	if _, asked := r.options["help"]; asked { // the library would answer with a help of its own
		r.become("help", r.names())
	} else if _, asked := r.options["version"]; asked {
		r.become("version", nil)
	}
	line := append([]string{r.Root.Name}, r.typed[0]...)
	line = append(append(line, r.names()...), r.typed[1]...)
	if len(r.args) > 0 {
		line = append(append(line, "--"), r.args...)
	}
	return r.library().Run(line)
}

// become is another command, for an option that does the same.
func (r *Reading) become(name string, args []string) {
	r.Path, r.args, r.typed = []*Command{find(r.Root.Below, name)}, args, [2][]string{}
}

// Nearest finds what was probably meant, or "".
func Nearest(typed string, names []string) string {
	const alike = 0.75 // of 1, by Jaro-Winkler
	best, score := "", alike
	for _, name := range names {
		if s := smetrics.JaroWinkler(strings.ToLower(typed), strings.ToLower(name), 0.7, 4); s > score {
			best, score = name, s
		}
	}
	return best
}
