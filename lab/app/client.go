package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"socklab/lab/bar"
	"socklab/lab/disk"
	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/message"
	"socklab/lab/narrate"
	"socklab/lab/sock"
	"socklab/lab/term"
	"socklab/lab/threads"
)

// hangTimeout ends the hang that --no-shutdown shows, unless --timeout says
// otherwise.
const hangTimeout = 5 * time.Second

func (p *program) clientCommand() *cli.Command {
	h := p.words.Help
	flags := []cli.Flag{
		&cli.StringFlag{Name: "host", Value: "127.0.0.1", Usage: h.HostClient},
		&cli.StringFlag{Name: "port", Value: fmt.Sprint(echo.Port), EnvVars: []string{portVariable}, Usage: h.PortClient},
		&cli.StringFlag{Name: "file", Usage: h.File},
		&cli.StringFlag{Name: "bufsize", Value: fmt.Sprint(echo.BufSize), Usage: h.BufSize},
		&cli.StringFlag{Name: "size", Usage: h.Size},
		&cli.StringFlag{Name: "chunk", Usage: h.Chunk},
		&cli.StringFlag{Name: "delay", Value: "0s", Usage: h.Delay},
		&cli.BoolFlag{Name: "no-shutdown", Usage: h.NoShutdown},
		&cli.StringFlag{Name: "timeout", Value: "0s", Usage: h.TimeoutClient},
		&cli.StringFlag{Name: "wait", Value: "0s", Usage: h.Wait},
		&cli.StringFlag{Name: "max-message", Value: typedSize(maxAnswer), Usage: h.MaxAnswer},
		&cli.StringFlag{Name: "repeat", Value: "1", Usage: h.Repeat},
		&cli.StringFlag{Name: "parallel", Value: "1", Usage: h.Parallel},
		&cli.BoolFlag{Name: "hex", Usage: h.Hex},
		&cli.StringFlag{Name: "out", Usage: h.Out},
		&cli.BoolFlag{Name: "force", Usage: h.Force},
		&cli.BoolFlag{Name: "verify", Usage: h.Verify},
	}
	return &cli.Command{Name: "client", Usage: h.Client, Description: h.ClientLong, ArgsUsage: h.ClientArgs, UsageText: h.ClientExamples,
		Flags: append(flags, p.tellFlags(h.QuietClient)...), Action: p.client}
}

// A run is what the client's options ask for.
type run struct {
	echo.ClientOptions
	host             string
	port             uint16
	message          []byte
	file             string // - is standard input
	size             int64  // of the message; -1: not known
	out              string
	force, verify    bool
	repeat, parallel int
	maxAnswer        int64 // bytes kept to be printed; 0: no limit
}

func (p *program) clientRun(c *cli.Context) (*run, error) {
	v := p.values(c)
	r := &run{
		ClientOptions: echo.ClientOptions{
			BufSize:    int(v.size("bufsize", 1, maxBufSize)),
			Delay:      v.duration("delay"),
			NoShutdown: c.Bool("no-shutdown"),
			Timeout:    v.duration("timeout"),
			Wait:       v.duration("wait"),
		},
		host: c.String("host"), port: v.port("port", 1), message: []byte(echo.Message), size: int64(len(echo.Message)), file: c.String("file"),
		out: c.String("out"), force: c.Bool("force"), verify: c.Bool("verify"),
		repeat: v.number("repeat", 1, 1_000_000), parallel: v.number("parallel", 1, 20_000),
	}
	if c.IsSet("chunk") {
		r.Chunk = int(v.size("chunk", 1, maxBufSize))
	}
	if r.NoShutdown && !c.IsSet("timeout") {
		r.Timeout = hangTimeout
	}
	v.noArguments(1)
	v.level()
	v.exclude([2]string{"out", "verify"}, [2]string{"size", "file"},
		[2]string{"max-message", "out"}, [2]string{"max-message", "verify"})
	r.maxAnswer = v.size("max-message", 0, maxSize)
	if !c.IsSet("max-message") {
		r.maxAnswer = min(r.maxAnswer, maxMemory/int64(max(r.parallel, 1)))
	}
	if c.IsSet("size") {
		r.message, r.size = nil, v.size("size", 0, maxPattern)
		if c.Args().Present() {
			v.fail(p.words.Usage.Contradiction, p.words.Help.ClientArgs, "--size")
		}
	}
	v.differ("file", "events")
	v.differ("out", "events")
	if c.IsSet("force") && !c.IsSet("out") {
		v.fail(p.words.Usage.Needs, "--force", "--out")
	}
	if c.Args().Present() {
		r.message = []byte(c.Args().First())
		r.size = int64(len(r.message))
		if c.IsSet("file") {
			v.fail(p.words.Usage.Contradiction, p.words.Help.ClientArgs, "--file")
		}
		if c.Args().First() == "-" {
			r.file = "-"
		}
	}
	if r.file != "" {
		r.message = nil
	}
	if many := r.repeat*r.parallel > 1; many && r.out != "" {
		v.fail(p.words.Usage.Contradiction, "--out", "--repeat/--parallel")
	} else if many && r.file == "-" {
		v.fail(p.words.Usage.Contradiction, "-", "--repeat/--parallel")
	}
	return r, v.err
}

