package app

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

// release is set by the linker in a released build: -X socklab/lab/app.release=v1.2.3
var release string

func (p *program) appTemplate() string {
	h := p.words.Help
	return fmt.Sprintf(`{{.Name}}: {{.Usage}}

%s
  {{.Name}} %s %s %s

%s{{range .VisibleCommands}}
  {{printf "%%-12s" .Name}} {{.Usage}}{{end}}

%s{{range .VisibleFlags}}
  {{.}}{{end}}

%s
`, h.Usage, h.Command, h.OptionsWord, h.ArgumentsWord, h.Commands, h.Options, h.More)
}

func (p *program) commandTemplate() string {
	h := p.words.Help
	return fmt.Sprintf(`sockLab {{.Name}}: {{.Usage}}

%s
  sockLab {{.Name}} %s{{if .ArgsUsage}} {{.ArgsUsage}}{{end}}
{{if .Description}}
{{.Description}}
{{end}}
%s{{range .VisibleFlags}}
  {{.}}{{end}}
`, h.Usage, h.OptionsWord, h.Options)
}

func (p *program) helpCommand() *cli.Command {
	return &cli.Command{Name: "help", Usage: p.words.Help.HelpCommand, ArgsUsage: "[" + p.words.Help.Command + "]",
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return cli.ShowAppHelp(c.Lineage()[1])
			}
			name := c.Args().First()
			if command := c.App.Command(name); command != nil {
				return cli.ShowCommandHelp(c.Lineage()[1], name)
			}
			var names []string
			for _, command := range c.App.Commands {
				names = append(names, command.Name)
			}
			n := &normalizer{p: p, help: "sockLab help"}
			return n.wrong(fmt.Sprintf(p.words.Usage.UnknownCommand, name), nearest(name, names))
		}}
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
	if d.TakesValue() {
		shown += " " + placeholder(names[0])
	}
	usage := d.GetUsage()
	if value := d.GetValue(); d.TakesValue() && value != "" {
		usage += " (" + fmt.Sprintf(p.words.Help.Default, value) + ")"
	}
	const column, width = 22, 79
	var b strings.Builder
	fmt.Fprintf(&b, "%-*s", column-2, shown)
	if len(shown) > column-3 {
		b.WriteString("\n" + strings.Repeat(" ", column))
	}
	size := column
	for i, word := range strings.Fields(usage) {
		if w := len([]rune(word)); i > 0 && size+1+w > width {
			b.WriteString("\n" + strings.Repeat(" ", column))
			size = column + w
		} else {
			if i > 0 {
				b.WriteByte(' ')
				size++
			}
			size += w
		}
		b.WriteString(word)
	}
	return b.String()
}

var placeholders = map[string]string{"file": "FILE", "out": "FILE", "events": "FILE", "timeout": "TIME", "delay": "TIME",
	"bufsize": "SIZE", "max-message": "SIZE", "chunk": "SIZE", "host": "HOST", "lang": "es|en",
	"color": "WHEN", "model": "MODEL", "mode": "MODE", "explain": "LEVEL"}

func placeholder(name string) string {
	if shown, ok := placeholders[name]; ok {
		return shown
	}
	return "N"
}
