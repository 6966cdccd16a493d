package app

import (
	"os/signal"

	"socklab/lab/console/window"
)

// viewCommand is what sockLab runs in the windows that it opens itself.
func (p *program) viewCommand() *command {
	return &command{name: "view", hidden: true, run: p.view, args: arguments{shown: p.words.Help.ValueFile, most: 1, fits: anyFile}}
}

func (p *program) view(v *values) error {
	file := v.argument("")
	if v.err == nil && file == "" {
		v.fail(p.words.Usage.MissingValue, v.command.args.shown)
	}
	if v.err != nil {
		return v.err
	}
	ticket, err := window.ReadTicket(file)
	if err != nil {
		return p.file(p.words.Errors.Read, file, err)
	}
	// The window's closing, too: the terminal is to be left as it was.
	ctx, stop := signal.NotifyContext(v.c.Context, endings()...)
	defer stop()
	return window.View(ctx, ticket, p.Streams)
}
