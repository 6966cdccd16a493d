package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"socklab/lab/echo"
	"socklab/lab/narrate"
	"socklab/lab/sock"
)

// The bounds of the options.
const (
	maxBufSize = 64 << 20
	maxMessage = 64 << 20 // by default
	maxSize    = 1 << 40
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
		&cli.StringFlag{Name: "max-clients", Value: "10000", Usage: h.MaxClients},
	}
	return &cli.Command{Name: "server", Usage: h.Server, Description: h.ServerLong, UsageText: h.ServerExamples,
		Flags: append(flags, p.tellFlags()...), Action: p.server}
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
		MaxClients: v.number("max-clients", 0, 1<<20),
	}
	if o.Mode == echo.Stream && !c.IsSet("max-message") {
		o.MaxMessage = 0 // nothing is kept, so nothing needs a limit
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
	t, err := p.telling(c, p.values(c), p.Err, narrate.Options{Server: true})
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
	err := echo.Serve(ctx, st, o, p.serverHooks(ctx, o, t, out))
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
		t.narrator.Say(line)
	}
}

func (p *program) serverHooks(ctx context.Context, o echo.ServerOptions, t *telling, out *output) echo.ServerHooks {
	complain := p.complainer()
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
			var large *echo.TooLarge
			switch {
			case err == nil || ctx.Err() != nil:
			case errors.As(err, &large):
				more := strings.ReplaceAll(formatSize(min(4*large.Limit, maxSize)), " ", "")
				complain(fmt.Sprintf(p.words.Errors.TooLarge, peer, formatSize(large.Limit)), fmt.Sprintf(p.words.Hints.MaxMessage, more))
			default:
				line, hint := p.describe(err, server)
				complain(fmt.Sprintf(p.words.Errors.GoesOn, line), hint)
			}
		},
		Retry: func(err error) {
			line, hint := p.describe(err, server)
			complain(fmt.Sprintf(p.words.Errors.GoesOn, line), hint)
		},
	}
}

// complainer prints errors that do not end the command, each hint once.
func (p *program) complainer() func(line, hint string) {
	var mu sync.Mutex
	told := map[string]bool{}
	return func(line, hint string) {
		mu.Lock()
		defer mu.Unlock()
		if told[hint] {
			hint = ""
		}
		told[hint] = true
		p.tellFailure(&failure{line: line, hint: hint})
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
