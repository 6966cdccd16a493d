package app

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/urfave/cli/v2"

	"socklab/lab/event"
	"socklab/lab/narrate"
	"socklab/lab/term"
)

// tellFlags are the options of commands that make calls.
func (p *program) tellFlags() []cli.Flag {
	h := p.words.Help
	return []cli.Flag{
		&cli.StringFlag{Name: "explain", Value: "calls", Usage: h.Explain},
		&cli.StringFlag{Name: "events", EnvVars: []string{eventsVariable}, Usage: h.Events},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: h.Quiet},
	}
}

// A telling is who is told of calls: people on standard error, a file.
type telling struct {
	level    narrate.Level
	quiet    bool
	sink     event.Sink
	narrator *narrate.Narrator
	writer   *event.Writer
	file     *os.File
}

// names tells whether anybody wants to know the sockets' addresses.
func (t *telling) names() bool { return t.sink != nil }

// narrates tells whether people read along.
func (t *telling) narrates() bool { return t.narrator != nil }

// telling opens what the options ask for; close it.
func (p *program) telling(c *cli.Context, v *values, w io.Writer, o narrate.Options) (*telling, error) {
	t := &telling{level: v.level(), quiet: c.Bool("quiet")}
	if v.err != nil {
		return nil, v.err
	}
	if t.quiet {
		t.level = narrate.None
	}
	if c.String("events") == "-" { // standard output has the course's lines only
		v.fail(p.words.Usage.NotAFile, "--events", "-")
		return nil, v.err
	}
	if name := c.String("events"); name != "" {
		f, err := createEvents(name)
		if err != nil {
			return nil, p.file(p.words.Errors.Create, name, err)
		}
		t.file, t.writer = f, event.NewWriter(f)
	}
	if t.level > narrate.None {
		o.Words, o.Level, o.Width, o.Colour = p.words, t.level, term.Width(p.Err), term.Colour(p.Err, p.colour)
		t.narrator = narrate.New(w, o)
	}
	t.sink = t.tee()
	return t, nil
}

// eventsVariable names the file to which the programs of a session add their
// calls, one after the other.
const eventsVariable = "SOCKLAB_EVENTS"

func createEvents(name string) (*os.File, error) {
	if name == os.Getenv(eventsVariable) {
		return openAside(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND)
	}
	return openAside(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
}

func (t *telling) tee() event.Sink {
	var sinks []event.Sink
	if t.narrator != nil {
		sinks = append(sinks, t.narrator)
	}
	if t.writer != nil {
		sinks = append(sinks, t.writer)
	}
	return event.Tee(sinks...)
}

// close ends the telling; a file that could not be written is a failure.
func (t *telling) close(p *program) error {
	if t.narrator != nil {
		t.narrator.Close()
	}
	if t.file == nil {
		return nil
	}
	err := t.writer.Flush()
	if cerr := t.file.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return p.file(p.words.Errors.Write, t.file.Name(), err)
	}
	return nil
}

// untilInterrupt is ended by Ctrl+C, the closing of the console, and the
// system's order to end. A second Ctrl+C ends the process at once.
func (p *program) untilInterrupt(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			if term.EchoesKeys(p.Err) {
				fmt.Fprintln(p.Err) // the terminal has just shown ^C
			}
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() { signal.Stop(signals); cancel() }
}

// An output is standard output, shared by goroutines. The first write that
// fails ends the command: nobody would see the rest.
type output struct {
	mu     sync.Mutex
	w      *bufio.Writer
	err    error
	cancel context.CancelCauseFunc
}

func newOutput(w io.Writer, cancel context.CancelCauseFunc) *output {
	return &output{w: bufio.NewWriterSize(w, 32<<10), cancel: cancel}
}

// write lets f write a whole line or message, and passes it on.
func (o *output) write(f func(w *bufio.Writer) error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	err := f(o.w)
	if ferr := o.w.Flush(); err == nil {
		err = ferr
	}
	if err != nil && o.err == nil {
		o.err = err
		o.cancel(err)
	}
	return err
}

func (o *output) failed() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}
