package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"

	"socklab/lab/echo"
	"socklab/lab/narrate"
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

func (p *program) serverCommand() *command {
	h := &p.words.Help
	return &command{name: "server", words: h.Server, long: h.ServerLong, examples: h.ServerExamples, run: p.server,
		options: append([]option{
			{name: "host", kind: hostName, initial: "127.0.0.1", words: h.Host},
			{name: "port", kind: portFrom(0), initial: fmt.Sprint(echo.Port), env: portVariable, words: h.Port},
			{name: "backlog", kind: number(0, 1<<31-1), initial: fmt.Sprint(echo.Backlog), words: h.Backlog},
			{name: "bufsize", kind: size(1, maxBufSize), initial: fmt.Sprint(echo.BufSize), words: h.BufSize},
			{name: "clients", kind: number(0, 1<<31-1), initial: "0", words: h.Clients},
			{name: "model", kind: oneOf(echo.Models()...), initial: echo.Serial.String(), words: h.Model},
			{name: "mode", kind: oneOf(echo.Modes()...), initial: echo.EOF.String(), words: h.Mode},
			{name: "timeout", kind: lapse, initial: "0s", words: h.Timeout},
			{name: "max-message", kind: size(0, maxSize), initial: "64MiB", words: h.MaxMessage},
			{name: "max-memory", kind: size(0, maxSize), initial: typedSize(maxMemory), words: h.MaxMemory},
			{name: "max-clients", kind: number(0, 1<<20), initial: fmt.Sprint(maxClients), words: h.MaxClients},
		}, p.tellOptions(h.Quiet)...)}
}

func (p *program) serverOptions(v *values) (echo.ServerOptions, uint16, error) {
	o := echo.ServerOptions{
		Backlog:    v.number("backlog"),
		BufSize:    int(v.size("bufsize")),
		Clients:    v.number("clients"),
		Model:      echo.Model(v.choice("model")),
		Mode:       echo.Mode(v.choice("mode")),
		Timeout:    v.duration("timeout"),
		MaxMessage: v.size("max-message"),
		MaxMemory:  v.size("max-memory"),
		MaxClients: v.number("max-clients"),
	}
	if o.Model == echo.Threads {
		o.Allowed = threads.Allowed
	}
	if o.Mode == echo.Stream && !v.given("max-message") {
		o.MaxMessage = 0 // nothing is kept, so nothing needs a limit
	}
	if !v.given("max-memory") {
		o.MaxMemory = max(o.MaxMemory, o.MaxMessage)
	}
	if v.given("max-clients") && o.Model != echo.Threads {
		v.fail(p.words.Usage.Needs, "--max-clients", "--model threads")
	}
	v.level()
	port := v.port("port")
	v.arguments()
	return o, port, v.err
}

func (p *program) server(v *values) error {
	o, port, err := p.serverOptions(v)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.c.Context)
	defer stop()
	addrs, err := p.resolve(ctx, v.text("host"), port)
	if err != nil {
		return err
	}
	o.Addr = addrs[0]
	t, err := p.telling(ctx, v, p.Err, narrate.Options{Server: true})
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
	out := newOutput(p.Out, cancel)
	st := sock.New(ctx, sock.Options{Who: "server", Sink: t.sink, Start: processStart})
	complaints := p.newComplaints()
	err := echo.Serve(ctx, st, o, p.serverHooks(ctx, o, t, out, complaints))
	complaints.close()
	if cerr := st.Close(); err == nil {
		err = cerr
	}
	if werr := out.failed(); werr != nil {
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

func (p *program) serverHooks(ctx context.Context, o echo.ServerOptions, t *telling, out *output, complaints *complaints) echo.ServerHooks {
	return echo.ServerHooks{
		Listening: func(local netip.AddrPort) { p.warnReach(t, local) },
		Accepted: func(peer netip.AddrPort) {
			if t.quiet {
				return
			}
			_ = out.write(func(w *bufio.Writer) error { // failed keeps the error
				_, err := fmt.Fprintf(w, "New connection from %s\n", narrate.PythonAddr(peer))
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
