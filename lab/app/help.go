package app

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"socklab/lab/stage"
	"socklab/lab/term"

	"github.com/urfave/cli/v2"
)

// release is set by the linker in a released build: -X socklab/lab/app.release=v1.2.3
var release string

// appHelp prints what sockLab can do.
func (p *program) appHelp(a *cli.App) error {
	h := p.words.Help
	var b strings.Builder
	fmt.Fprintf(&b, "sockLab: %s\n\n%s\n  sockLab %s %s %s\n\n%s\n", h.Tagline, h.Usage, h.Command, h.OptionsWord, h.ArgumentsWord, h.Commands)
	for _, c := range a.Commands {
		if !c.Hidden {
			b.WriteString(columns(c.Name, c.Usage))
		}
	}
	p.optionsHelp(&b, a.Flags)
	fmt.Fprintf(&b, "\n%s\n%s\n", h.Start, h.More)
	return p.print(b.String())
}

// commandHelp prints one command's description; path is its full name.
func (p *program) commandHelp(c *cli.Command, path string) error {
	h := p.words.Help
	var b strings.Builder
	usage := strings.TrimSpace(path + " " + h.OptionsWord + " " + c.ArgsUsage)
	if len(c.Subcommands) > 0 {
		usage = path + " " + h.Command + " " + h.OptionsWord + " " + h.ArgumentsWord
	}
	fmt.Fprintf(&b, "%s\n\n%s\n  sockLab %s\n", reflow("sockLab "+path+": "+c.Usage), h.Usage, usage)
	if c.Description != "" {
		fmt.Fprintf(&b, "\n%s\n", reflow(c.Description))
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
	return p.print(b.String())
}

// print writes text to standard output.
func (p *program) print(text string) error {
	if _, err := io.WriteString(p.Out, text); err != nil {
		return p.file(p.words.Errors.Write, "stdout", err)
	}
	return nil
}

func (p *program) optionsHelp(b *strings.Builder, flags []cli.Flag) {
	fmt.Fprintf(b, "\n%s\n", p.words.Help.Options)
	for _, f := range flags {
		b.WriteString(columns(p.flagWords(f)))
	}
}

func (p *program) helpCommand() *cli.Command {
	return &cli.Command{Name: "help", Usage: p.words.Help.HelpCommand, ArgsUsage: "[" + p.words.Help.Command + "]",
		Action: p.help}
}

func (p *program) help(c *cli.Context) error {
	commands, path := c.App.Commands, []string(nil)
	var found *cli.Command
	for _, name := range withParent(commands, c.Args().Slice()) {
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

// withParent puts the command before a subcommand that is named alone: help
// check is help scripts check.
func withParent(commands []*cli.Command, names []string) []string {
	if len(names) != 1 || slices.ContainsFunc(commands, func(c *cli.Command) bool { return c.HasName(names[0]) }) {
		return names
	}
	var found [][]string
	for _, parent := range commands {
		if slices.ContainsFunc(parent.Subcommands, func(c *cli.Command) bool { return c.HasName(names[0]) }) {
			found = append(found, []string{parent.Name, names[0]})
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return names
}

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{Name: "version", Usage: p.words.Help.VersionCommand, Action: p.version}
}

func (p *program) version(*cli.Context) error {
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

// flagWords are an option as it is typed and what it does.
func (p *program) flagWords(f cli.Flag) (shown, usage string) {
	d := f.(cli.DocGenerationFlag)
	names := f.Names()
	shown = "--" + names[0]
	if len(names) > 1 {
		shown = "-" + names[1] + ", " + shown
	}
	usage = d.GetUsage()
	if d.TakesValue() {
		shown += " " + p.placeholder(f)
		if value := f.(*cli.StringFlag).Value; value != "" {
			usage += " (" + fmt.Sprintf(p.words.Help.Default, value) + ")"
		}
	}
	return shown, usage
}

// helpWidth leaves the last of 80 columns free.
const helpWidth = 79

// reflow breaks paragraphs into lines that fit in 80 columns.
func reflow(text string) string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		words := strings.Join(strings.Fields(paragraph), " ")
		out = append(out, strings.Join(term.Wrap(words, helpWidth), "\n"))
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
	b.WriteString(strings.Join(term.Wrap(explanation, helpWidth-column), "\n"+blank))
	b.WriteByte('\n')
	return b.String()
}

// placeholder is what the help writes for an option's value.
func (p *program) placeholder(f cli.Flag) string {
	h := p.words.Help
	if f.(*cli.StringFlag).Usage == h.DemoOut { // a folder, where client's --out is a file
		return h.FolderArg
	}
	switch f.Names()[0] {
	case "file", "out", "events", "script":
		return h.ValueFile
	case "timeout", "wait", "delay", "start-at":
		return h.ValueTime
	case "bufsize", "max-message", "max-memory", "chunk", "size":
		return h.ValueSize
	case "explain":
		return "none|calls|full"
	case "color":
		return "auto|always|never"
	case "model":
		return "serial|threads"
	case "mode":
		return "eof|stream"
	case "consoles":
		if f.(*cli.StringFlag).Value == replayConsoles[0] {
			return strings.Join(replayConsoles, "|")
		}
		return strings.Join(stage.Kinds(), "|")
	case "lang":
		return "es|en"
	case "console":
		return h.NameArg
	case "host":
		return "HOST"
	case "output":
		return h.ValueFile
	case "at", "idle-time-limit":
		return h.ValueTime
	case "format":
		return formatNames
	case "theme":
		return themeNames
	case "diagram":
		return drawNames
	}
	return "N"
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
