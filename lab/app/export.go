package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"socklab/lab/bar"
	"socklab/lab/cast"
	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/export"
	"socklab/lab/tape"
	"socklab/lab/term"
)

func (p *program) exportCommand() *cmdline.Command {
	w := &p.words.Export
	return &cmdline.Command{Name: "export", Words: w.Command, Long: w.Long, Examples: w.Examples, Run: p.export,
		Args: cmdline.Arguments{Shown: w.Args, Least: 1, Most: 1, Fits: p.shippedAndFiles},
		Options: []cmdline.Option{
			{Name: "format", Kind: cmdline.OneOf(export.Names()...), Words: w.Format},
			{Name: "output", Short: "o", Kind: cmdline.File, Words: w.Output},
			{Name: "force", Words: w.Force},
			{Name: "cast-version", Kind: cmdline.Number(2, 3), Initial: "2", Words: w.CastVersion},
			{Name: "at", Kind: cmdline.Duration, Words: w.At},
			{Name: "fps", Kind: cmdline.Number(1, 50), Initial: "10", Words: w.FPS},
			{Name: "idle-time-limit", Kind: cmdline.Duration, Words: w.Idle},
			{Name: "theme", Kind: cmdline.OneOf(export.Themes()...), Words: w.Theme},
			{Name: "diagram", Kind: cmdline.OneOf(export.Drawings()...), Initial: export.SVG.String(), Words: w.Diagram},
		}}
}

// exportOnly are the options that concern some formats only.
var exportOnly = map[string][]string{
	"cast-version":    {"cast"},
	"at":              {"png"},
	"fps":             {"svg", "gif"},
	"idle-time-limit": {"cast", "svg", "gif", "html"},
	"theme":           {"svg", "png", "gif", "diagram", "html"},
	"diagram":         {"diagram"},
}

// An exporting is what the options ask for, and does it.
type exporting struct {
	*program
	export.Options
	format export.Format
	source string // a name, folder or file
	out    string // - is standard output
	force  bool
}

// export writes a session as one file.
func (p *program) export(v *cmdline.Values) error {
	e := &exporting{program: p, source: v.Argument(""), out: v.Text("output"), force: v.On("force")}
	if err := e.read(v); err != nil {
		return err
	}
	if err := e.checkOutput(); err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	t, err := p.openTape(ctx, e.source, e.title(), "")
	if err != nil {
		return err
	}
	s := e.exported(t)
	if e.At > s.Duration {
		return p.usage(fmt.Sprintf(p.words.Export.BadTime, p.words.Duration(s.Duration.Round(time.Millisecond)), p.words.Duration(e.At)), "export")
	}
	return e.write(ctx, s)
}

// read reads the options.
func (e *exporting) read(v *cmdline.Values) error {
	if v.Err() != nil {
		return v.Err()
	}
	if err := e.pickFormat(v); err != nil {
		return err
	}
	e.Words, e.Theme, e.IdleLimit, e.At = e.words, e.format.Theme, e.format.Idle, -1
	e.CastVersion = v.Number("cast-version")
	e.FPS = v.Number("fps")
	if v.Given("at") {
		e.At = v.Duration("at")
	}
	if v.Given("idle-time-limit") {
		e.IdleLimit = v.Duration("idle-time-limit")
	}
	if v.Given("theme") {
		e.Theme = export.Theme(v.Choice("theme"))
	}
	e.Diagram = export.Drawing(v.Choice("diagram"))
	if v.Text("format") == export.Mermaid.String() {
		e.Diagram = export.Mermaid
	} else if drawing, ok := export.DrawingOf(filepath.Ext(e.out)); ok && !v.Given("diagram") {
		e.Diagram = drawing
	}
	for _, o := range v.Command().Options {
		if formats := exportOnly[o.Name]; formats != nil && v.Given(o.Name) && !slices.Contains(formats, e.format.Name) {
			v.Fail(e.words.Usage.Needs, "--"+o.Name, "--format "+strings.Join(formats, "|"))
		}
	}
	if e.out == "" {
		e.out = e.defaultName()
	}
	return v.Err()
}

