package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"socklab/lab/cast"
	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/stage"
	"socklab/lab/term"
	"socklab/scripts"
)

// demoScript is what sockLab demo plays by itself.
const demoScript = "course-walkthrough"

// explainedScript shows the same with all its calls.
const explainedScript = "course-explained"

// typingSeed makes two recordings of a script type alike.
const typingSeed = 6543

func (p *program) demoCommand() *cmdline.Command {
	h := &p.words.Help
	return &cmdline.Command{Name: "demo", Words: h.Demo, Long: h.DemoLong, Examples: h.DemoExamples, Run: p.demo,
		Args: cmdline.Arguments{Shown: h.DemoArgs, Most: 1, Fits: p.shippedAndFiles},
		Options: []cmdline.Option{
			{Name: "out", Kind: cmdline.Folder, Words: h.DemoOut},
			{Name: "force", Words: h.DemoForce},
			{Name: "consoles", Kind: cmdline.OneOf(stage.Kinds()...), Initial: stage.KindAuto, Words: h.Consoles},
			{Name: "port", Kind: cmdline.Port(1), Words: h.PortServer},
			{Name: "speed", Kind: cmdline.Speed, Initial: "1", Words: h.Speed},
			{Name: "live", Words: h.Live},
			{Name: "keep", Words: h.Keep},
			{Name: "allow-exec", Words: h.AllowExec},
		}}
}

// A demo is a script that is played, as the options ask for it.
type demo struct {
	*program
	name     string // of the script
	script   *script.Script
	sha256   string
	out      string
	outHint  string // what to do where out is no good; "": no option of the command chooses it
	fresh    bool   // the next folder after out where that is there already
	consoles string
	port     int
	noPort   bool // the command has no option to choose it
	speed    float64
	live     bool
	keep     bool // the windows
	once     bool // a transcript that is there stays
}

func (p *program) demoOptions(v *cmdline.Values) (*demo, error) {
	d := &demo{program: p, out: v.Text("out"), outHint: p.words.Demo.OutHint, live: v.On("live"), keep: v.On("keep"), once: !v.On("force")}
	d.consoles = v.Chosen("consoles")
	d.speed = v.Speed("speed")
	d.port = int(v.Port("port"))
	if v.Given("force") && d.out == "" {
		v.Fail(p.words.Usage.Needs, "--force", "--out")
	}
	name := v.Argument(demoScript)
	if v.Err() != nil {
		return nil, v.Err()
	}
	if d.live && !term.IsTerminal(p.In) {
		return nil, &failure{status: exitFailed, line: p.words.Demo.NoTerminal}
	}
	return d, d.load(name, v.On("allow-exec"))
}

// load makes ready to play a script that ships, by its name, or a file, by its
// path.
func (d *demo) load(name string, exec bool) error {
	data, shown, err := d.scriptData(name)
	if err != nil {
		return err
	}
	return d.use(shown, data, exec)
}

// use makes ready to play a script that messages call shown.
func (d *demo) use(shown string, data []byte, exec bool) (err error) {
	if d.script, err = d.parseScript(shown, data, exec); err != nil {
		return err
	}
	d.name = strings.TrimSuffix(filepath.Base(shown), filepath.Ext(shown))
	d.sha256 = script.SHA256(data)
	switch {
	case d.port != 0: // the user's choice
	case d.script.Port == script.PortAuto:
		d.port, err = session.FreePort()
	default:
		d.port = d.script.Port
	}
	return err
}

// scriptData gives a script's bytes and the name that messages call it by.
func (p *program) scriptData(name string) ([]byte, string, error) {
	if !isPath(name) {
		data, err := scripts.FS.ReadFile(name + ".yaml")
		if err == nil {
			return data, name + ".yaml", nil
		}
		if _, statErr := os.Stat(name); statErr != nil {
			line := fmt.Sprintf(p.words.Demo.UnknownScript, name)
			return nil, "", p.unknown(line, cmdline.Nearest(name, scripts.Names()), "scripts", "list")
		}
	}
	data, err := disk.ReadBounded(name, maxScript)
	if err != nil {
		return nil, "", p.file(p.words.Errors.Read, name, err)
	}
	return data, name, nil
}

