package cmdline

import (
	"io"

	"github.com/urfave/cli/v2"
)

// library describes to the library what was read: the program and the commands
// that stand in the line.
func (r *Reading) library() *cli.App {
	root := r.command(r.Root)
	app := &cli.App{
		Name:            root.Name,
		Writer:          io.Discard,
		ErrWriter:       io.Discard,
		HideHelp:        true,
		HideVersion:     true,
		HideHelpCommand: true,
		Flags:           root.Flags,
		ExitErrHandler:  func(*cli.Context, error) {}, // the status is for who runs it
		Before:          func(c *cli.Context) error { return r.Common(r.values(c, r.Root)) },
		Action:          root.Action,
	}
	below := &app.Commands
	for _, c := range r.Path {
		l := r.command(c)
		*below, below = []*cli.Command{l}, &l.Subcommands
	}
	return app
}

// command is a command as the library wants it, without those below it.
func (r *Reading) command(c *Command) *cli.Command {
	l := &cli.Command{Name: c.Name, HideHelp: true, Action: func(ctx *cli.Context) error {
		v := r.values(ctx, c)
		if err := r.Common(v); err != nil {
			return err
		}
		return c.Run(v)
	}}
	for i := range c.Options {
		l.Flags = append(l.Flags, c.Options[i].flag())
	}
	return l
}

func (r *Reading) values(c *cli.Context, command *Command) *Values {
	return &Values{line: r, c: c, command: command}
}

// flag is the option as the library wants it.
func (o *Option) flag() cli.Flag {
	var short, env []string
	if o.Short != "" {
		short = []string{o.Short}
	}
	if o.Env != "" {
		env = []string{o.Env}
	}
	if !o.TakesValue() {
		return &cli.BoolFlag{Name: o.Name, Aliases: short, Usage: o.Words}
	}
	return &cli.StringFlag{Name: o.Name, Aliases: short, Value: o.Initial, EnvVars: env, Usage: o.Words}
}
