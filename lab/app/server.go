package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"

	"github.com/urfave/cli/v2"

	"socklab/lab/echo"
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

func (p *program) serverCommand() *cli.Command {
	h := p.words.Help
	flags := []cli.Flag{
		&cli.StringFlag{Name: "host", Value: "127.0.0.1", Usage: h.Host},
		&cli.StringFlag{Name: "port", Value: fmt.Sprint(echo.Port), EnvVars: []string{portVariable}, Usage: h.Port},
		&cli.StringFlag{Name: "backlog", Value: fmt.Sprint(echo.Backlog), Usage: h.Backlog},
		&cli.StringFlag{Name: "bufsize", Value: fmt.Sprint(echo.BufSize), Usage: h.BufSize},
		&cli.StringFlag{Name: "clients", Value: "0", Usage: h.Clients},
		&cli.StringFlag{Name: "model", Value: "serial", Usage: h.Model},
		&cli.StringFlag{Name: "mode", Value: "eof", Usage: h.Mode},
		&cli.StringFlag{Name: "timeout", Value: "0s", Usage: h.Timeout},
		&cli.StringFlag{Name: "max-message", Value: "64MiB", Usage: h.MaxMessage},
		&cli.StringFlag{Name: "max-memory", Value: "1GiB", Usage: h.MaxMemory},
		&cli.StringFlag{Name: "max-clients", Value: fmt.Sprint(maxClients), Usage: h.MaxClients},
	}
	return &cli.Command{Name: "server", Usage: h.Server, Description: h.ServerLong, UsageText: h.ServerExamples,
		Flags: append(flags, p.tellFlags(h.Quiet)...), Action: p.server}
}

func (p *program) serverOptions(c *cli.Context) (echo.ServerOptions, uint16, error) {
	v := p.values(c)
	o := echo.ServerOptions{
		Backlog:    v.number("backlog", 0, 1<<31-1),
		BufSize:    int(v.size("bufsize", 1, maxBufSize)),
		Clients:    v.number("clients", 0, 1<<31-1),
		Model:      echo.Model(v.choice("model", "serial", "threads")),
		Mode:       echo.Mode(v.choice("mode", "eof", "stream")),
		Timeout:    v.duration("timeout"),
		MaxMessage: v.size("max-message", 0, maxSize),
		MaxMemory:  v.size("max-memory", 0, maxSize),
		MaxClients: v.number("max-clients", 0, 1<<20),
	}
	if o.Model == echo.Threads {
		o.Allowed = threads.Allowed
	}
	if o.Mode == echo.Stream && !c.IsSet("max-message") {
		o.MaxMessage = 0 // nothing is kept, so nothing needs a limit
	}
	if !c.IsSet("max-memory") {
		o.MaxMemory = max(o.MaxMemory, o.MaxMessage)
	}
	if c.IsSet("max-clients") && o.Model != echo.Threads {
		v.fail(p.words.Usage.Needs, "--max-clients", "--model threads")
	}
	v.level()
	port := v.port("port", 0)
	v.noArguments(0)
	return o, port, v.err
}

func (p *program) server(c *cli.Context) error {
	o, port, err := p.serverOptions(c)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(c.Context)
	defer stop()
	addrs, err := p.resolve(ctx, c.String("host"), port)
	if err != nil {
		return err
	}
	o.Addr = addrs[0]
	t, err := p.telling(ctx, c, p.values(c), p.Err, narrate.Options{Server: true})
	if err != nil {
		return err
	}
	err = p.serve(ctx, o, t)
	if cerr := t.close(p); err == nil {
		err = cerr
	}
	return err
}

func (p *program) serve(parent context.Context, o echo.ServerOptions, t *telling) error {
	o.Names = t.names()
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	out := term.NewOutput(p.Out, cancel)
	st := sock.New(ctx, sock.Options{Who: "server", Sink: t.sink, Start: processStart})
	if o.Model == echo.Threads {
		defer roomForThreads(o)()
	}
	complaints := p.newComplaints()
	err := echo.Serve(ctx, st, o, p.serverHooks(ctx, o, t, out, complaints))
	complaints.close()
	if cerr := st.Close(); err == nil {
		err = cerr
	}
	if werr := out.Failed(); werr != nil {
		return p.file(p.words.Errors.Write, "stdout", werr)
	}
	if parent.Err() != nil && errors.Is(err, context.Canceled) {
		p.note(t, p.words.Server.Stopped)
		return nil
	}
	if f := (*failure)(nil); err != nil && !errors.As(err, &f) {
		line, hint := p.describe(err, server)
		return &failure{status: exitFailed, line: line, hint: hint, err: err}
	}
	if err == nil {
		p.note(t, fmt.Sprintf(p.words.Server.Ended, o.Clients))
	}
	return err
}

// note prints a line of the command's own among the narration.
func (p *program) note(t *telling, line string) {
	if t.narrates() {
		t.narrator.Say(term.Visible(line))
	}
}

func (p *program) serverHooks(ctx context.Context, o echo.ServerOptions, t *telling, out *term.Output, complaints *complaints) echo.ServerHooks {
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
				complaints.tell(p.leaving(peer, err))
			}
		},
		Bound: func(clients int) { p.bounded(t, o.MaxClients != maxClients, clients) },
		Full:  func(clients int) { complaints.tell(p.full(clients)) },
		Retry: func(err error) { complaints.tell(p.goesOn(err)) },
	}
}

// full says that the system allows no further client at the same time.
func (p *program) full(clients int) complaint {
	line := fmt.Sprintf(p.words.Server.Full, clients)
	return complaint{line: line, kind: line, hint: p.words.Hints.Threads}
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
