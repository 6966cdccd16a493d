package app

import (
	"embed"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"socklab/lab/script"
	"socklab/scripts"
)

// The shells' scripts ask sockLab itself what fits: so they are short, alike,
// and never out of date.
//
//go:embed completion
var completions embed.FS

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completionCommand() *cli.Command {
	w := p.words.Completion
	return &cli.Command{Name: "completion", Usage: w.Usage, Description: w.Long, UsageText: w.Examples,
		ArgsUsage: strings.Join(shells, "|"), Action: p.completion}
}

func (p *program) completion(c *cli.Context) error {
	v := p.values(c)
	v.noArguments(1)
	switch shell := c.Args().First(); {
	case shell == "":
		v.fail(p.words.Usage.MissingArgument, c.Command.ArgsUsage)
	case !slices.Contains(shells, shell):
		v.fail(p.words.Usage.BadShell, shell, strings.Join(shells, ", "))
	}
	if v.err != nil {
		return v.err
	}
	text, err := completions.ReadFile("completion/" + c.Args().First())
	if err != nil {
		return err
	}
	w := p.words.Completion
	head := strings.NewReplacer("{{about}}", w.About, "{{now}}", w.Now, "{{always}}", w.Always,
		"{{profile}}", w.Profile, "{{function}}", w.Function)
	return p.print(head.Replace(string(text)))
}

// completeCommand is what the shells' scripts call: sockLab complete -- WORD...
// The last word, behind a = because PowerShell passes no empty ones, is under
// the cursor.
func (p *program) completeCommand() *cli.Command {
	return &cli.Command{Name: "complete", Hidden: true, Action: p.complete}
}

// filesToo is the line that asks the shell for names of files.
const filesToo = ":files"

// complete prints a line for each word that fits: the word, a tab, what it
// means.
func (p *program) complete(c *cli.Context) error {
	words := c.Args().Slice()
	if len(words) == 0 {
		return nil
	}
	last := len(words) - 1
	var b strings.Builder
	for _, s := range p.suggest(c.App, words[:last], strings.TrimPrefix(words[last], "=")) {
		b.WriteString(strings.TrimSuffix(s.word+"\t"+s.meaning, "\t") + "\n")
	}
	return p.print(b.String())
}

// A suggestion is a word that fits.
type suggestion struct{ word, meaning string }

// suggest finds what may stand where typed is, behind these words.
func (p *program) suggest(a *cli.App, before []string, typed string) []suggestion {
	t := &typing{flags: a.Flags, commands: a.Commands}
	for _, word := range before {
		t.read(word)
	}
	name, value, hasValue := strings.Cut(typed, "=")
	switch flag := t.find(name); {
	case t.awaits != nil:
		return fitting(p.flagValues(t.awaits), "", typed)
	case hasValue && flag != nil:
		return fitting(p.flagValues(flag), name+"=", value)
	case strings.HasPrefix(typed, "-") && !t.ended:
		return fitting(t.options(), "", typed)
	case len(t.commands) > 0 && t.rest == 0:
		return fitting(commandWords(t.commands), "", typed)
	}
	return fitting(p.argumentValues(a, t.command, t.rest), "", typed)
}

// fitting keeps what begins as typed, behind lead.
func fitting(all []suggestion, lead, typed string) []suggestion {
	var out []suggestion
	for _, s := range all {
		switch {
		case s.word == filesToo:
			out = append(out, s)
		case strings.HasPrefix(s.word, typed):
			out = append(out, suggestion{lead + s.word, s.meaning})
		}
	}
	return out
}

// A typing is a command line under way. What is wrong in it is passed over:
// normalize will tell.
type typing struct {
	flags    []cli.Flag
	commands []*cli.Command // that may follow
	command  *cli.Command   // so far
	awaits   cli.Flag       // an option whose value comes next
	used     []string       // options that stand there
	ended    bool           // -- ends the options
	rest     int            // arguments
}

func (t *typing) read(word string) {
	switch {
	case t.awaits != nil:
		t.awaits = nil
	case word == "--" && !t.ended:
		t.ended = true
	case strings.HasPrefix(word, "-") && !t.ended:
		t.option(word)
	default:
		t.argument(word)
	}
}

func (t *typing) option(word string) {
	name, _, hasValue := strings.Cut(word, "=")
	flag := t.find(name)
	if flag == nil {
		return
	}
	t.used = append(t.used, flag.Names()[0])
	if !hasValue && flag.(cli.DocGenerationFlag).TakesValue() {
		t.awaits = flag
	}
}

func (t *typing) argument(word string) {
	for _, c := range t.commands {
		if c.HasName(word) && t.rest == 0 {
			t.command, t.commands = c, c.Subcommands
			t.flags = append(slices.Clone(t.flags), c.Flags...)
			return
		}
	}
	t.rest++
}

// find gives the option that word names, or nil.
func (t *typing) find(word string) cli.Flag {
	name := strings.TrimLeft(word, "-")
	for _, f := range slices.Backward(t.flags) {
		if name != word && slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

// options are those that do not stand there yet.
func (t *typing) options() []suggestion {
	var out []suggestion
	flags := t.flags
	if t.command != nil {
		flags = t.command.Flags
	}
	for _, f := range flags {
		if name := f.Names()[0]; !slices.Contains(t.used, name) {
			out = append(out, suggestion{"--" + name, f.(cli.DocGenerationFlag).GetUsage()})
		}
	}
	return out
}

func commandWords(commands []*cli.Command) []suggestion {
	var out []suggestion
	for _, c := range commands {
		if !c.Hidden {
			out = append(out, suggestion{c.Name, c.Usage})
		}
	}
	return out
}

// flagValues are the values of an option that are known beforehand.
func (p *program) flagValues(f cli.Flag) []suggestion {
	if !f.(cli.DocGenerationFlag).TakesValue() {
		return nil
	}
	shown := p.placeholder(f)
	if shown == p.words.Help.ValueFile {
		return []suggestion{{word: filesToo}}
	}
	return alternatives(shown)
}

// alternatives reads a|b|c as the help writes it; a single word is the name of
// a value, none itself.
func alternatives(shown string) []suggestion {
	var out []suggestion
	if strings.Contains(shown, "|") {
		for _, word := range strings.Split(shown, "|") {
			out = append(out, suggestion{word: word})
		}
	}
	return out
}

// argumentValues are what can stand as an argument of c, as its description
// says.
func (p *program) argumentValues(a *cli.App, c *cli.Command, rest int) []suggestion {
	h := p.words.Help
	if c == nil || rest > 0 && !strings.HasSuffix(c.ArgsUsage, "...") {
		return nil
	}
	if c.Name == "help" {
		return commandWords(a.Commands)
	}
	var out []suggestion
	if c.Name == "completion" {
		out = alternatives(c.ArgsUsage)
	}
	if c.Name == "demo" || strings.Contains(c.ArgsUsage, h.NameArg) {
		for _, name := range scripts.Names() {
			out = append(out, suggestion{word: name, meaning: p.scriptTitle(name)})
		}
	}
	if strings.Contains(c.ArgsUsage, h.FileArg) || strings.Contains(c.ArgsUsage, h.FolderArg) {
		out = append(out, suggestion{word: filesToo})
	}
	return out
}

// scriptTitle says what a script that ships shows.
func (p *program) scriptTitle(name string) string {
	data, err := scripts.FS.ReadFile(name + ".yaml")
	if err != nil {
		return ""
	}
	s, err := script.Parse(name, data)
	if err != nil {
		return ""
	}
	return s.Title.In(p.words.Lang)
}
