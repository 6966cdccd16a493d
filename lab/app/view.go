package app

import (
	"os/signal"

	"github.com/urfave/cli/v2"

	"socklab/lab/console/window"
)

// viewCommand is what sockLab runs in the windows that it opens itself.
func (p *program) viewCommand() *cli.Command {
	return &cli.Command{Name: "view", Hidden: true, ArgsUsage: p.words.Help.ValueFile, Action: p.view}
}

func (p *program) view(c *cli.Context) error {
	v := p.values(c)
	v.noArguments(1)
	if v.err == nil && c.NArg() == 0 {
		v.fail(p.words.Usage.MissingValue, p.words.Help.ValueFile)
	}
	if v.err != nil {
		return v.err
	}
	ticket, err := window.ReadTicket(c.Args().First())
	if err != nil {
		return p.file(p.words.Errors.Read, c.Args().First(), err)
	}
	// The window's closing, too: the terminal is to be left as it was.
	ctx, stop := signal.NotifyContext(c.Context, endings()...)
	defer stop()
	return window.View(ctx, ticket, p.Streams)
}