const (
	maxPattern = 1 << 30  // of --size, in bytes: the pattern is kept in memory
	maxAnswer  = 64 << 20 // of what is kept to be printed, by default

	// shownAnswer bounds what a terminal shows of an answer, in bytes: more
	// would only push away what was told before.
	shownAnswer = 2000
)

func (p *program) client(c *cli.Context) error {
	r, err := p.clientRun(c)
	if err != nil {
		return err
	}
	if err := p.checkFiles(r); err != nil {
		return err
	}
	if err := p.checkThreads(r); err != nil {
		return err
	}
	if c.IsSet("size") {
		if r.message, err = message.Pattern(r.size); err != nil {
			line, hint := p.describe(err, client)
			return &failure{status: exitFailed, line: line, hint: hint, err: err}
		}
	}
	ctx, stop := p.untilInterrupt(c.Context)
	defer stop()
	if r.Addrs, err = p.resolve(ctx, r.host, r.port); err != nil {
		return err
	}
	typed := r.file == "-" && term.IsTerminal(p.In) // a person who types needs no bar
	bar := bar.NewTransfer(p.Err, !c.Bool("quiet") && !typed && term.IsTerminal(p.Err), p.words.Client.Sending+"/"+p.words.Client.Receiving)
	t, err := p.telling(ctx, c, p.values(c), bar, narrate.Options{Hex: c.Bool("hex"), NoShutdown: r.NoShutdown})
	if err != nil {
		return err
	}
	r.Names = t.names()
	waits := sync.OnceFunc(func() { p.note(t, fmt.Sprintf(p.words.Notes.WaitsServer, p.words.Duration(r.Wait))) })
	r.Waiting = func(error) { waits() }
	if r.Addrs[0].Addr().IsUnspecified() {
		p.note(t, p.words.Hints.ConnectAll)
	}
	err = p.converse(ctx, r, t, bar)
	if cerr := t.close(p); err == nil {
		err = cerr
	}
	return err
}

// checkFiles finds before anything is connected what cannot be read or must
// not be written.
func (p *program) checkFiles(r *run) error {
	if disk.IsDevice(r.file) {
		r.size = -1
	} else if r.file != "" && r.file != "-" {
		info, err := os.Stat(r.file)
		if err == nil && info.IsDir() {
			err = syscall.EISDIR
		}
		if err != nil {
			return p.file(p.words.Errors.Read, r.file, err)
		}
		r.size = info.Size()
		if !info.Mode().IsRegular() {
			r.size = -1
		}
	} else if r.file == "-" {
		r.size = -1
	}
	if r.out == "" {
		return nil
	}
	if disk.IsFolder(r.out) {
		return p.file(p.words.Errors.Write, r.out, syscall.EISDIR)
	}
	if !r.force && disk.Exists(r.out) {
		return &failure{status: exitFailed, line: fmt.Sprintf(p.words.Errors.Exists, r.out), hint: p.words.Hints.Exists}
	}
	return nil
}

// converse makes all exchanges that the options ask for.
func (p *program) converse(parent context.Context, r *run, t *telling, bar *bar.Transfer) error {
	threads.Limit(max(2*r.parallel, 10_000))
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	x := &conversation{p: p, run: r, t: t, out: term.NewOutput(p.Out, cancel), progress: &echo.Progress{}}
	st := sock.New(ctx, sock.Options{Who: "client", Sink: t.sink, Start: processStart})
	stopBar := bar.Watch(x.progress.Bytes, r.total())
	first := x.all(ctx, st)
	stopBar()
	if err := st.Close(); first == nil {
		first = err
	}
	if err := x.out.Failed(); err != nil {
		return p.file(p.words.Errors.Write, "stdout", err)
	}
	return x.verdict(first)
}

// total is how many bytes go both ways; -1: not known.
func (r *run) total() int64 {
	if r.size < 0 {
		return -1
	}
	return 2 * r.size * int64(r.repeat) * int64(r.parallel)
}

// A conversation is one or many exchanges with a server.
type conversation struct {
	*run
	p        *program
	t        *telling
	out      *term.Output
	progress *echo.Progress
	done     atomic.Int64
}

// all runs the exchanges and returns the first failure. One after the other
// stops there; those at the same time go on.
func (x *conversation) all(ctx context.Context, st *sock.Stack) error {
	var wg sync.WaitGroup
	var once sync.Once
	var first error
	for range x.parallel {
		wg.Go(func() {
			for range x.repeat {
				if err := x.one(ctx, st); err != nil {
					once.Do(func() { first = err })
					return
				}
				x.done.Add(1)
			}
		})
	}
	wg.Wait()
	return first
}

