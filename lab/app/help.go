package app

import (
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"socklab/lab/cmdline"
)

// release is set by the linker in a released build: -X socklab/lab/app.release=v1.2.3
var release string

func (p *program) helpCommand() *cmdline.Command {
	h := &p.words.Help
	return &cmdline.Command{Name: "help", Words: h.HelpCommand, Run: p.help, Args: cmdline.Arguments{Shown: "[" + h.Command + "]", Most: 1,
		Fits: func() []cmdline.Suggestion { return cmdline.CommandNames(p.sockLab().Below) }}}
}

func (p *program) help(v *cmdline.Values) error { return p.helpOf(v.Arguments()...) }

func (p *program) helpOf(names ...string) error {
	text, err := p.line().Help(names)
	if err != nil {
		return err
	}
	return p.print(text)
}

// print writes text to standard output.
func (p *program) print(text string) error {
	if _, err := io.WriteString(p.Out, text); err != nil {
		return p.file(p.words.Errors.Write, "stdout", err)
	}
	return nil
}

func (p *program) versionCommand() *cmdline.Command {
	return &cmdline.Command{Name: "version", Words: p.words.Help.VersionCommand, Run: p.version}
}

func (p *program) version(*cmdline.Values) error {
	return p.print(versionLine() + "\n")
}

// versionLine tells the version, and what Go puts into the program about its
// build.
func versionLine() string {
	commit, date := "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = s.Value[:min(len(s.Value), 12)]
			case "vcs.time":
				date = s.Value
			}
		}
	}
	words := []string{"sockLab", versionNumber(), commit, date, runtime.GOOS + "/" + runtime.GOARCH, runtime.Version()}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// versionNumber is the version alone: the linker's, else that of the module.
func versionNumber() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}
