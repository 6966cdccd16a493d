package app

import (
	"os/signal"

	"socklab/lab/cmdline"
	"socklab/lab/console/window"
)

// viewCommand is what sockLab runs in the windows that it opens itself.
func (p *program) viewCommand() *cmdline.Command {
	return &cmdline.Command{Name: "view", Hidden: true, Run: p.view, Args: cmdline.Arguments{Shown: p.words.Help.FileArg, Most: 1, Fits: cmdline.Files}}
}

func (p *program) view(v *cmdline.Values) error {
	file := v.Argument("")
	if v.Err() == nil && file == "" {
		v.Fail(p.words.Usage.MissingValue, v.Command().Args.Shown)
	}
	if v.Err() != nil {
		return v.Err()
	}
	ticket, err := window.ReadTicket(file)
	if err != nil {
		return p.file(p.words.Errors.Read, file, err)
	}
	// The window's closing, too: the terminal is to be left as it was.
	ctx, stop := signal.NotifyContext(v.Context(), endings()...)
	defer stop()
	return window.View(ctx, ticket, p.Streams)
}
