package app

import (
	"cmp"
	"context"
	"io"
	"time"

	"socklab/lab/cmdline"
	"socklab/lab/event"
	"socklab/lab/narrate"
	"socklab/lab/session"
	"socklab/lab/term"
)

// tellOptions are those of commands that make calls. quiet says what else than
// the narration --quiet leaves out.
func (p *program) tellOptions(quiet string) []cmdline.Option {
	h := &p.words.Help
	return []cmdline.Option{
		{Name: "explain", Kind: cmdline.OneOf(narrate.Levels()...), Initial: narrate.Calls.String(), Words: h.Explain},
		{Name: "events", Kind: cmdline.File, Env: session.EventsVariable, Words: h.Events},
		{Name: "quiet", Short: "q", Words: quiet},
	}
}

// processStart is when this process began to run Go code: events count from
// here.
var processStart = time.Now()

// A telling is where calls are told: to people on standard error, and in a file.
type telling struct {
	quiet    bool
	sink     event.Sink        // all of them; nil: nobody
	narrator *narrate.Narrator // nil: nobody reads along
	writer   *event.Writer
	file     io.WriteCloser
	name     string // of file
}

// telling opens what the options ask for, which may block until ctx ends;
// close it.
func (p *program) telling(ctx context.Context, v *cmdline.Values, w io.Writer, o narrate.Options) (*telling, error) {
	t := &telling{quiet: v.On("quiet")}
	if v.Text("events") == "-" { // standard output has the course's lines only
		v.Fail(p.words.Usage.NotAFile, "--events", "-")
		return nil, v.Err()
	}
	if name := v.Text("events"); name != "" {
		f, err := session.CreateEvents(ctx, name, processStart)
		if err != nil {
			return nil, p.file(p.words.Errors.Create, name, err)
		}
		t.file, t.name, t.writer = f, name, event.NewWriter(f)
	}
	var sinks []event.Sink
	o.Level = narrate.Level(v.Choice("explain"))
	if !t.quiet && o.Level > narrate.None {
		o.Words, o.Width, o.Colour = p.words, term.Width(p.Err), term.Colour(p.Err, p.colour)
		o.WidthNow = term.WidthNow(p.Err)
		t.narrator = narrate.New(w, o)
		sinks = append(sinks, t.narrator)
	}
	if t.writer != nil { // people first
		sinks = append(sinks, t.writer)
	}
	t.sink = event.Tee(sinks...)
	return t, nil
}

// close ends the telling; a file that could not be written is a failure.
func (t *telling) close(p *program) error {
	if t.narrator != nil {
		t.narrator.Close()
	}
	if t.file == nil {
		return nil
	}
	if err := cmp.Or(t.writer.Flush(), t.file.Close()); err != nil {
		return p.file(p.words.Errors.Write, t.name, err)
	}
	return nil
}
