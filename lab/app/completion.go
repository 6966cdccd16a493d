package app

import (
	"strings"

	"socklab/lab/cmdline"
	"socklab/lab/script"
	"socklab/scripts"
)

func (p *program) completionCommand() *cmdline.Command {
	w, shells := &p.words.Completion, cmdline.Shells()
	return &cmdline.Command{Name: "completion", Words: w.Usage, Long: w.Long, Examples: w.Examples, Run: p.completion,
		Args: cmdline.Arguments{Shown: strings.Join(shells, "|"), Least: 1, Most: 1,
			Fits: func() []cmdline.Suggestion { return cmdline.Names(shells) }}}
}

func (p *program) completion(v *cmdline.Values) error {
	shell := v.Argument("")
	text, err := cmdline.Script(&p.words.Completion, shell)
	if err != nil {
		v.Fail(p.words.Usage.BadShell, shell, strings.Join(cmdline.Shells(), ", "))
	}
	if v.Err() != nil {
		return v.Err()
	}
	return p.print(text)
}

// completeCommand is what the shells' scripts call: sockLab complete -- WORD...
func (p *program) completeCommand() *cmdline.Command {
	return &cmdline.Command{Name: "complete", Hidden: true, Args: cmdline.Arguments{Most: cmdline.Many}, Run: p.complete}
}

func (p *program) complete(v *cmdline.Values) error { return p.print(p.line().Complete(v.Arguments())) }

// shipped are the names of what ships, and what it shows.
func (p *program) shipped() []cmdline.Suggestion {
	var out []cmdline.Suggestion
	for _, name := range scripts.Names() {
		title := ""
		data, _ := scripts.FS.ReadFile(name + ".yaml")
		if s, err := script.Parse(name, data, false); err == nil {
			title = s.Title.In(p.words.Lang)
		}
		out = append(out, cmdline.Suggestion{Word: name, Meaning: title})
	}
	return out
}

func (p *program) shippedAndFiles() []cmdline.Suggestion {
	return append(p.shipped(), cmdline.Files()...)
}
