package app

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/jeandeaual/go-locale"
	"github.com/xrash/smetrics"

	"socklab/lab/i18n"
)

// A reading is a command line as people type it: options before and after
// arguments, and -- ends them. It keeps the first mistake and goes on behind
// it: so a line under way can be completed, and the language is known in which
// to tell the mistake.
type reading struct {
	p       *program
	root    *command
	path    []*command        // command and subcommand
	options map[string]string // the first value of each
	typed   [2][]string       // the options before and behind the command, as the library takes them
	args    []string
	awaits  *option // the last word, if its value would come next
	ended   bool    // by --
	err     *failure
}

// understand reads a command line in the language that it asks for itself,
// else SOCKLAB_LANG, else the system's.
func (p *program) understand(words []string) *reading {
	asked := os.Getenv("SOCKLAB_LANG")
	p.words = i18n.In(asked)
	r := p.read(words)
	if lang := r.options["lang"]; slices.Contains(i18n.Languages(), lang) {
		asked = lang // another is refused, in the language that is meant otherwise
	} else if asked == "" {
		asked, _ = locale.GetLocale() // what the system does not tell is English
	}
	if messages := i18n.In(asked); messages != p.words {
		p.words = messages
		return p.read(words)
	}
	return r
}

// read reads a command line in p's language.
func (p *program) read(words []string) *reading {
	r := &reading{p: p, root: p.sockLab(), options: map[string]string{}}
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

// last is the command as far as it has been read.
func (r *reading) last() *command {
	if len(r.path) == 0 {
		return r.root
	}
	return r.path[len(r.path)-1]
}

// commands are those that may be named next.
func (r *reading) commands() []*command {
	if len(r.args) > 0 {
		return nil
	}
	return r.last().below
}

// argument reads a word that is no option: a command, or what it is about.
func (r *reading) argument(word string) {
	if c := find(r.commands(), word); c != nil {
		r.path = append(r.path, c)
		return
	}
	if len(r.commands()) > 0 {
		r.noCommand(word)
	}
	r.args = append(r.args, word)
}

// option reads an option and returns how many of the words behind it are its
// value.
func (r *reading) option(word string, behind []string) (used int) {
	name, value, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
	o := r.find(name)
	if o == nil {
		r.noOption(word, name)
		return 0
	}
	if o.takesValue() && !hasValue {
		if len(behind) == 0 {
			r.awaits = o
		} else if !strings.HasPrefix(behind[0], "--") {
			value, used, hasValue = behind[0], 1, true
		}
	}
	u, shown := &r.p.words.Usage, "--"+o.name
	_, twice := r.options[o.name]
	for _, mistake := range []struct {
		made bool
		line string
	}{{twice, u.FlagTwice}, {hasValue && !o.takesValue(), u.TakesNoValue}, {!hasValue && o.takesValue(), u.MissingValue},
		{strings.TrimSpace(value) == "" && o.takesValue(), u.Empty}} {
		if mistake.made {
			r.wrong(fmt.Sprintf(mistake.line, shown), "")
		}
	}
	if !twice {
		r.options[o.name] = value
	}
	if o.takesValue() {
		shown += "=" + value
	}
	at := min(len(r.path), 1)
	r.typed[at] = append(r.typed[at], shown)
	return used
}

// known are the options that may stand here.
func (r *reading) known() []*option {
	var all []*option
	for _, c := range append([]*command{r.root}, r.path...) {
		for i := range c.options {
			all = append(all, &c.options[i])
		}
	}
	return all
}

// find gives the option of a name, the command's own first; nil: there is none.
func (r *reading) find(name string) *option {
	for _, o := range slices.Backward(r.known()) {
		if o.names(name) {
			return o
		}
	}
	return nil
}

// find gives the command of a name; nil: there is none.
func find(commands []*command, name string) *command {
	for _, c := range commands {
		if c.name == name {
			return c
		}
	}
	return nil
}

func (r *reading) noCommand(word string) {
	var names []string
	for _, c := range r.commands() {
		if !c.hidden {
			names = append(names, c.name)
		}
	}
	r.wrong(fmt.Sprintf(r.p.words.Usage.UnknownCommand, word), nearest(word, names))
}

func (r *reading) noOption(word, name string) {
	var names []string
	for _, o := range slices.Backward(r.known()) {
		names = append(names, "--"+o.name)
	}
	r.wrong(fmt.Sprintf(r.p.words.Usage.UnknownFlag, word), nearest("--"+name, names))
}

// wrong keeps the first mistake.
func (r *reading) wrong(line, meant string) {
	if r.err == nil {
		r.err = r.p.refusal(exitUsage, line, meant, strings.Join(append([]string{"sockLab", "help"}, r.names()...), " "))
	}
}

// refusal is a failure that says what was probably meant, if anything, and
// where to look.
func (p *program) refusal(status int, line, meant, look string) *failure {
	hint := fmt.Sprintf(p.words.Usage.SeeHelp, look)
	if meant != "" {
		hint = fmt.Sprintf(p.words.Usage.DidYouMean, meant) + " " + hint
	}
	return &failure{status: status, line: line, hint: hint}
}

// names are those of the command and its subcommand.
func (r *reading) names() []string {
	var names []string
	for _, c := range r.path {
		names = append(names, c.name)
	}
	return names
}

// run runs what was read.
func (r *reading) run() error {
	if r.err != nil {
		return r.err
	}
	if _, asked := r.options["help"]; asked { // the library would answer with a help of its own
		r.become("help", r.names())
	} else if _, asked := r.options["version"]; asked {
		r.become("version", nil)
	}
	line := append([]string{r.root.name}, r.typed[0]...)
	line = append(append(line, r.names()...), r.typed[1]...)
	if len(r.args) > 0 {
		line = append(append(line, "--"), r.args...)
	}
	return r.p.application(r).Run(line)
}

// become is another command, for an option that does the same.
func (r *reading) become(name string, args []string) {
	r.path, r.args, r.typed = []*command{find(r.root.below, name)}, args, [2][]string{}
}

// nearest finds what was probably meant, or "".
func nearest(typed string, names []string) string {
	const alike = 0.75 // of 1, by Jaro-Winkler
	best, score := "", alike
	for _, name := range names {
		if s := smetrics.JaroWinkler(strings.ToLower(typed), strings.ToLower(name), 0.7, 4); s > score {
			best, score = name, s
		}
	}
	return best
}
