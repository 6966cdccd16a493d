package cmdline

import (
	"fmt"
	"strings"

	"socklab/lab/term"
)

// Help is the help of what is named: the program, a command, a subcommand
// behind its command, or alone where no other has its name.
func (p *Program) Help(names []string) (string, error) {
	r := p.Read(append([]string{"--"}, withParent(p.Root.Below, names)...))
	if len(r.args) > 0 {
		r.noCommand(r.args[0])
	}
	switch {
	case r.Err != nil:
		return "", r.Err
	case len(r.Path) == 0:
		return p.help(), nil
	}
	return p.commandHelp(r.last(), strings.Join(r.names(), " ")), nil
}

// withParent puts the command before a subcommand that is named alone: help
// check is help scripts check.
func withParent(commands []*Command, names []string) []string {
	if len(names) != 1 || find(commands, names[0]) != nil {
		return names
	}
	var found [][]string
	for _, parent := range commands {
		if find(parent.Below, names[0]) != nil {
			found = append(found, []string{parent.Name, names[0]})
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return names
}

// help says what the program can do.
func (p *Program) help() string {
	h, a := &p.Words.Help, p.Root
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n%s\n  %s %s %s %s\n\n%s\n", a.Name, a.Words, h.Usage, a.Name, h.Command, h.OptionsWord, h.ArgumentsWord, h.Commands)
	for _, c := range a.Below {
		if !c.Hidden {
			b.WriteString(Columns(c.Name, c.Words))
		}
	}
	p.optionsHelp(&b, a)
	fmt.Fprintf(&b, "\n%s\n%s\n", h.Start, h.More)
	return b.String()
}

// commandHelp describes one command; path is its full name.
func (p *Program) commandHelp(c *Command, path string) string {
	h := &p.Words.Help
	var b strings.Builder
	usage := strings.TrimSpace(path + " " + h.OptionsWord + " " + c.Args.Shown)
	if len(c.Below) > 0 {
		usage = path + " " + h.Command + " " + h.OptionsWord + " " + h.ArgumentsWord
	}
	fmt.Fprintf(&b, "%s\n\n%s\n  %s %s\n", reflow(p.Root.Name+" "+path+": "+c.Words), h.Usage, p.Root.Name, usage)
	if c.Long != "" {
		fmt.Fprintf(&b, "\n%s\n", reflow(c.Long))
	}
	if len(c.Below) > 0 {
		fmt.Fprintf(&b, "\n%s\n", h.Commands)
		for _, sub := range c.Below {
			b.WriteString(Columns(strings.TrimSpace(sub.Name+" "+sub.Args.Shown), sub.Words))
		}
	}
	p.optionsHelp(&b, c)
	if c.Examples != "" {
		fmt.Fprintf(&b, "\n%s\n", h.Examples)
		for line := range strings.Lines(c.Examples) {
			b.WriteString("  " + line)
		}
	}
	return b.String()
}

func (p *Program) optionsHelp(b *strings.Builder, c *Command) {
	fmt.Fprintf(b, "\n%s\n", p.Words.Help.Options)
	for i := range c.Options {
		b.WriteString(Columns(c.Options[i].described(&p.Words.Help)))
	}
}

// Width of what is explained leaves the last of 80 columns free.
const Width = 79

// reflow breaks paragraphs into lines that fit in 80 columns.
func reflow(text string) string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		words := strings.Join(strings.Fields(paragraph), " ")
		out = append(out, strings.Join(term.Wrap(words, Width), "\n"))
	}
	return strings.Join(out, "\n\n")
}

// Columns writes a name and, beside or below it, its explanation in lines
// that fit in 80 columns.
func Columns(name, explanation string) string {
	const column = 22
	var b strings.Builder
	blank := strings.Repeat(" ", column)
	if len([]rune(name)) > column-4 {
		b.WriteString("  " + name + "\n" + blank)
	} else {
		fmt.Fprintf(&b, "  %-*s", column-2, name)
	}
	b.WriteString(strings.Join(term.Wrap(explanation, Width-column), "\n"+blank))
	b.WriteByte('\n')
	return b.String()
}