// pickFormat takes what --format says, or the extension of --output.
func (e *exporting) pickFormat(v *cmdline.Values) error {
	if v.Given("format") {
		name, mermaid := v.Chosen("format"), export.Mermaid.String()
		if name == mermaid {
			name = "diagram"
			if v.Given("diagram") && v.Text("diagram") != mermaid {
				v.Fail(e.words.Usage.Contradiction, "--format "+mermaid, "--diagram "+v.Text("diagram"))
			}
		}
		e.format, _ = export.Find(name)
		return v.Err()
	}
	ext := strings.ToLower(filepath.Ext(e.out))
	for _, f := range export.Formats() {
		if f.Ext == ext && ext != "" {
			e.format = f
			return nil
		}
	}
	if _, ok := export.DrawingOf(ext); ok {
		e.format, _ = export.Find("diagram")
		return nil
	}
	f := e.usage(e.words.Export.NeedsFormat, "export")
	f.hint = e.words.Export.NeedsFormatHint
	return f
}

// defaultName is a file in the current folder.
func (e *exporting) defaultName() string {
	name := e.title()
	if e.format.Name == "diagram" {
		return name + "-diagram" + e.Diagram.Ext()
	}
	return name + e.format.Ext
}

// checkOutput finds before anything is read where the file must not go.
func (e *exporting) checkOutput() error {
	w := e.words.Export
	if e.out == "-" {
		if e.format.Binary && term.IsTerminal(e.Out) {
			return &failure{status: exitUsage, line: fmt.Sprintf(w.ToTerminal, e.format.Name), hint: w.ToTerminalHint}
		}
		return nil
	}
	if disk.Same(e.source, e.out) {
		return e.usage(fmt.Sprintf(e.words.Usage.SameFile, w.Args, "--output", e.out), "export")
	}
	if !e.force && disk.Exists(e.out) {
		return &failure{status: exitFailed, line: fmt.Sprintf(e.words.Errors.Exists, e.out), hint: e.words.Hints.Exists}
	}
	return nil
}

// title is what a session is called that has no title.
func (e *exporting) title() string {
	return strings.TrimSuffix(filepath.Base(filepath.Clean(e.source)), ".cast")
}

// exported is a session to be exported; where it is damaged is told.
func (e *exporting) exported(t *tape.Tape) *export.Source {
	for _, d := range t.Damage {
		line := fmt.Sprintf(e.words.Export.Damaged, d.Console, d.Err.Line, d.Err.Offset)
		if bad := (*cast.Error)(nil); errors.As(d.Err, &bad) && bad.Kind.Bound() {
			line += ": " + e.why().Recording(bad)
		}
		e.tellFailure(&failure{line: line, hint: e.words.Export.DamagedHint})
	}
	return export.Of(t)
}

// write writes the file, which is there only when it is complete.
func (e *exporting) write(ctx context.Context, s *export.Source) error {
	if e.out == "-" {
		w := bufio.NewWriter(e.Out)
		err := e.writeTo(ctx, w, s)
		if err == nil {
			err = w.Flush()
		}
		return e.failed(err)
	}
	f, err := disk.Create(ctx, e.out)
	if err != nil {
		return e.file(e.words.Errors.Create, e.out, err)
	}
	count := &counter{w: f}
	if err := e.writeTo(ctx, count, s); err != nil {
		f.Drop()
		return e.failed(err)
	}
	if err := f.Done(); err != nil {
		return e.file(e.words.Errors.Write, e.out, err)
	}
	return e.print(fmt.Sprintf(e.words.Export.Written+"\n", term.Visible(e.out), fmt.Sprintf("%d KiB", (count.n+1023)/1024)))
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// writeTo writes with a bar where a person watches and it takes long.
func (e *exporting) writeTo(ctx context.Context, w io.Writer, s *export.Source) error {
	if term.IsTerminal(e.Err) {
		b := bar.NewShare(e.Err, e.words.Export.Working)
		defer b.Clear()
		e.Progress = b.Set
	}
	e.Cut = func(console string, line int) {
		e.tellFailure(&failure{line: fmt.Sprintf(e.words.Export.EventsDamaged, console, line), hint: e.words.Export.DamagedHint})
	}
	return e.format.Write(ctx, w, s, &e.Options)
}

// failed says in words why it failed.
func (e *exporting) failed(err error) error {
	w := e.words.Export
	var f *failure
	var bad *cast.Error
	var limit *export.LimitError
	switch {
	case err == nil, errors.As(err, &f), errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &limit):
		line := fmt.Sprintf(w.TooLarge, e.source) + ": " + e.why().Limit(limit)
		return &failure{status: exitFailed, line: line, hint: w.TooLargeHint, err: err}
	case errors.Is(err, export.ErrNoEvents):
		return &failure{status: exitFailed, line: fmt.Sprintf(w.NoEvents, e.source), hint: w.EventsHint, err: err}
	case errors.As(err, &bad) && bad.Kind != cast.KindWrite:
		return e.showFailure(e.source, err)
	}
	return e.file(e.words.Errors.Write, e.out, err)
}
