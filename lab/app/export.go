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

	"github.com/urfave/cli/v2"

	"socklab/lab/bar"
	"socklab/lab/cast"
	"socklab/lab/disk"
	"socklab/lab/export"
	"socklab/lab/tape"
	"socklab/lab/term"
)

const (
	formatNames = "txt|md|cast|svg|png|gif|diagram|mermaid|html"
	mermaidName = "mermaid" // a diagram in that drawing
	themeNames  = "dark|light"
	drawNames   = "svg|mermaid|text"
)

func (p *program) exportCommand() *cli.Command {
	w := p.words.Export
	return &cli.Command{Name: "export", Usage: w.Command, Description: w.Long, ArgsUsage: w.Args, UsageText: w.Examples,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Usage: w.Format},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: w.Output},
			&cli.BoolFlag{Name: "force", Usage: w.Force},
			&cli.StringFlag{Name: "cast-version", Value: "2", Usage: w.CastVersion},
			&cli.StringFlag{Name: "at", Usage: w.At},
			&cli.StringFlag{Name: "fps", Value: "10", Usage: w.FPS},
			&cli.StringFlag{Name: "idle-time-limit", Usage: w.Idle},
			&cli.StringFlag{Name: "theme", Usage: w.Theme},
			&cli.StringFlag{Name: "diagram", Value: "svg", Usage: w.Diagram},
		},
		Action: p.export}
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

// drawingOf is the way to draw a diagram that a file's extension means.
var drawingOf = map[string]export.Drawing{".svg": export.SVG, ".mmd": export.Mermaid, ".mermaid": export.Mermaid, ".txt": export.Text}

// An exporting is what the options ask for.
type exporting struct {
	export.Options
	format export.Format
	source string // a name, folder or file
	out    string // - is standard output
	force  bool
}

// export writes a session as one file.
func (p *program) export(c *cli.Context) error {
	e, err := p.exportOptions(c)
	if err != nil {
		return err
	}
	if err := p.checkOutput(e); err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(c.Context)
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

func (p *program) exportOptions(c *cli.Context) (*exporting, error) {
	v := p.values(c)
	e := &exporting{out: c.String("output"), force: c.Bool("force")}
	e.source, v.err = p.oneArgument(c)
	if v.err != nil {
		return nil, v.err
	}
	if v.err = p.exportFormat(c, e); v.err != nil {
		return nil, v.err
	}
	e.Words, e.Theme, e.IdleLimit, e.At = p.words, e.format.Theme, e.format.Idle, -1
	e.CastVersion = v.number("cast-version", 2, 3)
	e.FPS = v.number("fps", 1, 50)
	if c.IsSet("at") {
		e.At = v.duration("at")
	}
	if c.IsSet("idle-time-limit") {
		e.IdleLimit = v.duration("idle-time-limit")
	}
	if c.IsSet("theme") {
		e.Theme = export.Theme(v.choice("theme", strings.Split(themeNames, "|")...))
	}
	e.Diagram = export.Drawing(v.choice("diagram", strings.Split(drawNames, "|")...))
	if c.String("format") == mermaidName {
		e.Diagram = export.Mermaid
	} else if drawing, ok := drawingOf[filepath.Ext(e.out)]; ok && !c.IsSet("diagram") {
		e.Diagram = drawing
	}
	for name, formats := range exportOnly {
		if c.IsSet(name) && !slices.Contains(formats, e.format.Name) {
			v.fail(p.words.Usage.Needs, "--"+name, "--format "+strings.Join(formats, "|"))
		}
	}
	if e.out == "" {
		e.out = e.defaultName()
	}
	return e, v.err
}

// exportFormat is what --format says, or the extension of --output.
func (p *program) exportFormat(c *cli.Context, e *exporting) error {
	if c.IsSet("format") {
		v := p.values(c)
		v.choice("format", strings.Split(formatNames, "|")...)
		name := c.String("format")
		if name == mermaidName {
			name = "diagram"
			if c.IsSet("diagram") && c.String("diagram") != mermaidName {
				v.fail(p.words.Usage.Contradiction, "--format "+mermaidName, "--diagram "+c.String("diagram"))
			}
		}
		e.format, _ = export.Find(name)
		return v.err
	}
	ext := strings.ToLower(filepath.Ext(e.out))
	for _, f := range export.Formats() {
		if f.Ext == ext && ext != "" {
			e.format = f
			return nil
		}
	}
	if _, ok := drawingOf[ext]; ok {
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
		return name + "-diagram" + map[export.Drawing]string{export.SVG: ".svg", export.Mermaid: ".mmd", export.Text: ".txt"}[e.Diagram]
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
