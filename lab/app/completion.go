package app

import (
	"embed"
	"slices"
	"strings"

	"socklab/lab/script"
	"socklab/scripts"
)

// The shells' scripts ask sockLab itself what fits: so they are short, alike,
// and never out of date.
//
//go:embed completion
var completions embed.FS

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completionCommand() *command {
	w := &p.words.Completion
	return &command{name: "completion", words: w.Usage, long: w.Long, examples: w.Examples, run: p.completion,
		args: arguments{shown: strings.Join(shells, "|"), least: 1, most: 1, fits: func() []suggestion { return suggested(shells) }}}
}

func (p *program) completion(v *values) error {
	shell := v.argument("")
	if !slices.Contains(shells, shell) {
		v.fail(p.words.Usage.BadShell, shell, strings.Join(shells, ", "))
	}
	if v.err != nil {
		return v.err
	}
	text, err := completions.ReadFile("completion/" + shell)
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
func (p *program) completeCommand() *command {
	return &command{name: "complete", hidden: true, args: arguments{most: many}, run: p.complete}
}

// filesToo is the line that asks the shell for names of files.
const filesToo = ":files"

// complete prints a line for each word that fits: the word, a tab, what it
// means.
func (p *program) complete(v *values) error {
	words := v.arguments()
	if len(words) == 0 {
		return nil
	}
	last := len(words) - 1
	var b strings.Builder
	for _, s := range p.suggest(words[:last], strings.TrimPrefix(words[last], "=")) {
		b.WriteString(strings.TrimSuffix(s.word+"\t"+s.meaning, "\t") + "\n")
	}
	return p.print(b.String())
}

// A suggestion is a word that fits.
type suggestion struct{ word, meaning string }

// suggest finds what may stand where typed is, behind these words.
func (p *program) suggest(before []string, typed string) []suggestion {
	r := p.read(before)
	isOption := strings.HasPrefix(typed, "-") && !r.ended
	name, value, hasValue := strings.Cut(typed, "=")
	switch {
	case r.awaits != nil:
		return fitting(r.awaits.fits(), "", typed)
	case isOption && hasValue:
		if o := r.find(strings.TrimLeft(name, "-")); o != nil {
			return fitting(o.fits(), name+"=", value)
		}
		return nil
	case isOption:
		return fitting(r.unused(), "", typed)
	case len(r.commands()) > 0:
		return fitting(suggestedCommands(r.commands()), "", typed)
	}
	if takes := r.last().args; takes.fits != nil && len(r.args) < takes.most {
		return fitting(takes.fits(), "", typed)
	}
	return nil
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

// unused are the options that do not stand there yet.
func (r *reading) unused() []suggestion {
	var out []suggestion
	for _, o := range r.last().options {
		if _, used := r.options[o.name]; !used {
			out = append(out, suggestion{"--" + o.name, o.words})
		}
	}
	return out
}

func suggestedCommands(commands []*command) []suggestion {
	var out []suggestion
	for _, c := range commands {
		if !c.hidden {
			out = append(out, suggestion{c.name, c.words})
		}
	}
	return out
}

func suggested(words []string) []suggestion {
	var out []suggestion
	for _, word := range words {
		out = append(out, suggestion{word: word})
	}
	return out
}

func anyFile() []suggestion { return []suggestion{{word: filesToo}} }

// shipped are the names of what ships, and what it shows.
func (p *program) shipped() []suggestion {
	var out []suggestion
	for _, name := range scripts.Names() {
		out = append(out, suggestion{name, p.scriptTitle(name)})
	}
	return out
}

func (p *program) shippedAndFiles() []suggestion { return append(p.shipped(), anyFile()...) }

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