// one is an exchange and what becomes of its answer.
func (x *conversation) one(ctx context.Context, st *sock.Stack) error {
	answer, err := x.reply(ctx)
	if err != nil {
		return x.p.file(x.p.words.Errors.Create, x.run.out, err)
	}
	src := x.source(answer)
	if src.Open == nil {
		answer.Sent(src.Bytes)
	}
	retry := func(err error, next netip.AddrPort) {
		x.p.note(x.t, fmt.Sprintf(x.p.words.Notes.Fallback, next))
	}
	err = echo.Exchange(ctx, st, x.ClientOptions, src, x.progress, retry, answer.Received)
	if err != nil {
		answer.Drop()
		return x.explain(err)
	}
	if err := answer.Done(); err != nil {
		return x.explain(err)
	}
	return nil
}

func (x *conversation) reply(ctx context.Context) (message.Reply, error) {
	switch {
	case x.run.out != "":
		return message.Save(ctx, x.run.out)
	case x.verify:
		return message.Verify(), nil
	}
	o := message.PrintOptions{Out: x.out, Message: x.message, BufSize: x.BufSize, Limit: x.maxAnswer}
	if term.IsTerminal(x.p.Out) {
		o.Most, o.Cut = shownAnswer, x.p.words.Client.Cut
	}
	return message.Print(o), nil
}

func (x *conversation) source(answer message.Reply) echo.Source {
	if x.file == "" {
		return echo.Source{Bytes: x.message}
	}
	return echo.Source{Open: func(ctx context.Context) (io.ReadCloser, error) {
		if x.file == "-" {
			x.p.tellEndKeys()
			return message.Seen(term.Until(ctx, x.p.In), answer), nil
		}
		f, err := message.Open(ctx, x.file)
		if err != nil {
			return nil, x.p.file(x.p.words.Errors.Read, x.file, err)
		}
		return message.Seen(f, answer), nil
	}}
}

// tellEndKeys tells a person who types a message how to end it.
func (p *program) tellEndKeys() {
	if !term.IsTerminal(p.In) {
		return
	}
	keys := p.words.Client.EndKeys
	if runtime.GOOS == "windows" {
		keys = p.words.Client.EndKeysWindows
	}
	p.tellLine(p.errPen.faint, keys)
}

// explain makes the failure of one exchange.
func (x *conversation) explain(err error) error {
	p, e := x.p, x.p.words.Errors
	var f *failure
	var m *message.Mismatch
	var call *sock.Error
	var large *echo.TooLarge
	var memory *echo.OutOfMemory
	switch {
	case errors.As(err, &f):
		return err
	case errors.As(err, &m):
		line := fmt.Sprintf(e.Shorter, m.Received, m.Sent)
		if m.Received > m.Sent {
			line = fmt.Sprintf(e.Longer, m.Sent)
		}
		if m.From >= 0 {
			line = fmt.Sprintf(e.Differs, m.From, min(m.From+message.BlockSize, max(m.Sent, m.Received)))
		}
		return &failure{status: exitNo, line: line, hint: p.words.Hints.Verify, err: err}
	case errors.As(err, &large):
		return &failure{status: exitFailed, line: fmt.Sprintf(e.AnswerTooLarge, x.Addrs[0], p.sized(large.Limit)),
			hint: fmt.Sprintf(p.words.Hints.MaxAnswer, fourfold(large.Limit)), err: err}
	case errors.As(err, &call):
		line, hint := p.describe(err, client)
		if call.Kind() == sock.Reset && x.NoShutdown {
			hint = p.words.Hints.ResetNoShutdown
		}
		if call.Kind() == sock.Timeout && call.Call == event.Recv && x.NoShutdown {
			hint = p.words.Hints.NoShutdown
		}
		return &failure{status: exitFailed, line: line, hint: hint, err: err}
	case errors.Is(err, context.Canceled), errors.Is(err, echo.ErrEarlyEnd), errors.As(err, &memory):
		line, hint := p.describe(err, client)
		return &failure{status: exitFailed, line: line, hint: hint, err: err}
	case x.run.out != "":
		return p.file(e.Write, x.run.out, err)
	}
	return p.file(e.Read, x.file, err)
}

// verdict sums up: many exchanges get a line of their own.
func (x *conversation) verdict(first error) error {
	w, all, done := x.p.words, int64(x.repeat)*int64(x.parallel), x.done.Load()
	if first != nil && all > 1 && !errors.Is(first, context.Canceled) {
		var f *failure
		if errors.As(first, &f) {
			x.p.tellFailure(f)
			return &failure{status: f.status, line: fmt.Sprintf(w.Errors.SomeFailed, all-done, all), err: first}
		}
	}
	if first != nil {
		return first
	}
	switch {
	case x.verify:
		x.p.note(x.t, fmt.Sprintf(w.Client.Verified, x.progress.Sent.Load()))
	case x.run.out != "":
		x.p.note(x.t, fmt.Sprintf(w.Client.Saved, x.progress.Received.Load(), x.run.out))
	}
	if all > 1 {
		x.p.note(x.t, fmt.Sprintf(w.Client.Summary, done, all))
	}
	return nil
}
