package app

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"socklab/lab/narrate"
)

// release is set by the linker in a released build: -X socklab/lab/app.release=v1.2.3
var release string

// appHelp prints what sockLab can do.
func (p *program) appHelp() error {
	h, a := &p.words.Help, p.sockLab()
	var b strings.Builder
	fmt.Fprintf(&b, "sockLab: %s\n\n%s\n  sockLab %s %s %s\n\n%s\n", a.words, h.Usage, h.Command, h.OptionsWord, h.ArgumentsWord, h.Commands)
	for _, c := range a.below {
		if !c.hidden {
			b.WriteString(columns(c.name, c.words))
		}
	}
	p.optionsHelp(&b, a)
	fmt.Fprintf(&b, "\n%s\n%s\n", h.Start, h.More)
	return p.print(b.String())
}

// commandHelp prints one command's description; path is its full name.
func (p *program) commandHelp(c *command, path string) error {
	h := &p.words.Help
	var b strings.Builder
	usage := strings.TrimSpace(path + " " + h.OptionsWord + " " + c.args.shown)
	if len(c.below) > 0 {
		usage = path + " " + h.Command + " " + h.OptionsWord + " " + h.ArgumentsWord
	}
	fmt.Fprintf(&b, "%s\n\n%s\n  sockLab %s\n", reflow("sockLab "+path+": "+c.words), h.Usage, usage)
	if c.long != "" {
		fmt.Fprintf(&b, "\n%s\n", reflow(c.long))
	}
	if len(c.below) > 0 {
		fmt.Fprintf(&b, "\n%s\n", h.Commands)
		for _, sub := range c.below {
			b.WriteString(columns(strings.TrimSpace(sub.name+" "+sub.args.shown), sub.words))
		}
	}
	p.optionsHelp(&b, c)
	if c.examples != "" {
		fmt.Fprintf(&b, "\n%s\n", h.Examples)
		for line := range strings.Lines(c.examples) {
			b.WriteString("  " + line)
		}
	}
	return p.print(b.String())
}

// print writes text to standard output.
func (p *program) print(text string) error {
	if _, err := io.WriteString(p.Out, text); err != nil {
		return p.file(p.words.Errors.Write, "stdout", err)
	}
	return nil
}

func (p *program) optionsHelp(b *strings.Builder, c *command) {
	fmt.Fprintf(b, "\n%s\n", p.words.Help.Options)
	for i := range c.options {
		b.WriteString(columns(c.options[i].described(&p.words.Help)))
	}
}

func (p *program) helpCommand() *command {
	h := &p.words.Help
	return &command{name: "help", words: h.HelpCommand, run: p.help,
		args: arguments{shown: "[" + h.Command + "]", most: 1, fits: func() []suggestion { return suggestedCommands(p.sockLab().below) }}}
}

func (p *program) help(v *values) error {
	r := p.read(append([]string{"--"}, withParent(p.sockLab().below, v.c.Args().Slice())...))
	if len(r.args) > 0 {
		r.noCommand(r.args[0])
	}
	switch {
	case r.err != nil:
		return r.err
	case len(r.path) == 0:
		return p.appHelp()
	}
	return p.commandHelp(r.last(), strings.Join(r.names(), " "))
}

// withParent puts the command before a subcommand that is named alone: help
// check is help scripts check.
func withParent(commands []*command, names []string) []string {
	if len(names) != 1 || find(commands, names[0]) != nil {
		return names
	}
	var found [][]string
	for _, parent := range commands {
		if find(parent.below, names[0]) != nil {
			found = append(found, []string{parent.name, names[0]})
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return names
}

func (p *program) versionCommand() *command {
	return &command{name: "version", words: p.words.Help.VersionCommand, run: p.version}
}

func (p *program) version(*values) error {
	return p.print(versionLine() + "\n")
}

// versionLine tells the version from the linker, else from the build
// information that Go puts in.
func versionLine() string {
	version, commit, date := release, "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if version == "" {
			version = info.Main.Version
		}
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = s.Value[:min(len(s.Value), 12)]
			case "vcs.time":
				date = s.Value
			}
		}
	}
	words := []string{"sockLab", version, commit, date, runtime.GOOS + "/" + runtime.GOARCH, runtime.Version()}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// helpWidth leaves the last of 80 columns free.
const helpWidth = 79

// reflow breaks paragraphs into lines that fit in 80 columns.
func reflow(text string) string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		words := strings.Join(strings.Fields(paragraph), " ")
		out = append(out, strings.Join(narrate.Wrap(words, helpWidth), "\n"))
	}
	return strings.Join(out, "\n\n")
}

// columns writes a name and, beside or below it, its explanation in lines
// that fit in 80 columns.
func columns(name, explanation string) string {
	const column = 22
	var b strings.Builder
	blank := strings.Repeat(" ", column)
	if len([]rune(name)) > column-4 {
		b.WriteString("  " + name + "\n" + blank)
	} else {
		fmt.Fprintf(&b, "  %-*s", column-2, name)
	}
	b.WriteString(strings.Join(narrate.Wrap(explanation, helpWidth-column), "\n"+blank))
	b.WriteByte('\n')
	return b.String()
}

// versionNumber is the version alone, for transcripts.
func versionNumber() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}
