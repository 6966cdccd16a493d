package cmdline

import (
	"embed"
	"strings"

	"socklab/lab/i18n"
)

// The shells' scripts ask the program itself what fits: so they are short,
// alike, and never out of date.
//
//go:embed completion
var completions embed.FS

// Shells are those that there are scripts for.
func Shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

// Script is what a shell reads to complete command lines.
func Script(w *i18n.Completion, shell string) (string, error) {
	text, err := completions.ReadFile("completion/" + shell)
	if err != nil {
		return "", err
	}
	head := strings.NewReplacer("{{about}}", w.About, "{{now}}", w.Now, "{{always}}", w.Always,
		"{{profile}}", w.Profile, "{{function}}", w.Function)
	return head.Replace(string(text)), nil
}

// filesToo is the line that asks the shell for names of files.
const filesToo = ":files"

// Complete gives a line for each word that fits: the word, a tab, what it
// means. The last of words, behind a = because PowerShell passes no empty ones,
// is under the cursor.
func (p *Program) Complete(words []string) string {
	if len(words) == 0 {
		return ""
	}
	last := len(words) - 1
	var b strings.Builder
	for _, s := range p.suggest(words[:last], strings.TrimPrefix(words[last], "=")) {
		b.WriteString(strings.TrimSuffix(s.Word+"\t"+s.Meaning, "\t") + "\n")
	}
	return b.String()
}

// suggest finds what may stand where typed is, behind these words.
func (p *Program) suggest(before []string, typed string) []Suggestion {
	r := p.Read(before)
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
		return fitting(CommandNames(r.commands()), "", typed)
	}
	if takes := r.last().Args; takes.Fits != nil && len(r.args) < takes.Most {
		return fitting(takes.Fits(), "", typed)
	}
	return nil
}

// fitting keeps what begins as typed, behind lead.
func fitting(all []Suggestion, lead, typed string) []Suggestion {
	var out []Suggestion
	for _, s := range all {
		switch {
		case s.Word == filesToo:
			out = append(out, s)
		case strings.HasPrefix(s.Word, typed):
			out = append(out, Suggestion{lead + s.Word, s.Meaning})
		}
	}
	return out
}

// unused are the options that do not stand there yet.
func (r *Reading) unused() []Suggestion {
	var out []Suggestion
	for _, o := range r.last().Options {
		if _, used := r.options[o.Name]; !used {
			out = append(out, Suggestion{"--" + o.Name, o.Words})
		}
	}
	return out
}

// CommandNames suggests the commands that are for people.
func CommandNames(commands []*Command) []Suggestion {
	var out []Suggestion
	for _, c := range commands {
		if !c.Hidden {
			out = append(out, Suggestion{c.Name, c.Words})
		}
	}
	return out
}

// Names suggests words that need no explanation.
func Names(words []string) []Suggestion {
	var out []Suggestion
	for _, word := range words {
		out = append(out, Suggestion{Word: word})
	}
	return out
}

// Files suggests the files that there are.
func Files() []Suggestion { return []Suggestion{{Word: filesToo}} }
