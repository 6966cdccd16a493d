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
			{Name: "port", Kind: cmdline.Port(1), Initial: fmt.Sprint(echo.Port), Env: portVariable, Words: h.PortClient},
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

func (p *program) clientRun(v *cmdline.Values) (*run, error) {
	r := &run{
		ClientOptions: echo.ClientOptions{
			BufSize:    int(v.Size("bufsize")),
			Delay:      v.Duration("delay"),
			NoShutdown: v.On("no-shutdown"),
			Timeout:    v.Duration("timeout"),
			Wait:       v.Duration("wait"),
		},
		host: v.Text("host"), port: v.Port("port"), message: []byte(echo.Message), size: int64(len(echo.Message)), file: v.Text("file"),
		out: v.Text("out"), force: v.On("force"), verify: v.On("verify"),
		repeat: v.Number("repeat"), parallel: v.Number("parallel"),
	}
	r.Chunk = int(v.Size("chunk"))
	if r.NoShutdown && !v.Given("timeout") {
		r.Timeout = hangTimeout
	}
	args := v.Arguments()
	v.Choice("explain")
	v.Exclude([2]string{"out", "verify"}, [2]string{"size", "file"},
		[2]string{"max-message", "out"}, [2]string{"max-message", "verify"})
	r.maxAnswer = v.Size("max-message")
	if !v.Given("max-message") {
		r.maxAnswer = min(r.maxAnswer, maxMemory/int64(max(r.parallel, 1)))
	}
	if v.Given("size") {
		r.message, r.size = nil, v.Size("size")
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
		r.message = []byte(args[0])
		r.size = int64(len(r.message))
		if v.Given("file") {
			v.Fail(p.words.Usage.Contradiction, p.words.Help.ClientArgs, "--file")
		}
		if args[0] == "-" {
			r.file = "-"
		}
	}
	if r.file != "" {
		r.message = nil
	}
	if many := r.repeat*r.parallel > 1; many && r.out != "" {
		v.Fail(p.words.Usage.Contradiction, "--out", "--repeat/--parallel")
	} else if many && r.file == "-" {
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
	r, err := p.clientRun(v)
	if err != nil {
		return err
	}
	if err := p.checkFiles(r); err != nil {
		return err
	}
	if err := p.checkThreads(r); err != nil {
		return err
	}
	if v.Given("size") {
		if r.message, err = message.Pattern(r.size); err != nil {
			return p.described(err, explain.Client)
		}
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	if r.Addrs, err = p.resolve(ctx, r.host, r.port); err != nil {
		return err
	}
	typed := r.file == "-" && term.IsTerminal(p.In) // a person who types needs no bar
	bar := bar.NewTransfer(p.Err, !v.On("quiet") && !typed && term.IsTerminal(p.Err), p.words.Client.Sending+"/"+p.words.Client.Receiving)
	t, err := p.telling(ctx, v, bar, narrate.Options{Hex: v.On("hex"), NoShutdown: r.NoShutdown})
	if err != nil {
		return err
	}
	r.Names = t.sink != nil
	waits := sync.OnceFunc(func() { p.note(t, fmt.Sprintf(p.words.Notes.WaitsServer, p.words.Duration(r.Wait))) })
	r.Waiting = func(error) { waits() }
	if r.Addrs[0].Addr().IsUnspecified() {
		p.note(t, p.words.Hints.ConnectAll)
	}
	return cmp.Or(p.converse(ctx, r, t, bar), t.close(p))
}

// checkFiles finds before anything is connected what cannot be read or must
// not be written.
func (p *program) checkFiles(r *run) error {
	if r.file != "" {
		var err error
		if r.size, err = message.Size(r.file); err != nil {
			return p.file(p.words.Errors.Read, r.file, err)
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
func (p *program) converse(parent context.Context, r *run, t *telling, bar *bar.Transfer) error {
	threads.Limit(max(2*r.parallel, 10_000))
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	out := term.NewOutput(p.Out, cancel)
	x := &message.Exchanges{Options: r.ClientOptions, Text: r.message, File: r.file, In: p.In, Typing: p.tellEndKeys,
		Reply:  func(ctx context.Context) (message.Reply, error) { return p.reply(ctx, r, out) },
		Retry:  func(_ error, next netip.AddrPort) { p.note(t, fmt.Sprintf(p.words.Notes.Fallback, next)) },
		Repeat: r.repeat, Parallel: r.parallel}
	st := sock.New(ctx, sock.Options{Who: "client", Sink: t.sink, Start: processStart})
	stopBar := bar.Watch(x.Progress.Bytes, r.total())
	first := x.Run(ctx, st)
	stopBar()
	if first != nil {
		first = p.explain(r, first)
	}
	first = cmp.Or(first, st.Close())
	if err := out.Failed(); err != nil {
		return p.file(p.words.Errors.Write, "stdout", err)
	}
	return p.verdict(r, t, x, first)
}

// total is how many bytes go both ways; -1: not known.
func (r *run) total() int64 {
	if r.size < 0 {
		return -1
	}
	return 2 * r.size * int64(r.repeat) * int64(r.parallel)
}

// reply is what becomes of an answer.
func (p *program) reply(ctx context.Context, r *run, out *term.Output) (message.Reply, error) {
	switch {
	case r.out != "":
		return message.Save(ctx, r.out)
	case r.verify:
		return message.Verify(), nil
	}
	o := message.PrintOptions{Out: out, Message: r.message, BufSize: r.BufSize, Limit: r.maxAnswer}
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
func (p *program) explain(r *run, err error) error {
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
		return p.file(e.Read, r.file, file.Err)
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
		return &failure{status: exitFailed, line: fmt.Sprintf(e.AnswerTooLarge, r.Addrs[0], p.why().Size(large.Limit)),
			hint: fmt.Sprintf(p.words.Hints.MaxAnswer, fourfold(large.Limit)), err: err}
	case errors.As(err, &call), errors.Is(err, context.Canceled), errors.Is(err, echo.ErrEarlyEnd), errors.As(err, &memory):
		f := p.described(err, explain.Client)
		switch {
		case call == nil || !r.NoShutdown:
		case call.Kind() == sock.Reset:
			f.hint = p.words.Hints.ResetNoShutdown
		case call.Kind() == sock.Timeout && call.Call == event.Recv:
			f.hint = p.words.Hints.NoShutdown
		}
		return f
	case r.out != "":
		return p.file(e.Write, r.out, err)
	}
	return p.file(e.Read, r.file, err)
}

// verdict sums up: many exchanges get a line of their own.
func (p *program) verdict(r *run, t *telling, x *message.Exchanges, first error) error {
	w, all, done := p.words, int64(r.repeat)*int64(r.parallel), x.Done()
	if first != nil && all > 1 && !errors.Is(first, context.Canceled) {
		var f *failure
		if errors.As(first, &f) {
			p.tellFailure(f)
			return &failure{status: f.status, line: fmt.Sprintf(w.Errors.SomeFailed, all-done, all), err: first}
		}
	}
	if first != nil {
		return first
	}
	switch {
	case r.verify:
		p.note(t, fmt.Sprintf(w.Client.Verified, x.Progress.Sent.Load()))
	case r.out != "":
		p.note(t, fmt.Sprintf(w.Client.Saved, x.Progress.Received.Load(), r.out))
	}
	if all > 1 {
		p.note(t, fmt.Sprintf(w.Client.Summary, done, all))
	}
	return nil
}