// isPath tells a file from the name of a script that ships.
func isPath(name string) bool {
	return strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// demo plays a script over consoles and records it.
func (p *program) demo(v *cmdline.Values) error {
	d, err := p.demoOptions(v)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := d.checkNeeds(); err != nil {
		return err
	}
	if d.out == "" {
		d.out, d.fresh = filepath.Join(recordings, d.name), true
	}
	st, err := d.openStage(ctx, cancel)
	if err != nil {
		return err
	}
	o, err := d.sessionOptions()
	if err != nil {
		return errors.Join(err, st.Close(false))
	}
	st.Watch(&o)
	result, err := session.Play(ctx, d.script, o)
	if err = cmp.Or(err, st.Close(d.keep)); err != nil {
		return d.failed(err, result.Out)
	}
	if d.fresh {
		d.out = filepath.Join(filepath.Dir(d.out), filepath.Base(result.Out))
	}
	d.summary(result)
	return nil
}

func (d *demo) sessionOptions() (session.Options, error) {
	self, err := os.Executable()
	if err != nil {
		return session.Options{}, &failure{status: exitFailed, line: fmt.Sprintf(d.words.Errors.Exec, "sockLab", err), err: err}
	}
	out, err := filepath.Abs(d.out)
	if err != nil {
		return session.Options{}, d.file(d.words.Errors.Create, d.out, err)
	}
	if err = disk.CheckName(out); err == nil {
		err = os.MkdirAll(filepath.Dir(out), 0o755)
	}
	if err != nil {
		f := d.file(d.words.Errors.Create, d.out, err)
		f.hint = d.outHint
		return session.Options{}, f
	}
	return session.Options{Name: d.name, SHA256: d.sha256, Lang: d.words.Lang, Self: self, Port: d.port, Speed: d.speed,
		Seed: typingSeed, Out: out, Fresh: d.fresh, Keep: d.once, Version: versionNumber()}, nil
}

// failed tells which step failed, what was awaited, and what came.
func (d *demo) failed(err error, out string) error {
	var step *session.StepError
	var record *cast.Error
	var folder *fs.PathError
	kept := ""
	if out != "" {
		kept = fmt.Sprintf(d.words.Demo.Kept, out)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return &failure{status: exitFailed, line: d.words.Errors.Interrupted, hint: kept, err: err}
	case errors.As(err, &record): // also within a step: a full disk
		return d.recordFailure(record, cmp.Or(out, d.out))
	case errors.As(err, &step):
		return d.stepFailure(step, kept)
	case errors.Is(err, session.ErrFolder) && errors.As(err, &folder):
		return d.file(d.words.Errors.Create, folder.Path, err)
	}
	return err
}

// stepFailure tells of the port first where another program has it: whatever
// the step says comes from that.
func (d *demo) stepFailure(step *session.StepError, kept string) error {
	f := &failure{status: exitFailed, line: d.why().Step(step), block: true, hint: kept, err: step}
	busy := (*failure)(nil)
	if addr, err := netip.ParseAddrPort(step.Busy); err == nil {
		busy = d.portBusy(addr.Port(), step)
	} else if !errors.As(d.checkPort(), &busy) {
		return f
	}
	f.line = busy.line + "\n" + f.line
	f.hint = strings.TrimSuffix(busy.hint+"; "+kept, "; ")
	return f
}

// recordFailure tells why out cannot be recorded in.
func (d *demo) recordFailure(e *cast.Error, out string) error {
	w := d.words.Demo
	for _, refused := range []struct {
		kind       cast.Kind
		line, hint string
	}{
		{cast.KindNotOurs, w.NotOurs, d.outHint},
		{cast.KindExists, d.words.Errors.Exists, d.words.Hints.Exists},
		{cast.KindBusy, w.FolderBusy, w.FolderBusyHint},
		{cast.KindForeign, w.FolderForeign, w.NewFolderHint},
		{cast.KindShared, w.FolderShared, w.FolderSharedHint},
	} {
		if e.Kind == refused.kind {
			return &failure{status: exitFailed, line: fmt.Sprintf(refused.line, out), hint: refused.hint, err: e}
		}
	}
	if e.Err != nil {
		f := d.file(d.words.Errors.Write, out, e.Err)
		f.hint = d.outHint
		return f
	}
	return &failure{status: exitFailed, line: fmt.Sprintf(d.words.Errors.Write, out, e), err: e}
}

// summary tells at the end what was played and where it is.
func (d *demo) summary(r *session.Result) {
	w := d.words.Demo
	var exits []string
	for _, e := range r.Exits {
		exits = append(exits, fmt.Sprintf("%s %d", e.Console, e.Status))
	}
	if len(exits) == 0 {
		exits = []string{"-"}
	}
	if r.Quit {
		fmt.Fprintln(d.Out, w.Quit)
	}
	d.writeLine(fmt.Sprintf(w.Summary, r.Steps, len(d.script.Steps), r.Waits, strings.Join(exits, ", ")))
	fmt.Fprintf(d.Out, w.Recorded+"\n", term.Visible(d.out))
	fmt.Fprintf(d.Out, w.NextReplay+"\n", term.Visible(shellWord(d.out)))
	if d.name == demoScript {
		fmt.Fprintf(d.Out, w.NextExplained+"\n", explainedScript)
	}
}

// shellWord is a path as it is typed, in quotes where it needs them.
func shellWord(path string) string {
	if strings.ContainsAny(path, " ()&;'") {
		return `"` + path + `"`
	}
	return path
}
