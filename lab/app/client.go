package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"sync"
	"syscall"
	"time"

	"socklab/lab/bar"
	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/explain"
	"socklab/lab/message"
	"socklab/lab/narrate"
	"socklab/lab/sock"
	"socklab/lab/term"
	"socklab/lab/threads"
)

// hangTimeout ends the hang that --no-shutdown shows, unless --timeout says
// otherwise.
const hangTimeout = 5 * time.Second

func (p *program) clientCommand() *cmdline.Command {
	h := &p.words.Help
	return &cmdline.Command{Name: "client", Words: h.Client, Long: h.ClientLong, Examples: h.ClientExamples, Run: p.client,
		Args: cmdline.Arguments{Shown: h.ClientArgs, Most: 1},
		Options: append([]cmdline.Option{
			{Name: "host", Kind: cmdline.Host, Initial: "127.0.0.1", Words: h.HostClient},
			{Name: "port", Kind: cmdline.Port(1), Initial: fmt.Sprint(echo.Port), Env: portVariable, Words: h.PortServer},
			{Name: "file", Kind: cmdline.File, Words: h.File},
			{Name: "bufsize", Kind: cmdline.Size(1, maxBufSize), Initial: fmt.Sprint(echo.BufSize), Words: h.BufSize},
			{Name: "size", Kind: cmdline.Size(0, maxPattern), Words: h.Size},
			{Name: "chunk", Kind: cmdline.Size(1, maxBufSize), Words: h.Chunk},
			{Name: "delay", Kind: cmdline.Duration, Initial: "0s", Words: h.Delay},
			{Name: "no-shutdown", Words: h.NoShutdown},
			{Name: "timeout", Kind: cmdline.Duration, Initial: "0s", Words: h.TimeoutClient},
			{Name: "wait", Kind: cmdline.Duration, Initial: "0s", Words: h.Wait},
			{Name: "max-message", Kind: cmdline.Size(0, maxSize), Initial: cmdline.TypedSize(maxAnswer), Words: h.MaxAnswer},
			{Name: "repeat", Kind: cmdline.Number(1, 1_000_000), Initial: "1", Words: h.Repeat},
			{Name: "parallel", Kind: cmdline.Number(1, 20_000), Initial: "1", Words: h.Parallel},
			{Name: "hex", Words: h.Hex},
			{Name: "out", Kind: cmdline.File, Words: h.Out},
			{Name: "force", Words: h.Force},
			{Name: "verify", Words: h.Verify},
		}, p.tellOptions(h.QuietClient)...)}
}

// exchanges are what the client's options ask for.
type exchanges struct {
	message.Exchanges
	host          string
	port          uint16
	size          int64 // of the message; -1: not known
	out           string
	force, verify bool
	maxAnswer     int64 // bytes kept to be printed; 0: no limit
}

func (p *program) clientOptions(v *cmdline.Values) (*exchanges, error) {
	r := &exchanges{out: v.Text("out"), force: v.On("force"), verify: v.On("verify"), size: int64(len(echo.Message))}
	r.Options = echo.ClientOptions{
		BufSize:    int(v.Size("bufsize")),
		Delay:      v.Duration("delay"),
		NoShutdown: v.On("no-shutdown"),
		Timeout:    v.Duration("timeout"),
		Wait:       v.Duration("wait"),
	}
	r.host, r.port = v.Text("host"), v.Port("port")
	r.Text, r.File = []byte(echo.Message), v.Text("file")
	r.Repeat, r.Parallel = v.Number("repeat"), v.Number("parallel")
	r.Options.Chunk = int(v.Size("chunk"))
	if r.Options.NoShutdown && !v.Given("timeout") {
		r.Options.Timeout = hangTimeout
	}
	args := v.Arguments()
	v.Choice("explain")
	v.Exclude([2]string{"out", "verify"}, [2]string{"size", "file"},
		[2]string{"max-message", "out"}, [2]string{"max-message", "verify"})
	r.maxAnswer = v.Size("max-message")
	if !v.Given("max-message") {
		r.maxAnswer = min(r.maxAnswer, maxMemory/int64(max(r.Parallel, 1)))
	}
	if v.Given("size") {
		r.Text, r.size = nil, v.Size("size")
		if len(args) > 0 {
			v.Fail(p.words.Usage.Contradiction, p.words.Help.ClientArgs, "--size")
		}
	}
	p.differ(v, "file", "events")
	p.differ(v, "out", "events")
	if v.Given("force") && !v.Given("out") {
		v.Fail(p.words.Usage.Needs, "--force", "--out")
	}
	if len(args) > 0 {
		r.Text = []byte(args[0])
		r.size = int64(len(r.Text))
		if v.Given("file") {
			v.Fail(p.words.Usage.Contradiction, p.words.Help.ClientArgs, "--file")
		}
		if args[0] == "-" {
			r.File = "-"
		}
	}
	if r.File != "" {
		r.Text = nil
	}
	if many := r.Repeat*r.Parallel > 1; many && r.out != "" {
		v.Fail(p.words.Usage.Contradiction, "--out", "--repeat/--parallel")
	} else if many && r.File == "-" {
		v.Fail(p.words.Usage.Contradiction, "-", "--repeat/--parallel")
	}
	return r, v.Err()
}

const (
	maxPattern = 1 << 30  // of --size, in bytes: the pattern is kept in memory
	maxAnswer  = 64 << 20 // of what is kept to be printed, by default

	// shownAnswer bounds what a terminal shows of an answer, in bytes: more
	// would only push away what was told before.
	shownAnswer = 2000
)

