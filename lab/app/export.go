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

// An exporting is what the options ask for.
type exporting struct {
	export.Options
	format export.Format
	source string // a name, folder or file
	out    string // - is standard output
	force  bool
}

// export writes a session as one file.
func (p *program) export(v *cmdline.Values) error {
	e, err := p.exportOptions(v)
	if err != nil {
		return err
	}
	if err := p.checkOutput(e); err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	s, err := p.exportSource(ctx, e)
	if err != nil {
		return err
	}
	if e.At > s.Duration {
		return p.usage(fmt.Sprintf(p.words.Export.BadTime, p.words.Duration(s.Duration.Round(time.Millisecond)), p.words.Duration(e.At)), "export")
	}
	return p.exportFile(ctx, e, s)
}

func (p *program) exportOptions(v *cmdline.Values) (*exporting, error) {
	e := &exporting{source: v.Argument(""), out: v.Text("output"), force: v.On("force")}
	if v.Err() != nil {
		return nil, v.Err()
	}
	if err := p.exportFormat(v, e); err != nil {
		return nil, err
	}
	e.Words, e.Theme, e.IdleLimit, e.At = p.words, e.format.Theme, e.format.Idle, -1
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
			v.Fail(p.words.Usage.Needs, "--"+o.Name, "--format "+strings.Join(formats, "|"))
		}
	}
	if e.out == "" {
		e.out = e.defaultName()
	}
	return e, v.Err()
}

// exportFormat is what --format says, or the extension of --output.
func (p *program) exportFormat(v *cmdline.Values, e *exporting) error {
	if v.Given("format") {
		name, mermaid := v.Chosen("format"), export.Mermaid.String()
		if name == mermaid {
			name = "diagram"
			if v.Given("diagram") && v.Text("diagram") != mermaid {
				v.Fail(p.words.Usage.Contradiction, "--format "+mermaid, "--diagram "+v.Text("diagram"))
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
	f := p.usage(p.words.Export.NeedsFormat, "export")
	f.hint = p.words.Export.NeedsFormatHint
	return f
}

// defaultName is a file in the current folder.
func (e *exporting) defaultName() string {
	name := filepath.Base(filepath.Clean(e.source))
	name = strings.TrimSuffix(name, ".cast")
	if e.format.Name == "diagram" {
		return name + "-diagram" + e.Diagram.Ext()
	}
	return name + e.format.Ext
}

// checkOutput finds before anything is read where the file must not go.
func (p *program) checkOutput(e *exporting) error {
	w := p.words.Export
	if e.out == "-" {
		if e.format.Binary && term.IsTerminal(p.Out) {
			return &failure{status: exitUsage, line: fmt.Sprintf(w.ToTerminal, e.format.Name), hint: w.ToTerminalHint}
		}
		return nil
	}
	if disk.Same(e.source, e.out) {
		return p.usage(fmt.Sprintf(p.words.Usage.SameFile, w.Args, "--output", e.out), "export")
	}
	if !e.force && disk.Exists(e.out) {
		return &failure{status: exitFailed, line: fmt.Sprintf(p.words.Errors.Exists, e.out), hint: p.words.Hints.Exists}
	}
	return nil
}

// exportSource reads the session, as far as it is not damaged.
func (p *program) exportSource(ctx context.Context, e *exporting) (*export.Source, error) {
	title := strings.TrimSuffix(filepath.Base(e.source), ".cast")
	t, err := p.openTape(ctx, e.source, title, "")
	if err != nil {
		return nil, err
	}
	return p.exported(t), nil
}

// exported is a session to be exported; where it is damaged is told.
func (p *program) exported(t *tape.Tape) *export.Source {
	for _, d := range t.Damage {
		line := fmt.Sprintf(p.words.Export.Damaged, d.Console, d.Err.Line, d.Err.Offset)
		if e := (*cast.Error)(nil); errors.As(d.Err, &e) && e.Kind.Bound() {
			line += ": " + p.recordingFault(e)
		}
		p.tellFailure(&failure{line: line, hint: p.words.Export.DamagedHint})
	}
	return export.Of(t)
}

// exportFile writes the file, which is there only when it is complete.
func (p *program) exportFile(ctx context.Context, e *exporting, s *export.Source) error {
	if e.out == "-" {
		w := bufio.NewWriter(p.Out)
		err := p.exportTo(ctx, w, e, s)
		if err == nil {
			err = w.Flush()
		}
		return p.exportFailure(e, err)
	}
	f, err := disk.Create(ctx, e.out)
	if err != nil {
		return p.file(p.words.Errors.Create, e.out, err)
	}
	count := &counter{w: f}
	if err := p.exportTo(ctx, count, e, s); err != nil {
		f.Drop()
		return p.exportFailure(e, err)
	}
	if err := f.Done(); err != nil {
		return p.file(p.words.Errors.Write, e.out, err)
	}
	return p.print(fmt.Sprintf(p.words.Export.Written+"\n", term.Visible(e.out), fmt.Sprintf("%d KiB", (count.n+1023)/1024)))
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

// exportTo writes with a bar where a person watches and it takes long.
func (p *program) exportTo(ctx context.Context, w io.Writer, e *exporting, s *export.Source) error {
	if term.IsTerminal(p.Err) {
		b := bar.NewShare(p.Err, p.words.Export.Working)
		defer b.Clear()
		e.Progress = b.Set
	}
	e.Cut = func(console string, line int) {
		p.tellFailure(&failure{line: fmt.Sprintf(p.words.Export.EventsDamaged, console, line), hint: p.words.Export.DamagedHint})
	}
	return e.format.Write(ctx, w, s, &e.Options)
}

// exportFailure says in words why it failed.
func (p *program) exportFailure(e *exporting, err error) error {
	w := p.words.Export
	var f *failure
	var bad *cast.Error
	var limit *export.LimitError
	switch {
	case err == nil, errors.As(err, &f), errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &limit):
		line := fmt.Sprintf(w.TooLarge, e.source) + ": " + fmt.Sprintf(p.limitWords(limit.Limit), limit.Most)
		return &failure{status: exitFailed, line: line, hint: w.TooLargeHint, err: err}
	case errors.Is(err, export.ErrNoEvents):
		return &failure{status: exitFailed, line: fmt.Sprintf(w.NoEvents, e.source), hint: w.EventsHint, err: err}
	case errors.As(err, &bad) && bad.Kind != cast.KindWrite:
		return p.showFailure(e.source, err)
	}
	return p.file(p.words.Errors.Write, e.out, err)
}

// limitWords say what there is too much of.
func (p *program) limitWords(l export.Limit) string {
	w := p.words.Export
	return map[export.Limit]string{
		export.CallBytes: w.MostBytes,
		export.Cells:     w.MostCells,
		export.Shown:     w.MostShown,
		export.Pixels:    w.MostPixels,
		export.Output:    w.MostOutput,
		export.Versions:  w.MostVersions,
		export.PageBytes: w.MostBytes,
		export.LogBytes:  w.MostLog,
		export.LogLines:  w.MostLogLines,
		export.Calls:     w.MostCalls,
		export.Steps:     w.MostSteps,
		export.Links:     w.MostLinks,
	}[l]
}
