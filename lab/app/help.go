package app

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"socklab/lab/narrate"
)

// release is set by the linker in a released build: -X socklab/lab/app.release=v1.2.3
var release string

// appHelp prints what sockLab can do.
func (p *program) appHelp(a *cli.App) error {
	h := p.words.Help
	var b strings.Builder
	fmt.Fprintf(&b, "sockLab: %s\n\n%s\n  sockLab %s %s %s\n\n%s\n", h.Tagline, h.Usage, h.Command, h.OptionsWord, h.ArgumentsWord, h.Commands)
	for _, c := range a.Commands {
		b.WriteString(columns(c.Name, c.Usage))
	}
	p.optionsHelp(&b, a.Flags)
	fmt.Fprintf(&b, "\n%s\n", h.More)
	_, err := io.WriteString(p.Out, b.String())
	return err
}

// commandHelp prints one command's description; path is its full name.
func (p *program) commandHelp(c *cli.Command, path string) error {
	h := p.words.Help
	var b strings.Builder
	fmt.Fprintf(&b, "sockLab %s: %s\n\n%s\n  sockLab %s %s %s\n", path, c.Usage, h.Usage, path, h.OptionsWord, c.ArgsUsage)
	if c.Description != "" {
		fmt.Fprintf(&b, "\n%s\n", c.Description)
	}
	if len(c.Subcommands) > 0 {
		fmt.Fprintf(&b, "\n%s\n", h.Commands)
		for _, sub := range c.Subcommands {
			b.WriteString(columns(strings.TrimSpace(sub.Name+" "+sub.ArgsUsage), sub.Usage))
		}
	}
	p.optionsHelp(&b, c.Flags)
	if c.UsageText != "" {
		fmt.Fprintf(&b, "\n%s\n", h.Examples)
		for line := range strings.Lines(c.UsageText) {
			b.WriteString("  " + line)
		}
	}
	_, err := io.WriteString(p.Out, b.String())
	return err
}

func (p *program) optionsHelp(b *strings.Builder, flags []cli.Flag) {
	fmt.Fprintf(b, "\n%s\n", p.words.Help.Options)
	for _, f := range flags {
		b.WriteString(p.flagLine(f))
	}
}

func (p *program) helpCommand() *cli.Command {
	return &cli.Command{Name: "help", Usage: p.words.Help.HelpCommand, ArgsUsage: "[" + p.words.Help.Command + "]",
		Action: p.help}
}

func (p *program) help(c *cli.Context) error {
	commands, path := c.App.Commands, []string(nil)
	var found *cli.Command
	for _, name := range c.Args().Slice() {
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(name) })
		if i < 0 {
			n := &normalizer{p: p, commands: commands, help: strings.Join(append([]string{"sockLab help"}, path...), " ")}
			return n.command(name)
		}
		found, path = commands[i], append(path, name)
		commands = found.Subcommands
	}
	if found == nil {
		return p.appHelp(c.App)
	}
	return p.commandHelp(found, strings.Join(path, " "))
}

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{Name: "version", Usage: p.words.Help.VersionCommand, Action: p.version}
}

func (p *program) version(*cli.Context) error {
	_, err := fmt.Fprintln(p.Out, versionLine())
	return err
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

// flagLine writes an option for the help.
func (p *program) flagLine(f cli.Flag) string {
	d := f.(cli.DocGenerationFlag)
	names := f.Names()
	shown := "--" + names[0]
	if len(names) > 1 {
		shown = "-" + names[1] + ", " + shown
	}
	usage := d.GetUsage()
	if d.TakesValue() {
		shown += " " + p.placeholder(names[0])
		if value := f.(*cli.StringFlag).Value; value != "" {
			usage += " (" + fmt.Sprintf(p.words.Help.Default, value) + ")"
		}
	}
	return columns(shown, usage)
}

// columns writes a name and, beside or below it, its explanation in lines
// that fit in 80 columns.
func columns(name, explanation string) string {
	const column, width = 22, 79
	var b strings.Builder
	fmt.Fprintf(&b, "  %-*s", column-2, name)
	blank := strings.Repeat(" ", column)
	if len([]rune(name)) > column-4 {
		b.WriteString("\n" + blank)
	}
	b.WriteString(strings.Join(narrate.Wrap(explanation, width-column), "\n"+blank))
	b.WriteByte('\n')
	return b.String()
}

// placeholder is what the help writes for an option's value.
func (p *program) placeholder(name string) string {
	h := p.words.Help
	switch name {
	case "file", "out", "events":
		return h.ValueFile
	case "timeout", "delay":
		return h.ValueTime
	case "bufsize", "max-message", "chunk":
		return h.ValueSize
	case "explain":
		return "none|calls|full"
	case "color":
		return "auto|always|never"
	case "model":
		return "serial|threads"
	case "mode":
		return "eof|stream"
	case "lang":
		return "es|en"
	case "host":
		return "HOST"
	}
	return "N"
}
