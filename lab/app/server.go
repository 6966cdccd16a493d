package app

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"

	"socklab/lab/cmdline"
	"socklab/lab/digest"
	"socklab/lab/echo"
	"socklab/lab/explain"
	"socklab/lab/narrate"
	"socklab/lab/pyrepr"
	"socklab/lab/sock"
	"socklab/lab/term"
	"socklab/lab/threads"
)

// The bounds of the options.
const (
	maxBufSize = 64 << 20
	maxMemory  = 1 << 30 // of what is kept, by default
	maxSize    = 1 << 40
	maxClients = 10_000 // by default
)

func (p *program) serverCommand() *cmdline.Command {
	h := &p.words.Help
	return &cmdline.Command{Name: "server", Words: h.Server, Long: h.ServerLong, Examples: h.ServerExamples, Run: p.server,
		Options: append([]cmdline.Option{
			{Name: "host", Kind: cmdline.Host, Initial: "127.0.0.1", Words: h.Host},
			{Name: "port", Kind: cmdline.Port(0), Initial: fmt.Sprint(echo.Port), Env: portVariable, Words: h.Port},
			{Name: "backlog", Kind: cmdline.Number(0, 1<<31-1), Initial: fmt.Sprint(echo.Backlog), Words: h.Backlog},
			{Name: "bufsize", Kind: cmdline.Size(1, maxBufSize), Initial: fmt.Sprint(echo.BufSize), Words: h.BufSize},
			{Name: "clients", Kind: cmdline.Number(0, 1<<31-1), Initial: "0", Words: h.Clients},
			{Name: "model", Kind: cmdline.OneOf(echo.Models()...), Initial: echo.Serial.String(), Words: h.Model},
			{Name: "mode", Kind: cmdline.OneOf(echo.Modes()...), Initial: echo.EOF.String(), Words: h.Mode},
			{Name: "timeout", Kind: cmdline.Duration, Initial: "0s", Words: h.Timeout},
			{Name: "max-message", Kind: cmdline.Size(0, maxSize), Initial: "64MiB", Words: h.MaxMessage},
			{Name: "max-memory", Kind: cmdline.Size(0, maxSize), Initial: cmdline.TypedSize(maxMemory), Words: h.MaxMemory},
			{Name: "max-clients", Kind: cmdline.Number(0, 1<<20), Initial: fmt.Sprint(maxClients), Words: h.MaxClients},
		}, p.tellOptions(h.Quiet)...)}
}

func (p *program) serverOptions(v *cmdline.Values) (echo.ServerOptions, uint16, error) {
	o := echo.ServerOptions{
		Backlog:    v.Number("backlog"),
		BufSize:    int(v.Size("bufsize")),
		Clients:    v.Number("clients"),
		Model:      echo.Model(v.Choice("model")),
		Mode:       echo.Mode(v.Choice("mode")),
		Timeout:    v.Duration("timeout"),
		MaxMessage: v.Size("max-message"),
		MaxMemory:  v.Size("max-memory"),
		MaxClients: v.Number("max-clients"),
	}
	if o.Model == echo.Threads {
		o.Allowed = threads.Allowed
	}
	if o.Mode == echo.Stream && !v.Given("max-message") {
		o.MaxMessage = 0 // nothing is kept, so nothing needs a limit
	}
	if !v.Given("max-memory") {
		o.MaxMemory = max(o.MaxMemory, o.MaxMessage)
	}
	if v.Given("max-clients") && o.Model != echo.Threads {
		v.Fail(p.words.Usage.Needs, "--max-clients", "--model threads")
	}
	v.Choice("explain")
	port := v.Port("port")
	v.Arguments()
	return o, port, v.Err()
}

func (p *program) server(v *cmdline.Values) error {
	o, port, err := p.serverOptions(v)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	addrs, err := p.resolve(ctx, v.Text("host"), port)
	if err != nil {
		return err
	}
	o.Addr = addrs[0]
	t, err := p.telling(ctx, v, p.Err, narrate.Options{Server: true})
	if err != nil {
		return err
	}
	return cmp.Or(p.serve(ctx, o, t), t.close(p))
}

func (p *program) serve(parent context.Context, o echo.ServerOptions, t *telling) error {
	o.Names = t.sink != nil
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	out := term.NewOutput(p.Out, cancel)
	st := sock.New(ctx, sock.Options{Who: "server", Sink: t.sink, Start: processStart})
	if o.Model == echo.Threads {
		defer roomForThreads(o)()
	}
	complaints := p.newComplaints()
	err := echo.Serve(ctx, st, o, p.serverHooks(ctx, o, t, out, complaints))
	complaints.Close()
	err = cmp.Or(err, st.Close())
	if werr := out.Failed(); werr != nil {
		return p.file(p.words.Errors.Write, "stdout", werr)
	}
	switch {
	case parent.Err() != nil && errors.Is(err, context.Canceled):
		p.note(t, p.words.Server.Stopped)
		return nil
	case err != nil:
		return p.described(err, explain.Server)
	}
	p.note(t, fmt.Sprintf(p.words.Server.Ended, o.Clients))
	return nil
}

// note prints a line of the command's own among the narration.
func (p *program) note(t *telling, line string) {
	if t.narrator != nil {
		t.narrator.Say(term.Visible(line))
	}
}

func (p *program) serverHooks(ctx context.Context, o echo.ServerOptions, t *telling, out *term.Output, complaints *digest.Digest) echo.ServerHooks {
	return echo.ServerHooks{
		Listening: func(local netip.AddrPort) { p.warnReach(t, local) },
		Accepted: func(peer netip.AddrPort) {
			if t.quiet {
				return
			}
			_ = out.Write(func(w *bufio.Writer) error { // failed keeps the error
				_, err := fmt.Fprintf(w, "New connection from %s\n", pyrepr.Addr(peer))
				return err
			})
		},
		Left: func(peer netip.AddrPort, err error) {
			if err != nil && (ctx.Err() == nil || echo.GaveUp(err)) {
				complaints.Tell(p.leaving(peer, err))
			}
		},
		Bound: func(clients int) { p.bounded(t, o.MaxClients != maxClients, clients) },
		Full: func(clients int) { // the system allows no further client at the same time
			line := fmt.Sprintf(p.words.Server.Full, clients)
			complaints.Tell(digest.Item{Line: line, Kind: line, Hint: p.words.Hints.Threads})
		},
		Retry: func(err error) { complaints.Tell(p.goesOn(err)) },
	}
}

// warnReach says who can reach a server that is not bound to loopback.
func (p *program) warnReach(t *telling, local netip.AddrPort) {
	if local.Addr().IsLoopback() || t.quiet {
		return
	}
	line := fmt.Sprintf(p.words.Notes.ReachNet, local.Addr(), local.Port())
	if local.Addr().IsUnspecified() {
		line = fmt.Sprintf(p.words.Notes.ReachAll, local.Port())
	}
	p.tellLine(p.errPen.faint, line)
	if runtime.GOOS == "windows" {
		p.tellLine(p.errPen.faint, p.words.Notes.Firewall)
	}
}