func (p *program) client(v *cmdline.Values) error {
	r, err := p.clientOptions(v)
	if err != nil {
		return err
	}
	if err := p.checkFiles(r); err != nil { // which says how long the message is
		return err
	}
	if err := p.checkThreads(r); err != nil {
		return err
	}
	if v.Given("size") {
		if r.Text, err = message.Pattern(r.size); err != nil {
			return p.described(err, explain.Client)
		}
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	if r.Options.Addrs, err = p.resolve(ctx, r.host, r.port); err != nil {
		return err
	}
	typed := r.File == "-" && term.IsTerminal(p.In) // a person who types needs no bar
	bar := bar.NewTransfer(p.Err, !v.On("quiet") && !typed && term.IsTerminal(p.Err), p.words.Client.Sending+"/"+p.words.Client.Receiving)
	t, err := p.telling(ctx, v, bar, narrate.Options{Hex: v.On("hex"), NoShutdown: r.Options.NoShutdown})
	if err != nil {
		return err
	}
	r.Options.Names = t.sink != nil
	waits := sync.OnceFunc(func() { p.note(t, fmt.Sprintf(p.words.Notes.WaitsServer, p.words.Duration(r.Options.Wait))) })
	r.Options.Waiting = func(error) { waits() }
	if r.Options.Addrs[0].Addr().IsUnspecified() {
		p.note(t, p.words.Hints.ConnectAll)
	}
	return cmp.Or(p.converse(ctx, r, t, bar), t.close(p))
}

// checkFiles finds before anything is connected what cannot be read or must
// not be written.
func (p *program) checkFiles(r *exchanges) error {
	if r.File != "" {
		var err error
		if r.size, err = message.Size(r.File); err != nil {
			return p.file(p.words.Errors.Read, r.File, err)
		}
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
func (p *program) converse(parent context.Context, r *exchanges, t *telling, bar *bar.Transfer) error {
	threads.Limit(max(2*r.Parallel, 10_000))
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	out := term.NewOutput(p.Out, cancel)
	r.In, r.Typing = p.In, p.tellEndKeys
	r.Reply = func(ctx context.Context) (message.Reply, error) { return p.reply(ctx, r, out) }
	r.Retry = func(_ error, next netip.AddrPort) { p.note(t, fmt.Sprintf(p.words.Notes.Fallback, next)) }
	st := sock.New(ctx, sock.Options{Who: "client", Sink: t.sink, Start: processStart})
	stopBar := bar.Watch(r.Progress.Bytes, r.total())
	first := r.Run(ctx, st)
	stopBar()
	if first != nil {
		first = p.explain(r, first)
	}
	first = cmp.Or(first, st.Close())
	if err := out.Failed(); err != nil {
		return p.file(p.words.Errors.Write, "stdout", err)
	}
	return p.verdict(r, t, first)
}

// total is how many bytes go both ways; -1: not known.
func (r *exchanges) total() int64 {
	if r.size < 0 {
		return -1
	}
	return 2 * r.size * r.all()
}

// all is how many exchanges there are.
func (r *exchanges) all() int64 { return int64(r.Repeat) * int64(r.Parallel) }

// reply makes what an answer goes to: a file, the comparison with what was sent,
// or standard output.
func (p *program) reply(ctx context.Context, r *exchanges, out *term.Output) (message.Reply, error) {
	switch {
	case r.out != "":
		return message.Save(ctx, r.out)
	case r.verify:
		return message.Verify(), nil
	}
	o := message.PrintOptions{Out: out, Message: r.Text, BufSize: r.Options.BufSize, Limit: r.maxAnswer}
	if term.IsTerminal(p.Out) {
		o.Most, o.Cut = shownAnswer, p.words.Client.Cut
	}
	return message.Print(o), nil
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
func (p *program) explain(r *exchanges, err error) error {
	e := p.words.Errors
	var file *message.FileError
	var m *message.Mismatch
	var call *sock.Error
	var large *echo.TooLarge
	var memory *echo.OutOfMemory
	switch {
	case errors.As(err, &file) && file.Answer:
		return p.file(e.Create, r.out, file.Err)
	case file != nil:
		return p.file(e.Read, r.File, file.Err)
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
		return &failure{status: exitFailed, line: fmt.Sprintf(e.AnswerTooLarge, r.Options.Addrs[0], p.why().Size(large.Limit)),
			hint: fmt.Sprintf(p.words.Hints.MaxAnswer, fourfold(large.Limit)), err: err}
	case errors.As(err, &call), errors.Is(err, context.Canceled), errors.Is(err, echo.ErrEarlyEnd), errors.As(err, &memory):
		f := p.described(err, explain.Client)
		switch {
		case call == nil || !r.Options.NoShutdown:
		case call.Kind() == sock.Reset:
			f.hint = p.words.Hints.ResetNoShutdown
		case call.Kind() == sock.Timeout && call.Call == event.Recv:
			f.hint = p.words.Hints.NoShutdown
		}
		return f
	case r.out != "":
		return p.file(e.Write, r.out, err)
	}
	return p.file(e.Read, r.File, err)
}

// verdict sums up: many exchanges get a line of their own.
func (p *program) verdict(r *exchanges, t *telling, first error) error {
	w, all, done := p.words, r.all(), r.Done()
	switch {
	case first != nil && (all == 1 || errors.Is(first, context.Canceled)):
		return first
	case first != nil:
		f := p.failureOf(first)
		p.tellFailure(f)
		return &failure{status: f.status, line: fmt.Sprintf(w.Errors.SomeFailed, all-done, all), err: first}
	case r.verify:
		p.note(t, fmt.Sprintf(w.Client.Verified, r.Progress.Sent.Load()))
	case r.out != "":
		p.note(t, fmt.Sprintf(w.Client.Saved, r.Progress.Received.Load(), r.out))
	}
	if all > 1 {
		p.note(t, fmt.Sprintf(w.Client.Summary, done, all))
	}
	return nil
}
