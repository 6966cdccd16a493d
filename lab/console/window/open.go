package window

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

const (
	// openTime is how long a window may take to come up.
	openTime = 10 * time.Second
	// grace is how long a window may take to go by itself.
	grace = 2 * time.Second
	// sizeTime is how long all windows together may take to tell their sizes.
	sizeTime = time.Second
)

// ErrNotUp tells that a terminal was started, and no viewer called in time.
var ErrNotUp = errors.New("the window has not come up in time")

// Error says which terminal has not opened its windows, and why.
type Error struct {
	Terminal string
	Err      error
}

func (e *Error) Error() string { return e.Terminal + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Windows are those that one Open has opened.
type Windows struct {
	terminal Terminal
	opened   []*opened
}

// opened is one window. It has a process or, where the terminal's program
// returns, an id.
type opened struct {
	feed    *Feed
	ticket  string // file
	process *process
	id      string
}

// Open opens a window for each feed, side by side where the terminal can, in
// which viewer runs: a program's full path and arguments, to which the name of
// a ticket's file is added, for ReadTicket and View. It blocks until all
// viewers have called, for 10 seconds at most; ctx may be shorter. The error is
// an *Error, with ErrNotUp, ctx's or the terminal's own; then no window is left
// and the feeds admit nobody any more.
func Open(ctx context.Context, t Terminal, viewer []string, feeds ...*Feed) (*Windows, error) {
	limited, cancel := context.WithTimeoutCause(ctx, openTime, ErrNotUp)
	defer cancel()
	w := &Windows{terminal: t}
	err := w.open(limited, viewer, feeds)
	for _, o := range w.opened {
		_ = os.Remove(o.ticket) // unless its reader did
	}
	if err != nil {
		w.Close()
		return nil, &Error{Terminal: t.Name, Err: err}
	}
	return w, nil
}

func (w *Windows) open(ctx context.Context, viewer []string, feeds []*Feed) error {
	before := ""
	for i, f := range feeds {
		o, err := w.start(ctx, viewer, f, place{Index: i, Of: len(feeds)}, before)
		w.opened = append(w.opened, o)
		if err != nil {
			return err
		}
		before = o.id
	}
	for _, o := range w.opened {
		if err := o.awaitUp(ctx); err != nil {
			return err
		}
	}
	w.measure(ctx)
	return nil
}

// measure asks for the sizes of the windows when all are up: each that opens
// may make others smaller. Those that do not sizeTime stay as they are.
func (w *Windows) measure(ctx context.Context) {
	for _, o := range w.opened {
		o.feed.ask()
	}
	ctx, cancel := context.WithTimeout(ctx, sizeTime)
	defer cancel()
	for _, o := range w.opened {
		o.feed.awaitSize(ctx, w.sizeOf(ctx, o.id))
	}
}

// sizeOf is the size that a window will soon have: tmux divides its own at
// once, and tells the programs in it later. 0 is not known.
func (w *Windows) sizeOf(ctx context.Context, id string) (s size) {
	if w.terminal.size == nil {
		return s
	}
	told, err := output(ctx, w.terminal.path, w.terminal.size(id))
	if err == nil {
		_, err = fmt.Sscan(told, &s.Cols, &s.Rows)
	}
	if err != nil {
		return size{}
	}
	return s
}

// start starts a terminal for f. Also what has failed can be closed.
func (w *Windows) start(ctx context.Context, viewer []string, f *Feed, p place, before string) (*opened, error) {
	o := &opened{feed: f}
	ticket := f.ticket
	ticket.place = p
	var err error
	if o.ticket, err = writeTicket(ticket); err != nil {
		return o, err
	}
	s := spec{Screen: f.screen, place: p, before: before, argv: append(slices.Clone(viewer), o.ticket)}
	if w.terminal.end != nil {
		o.id, err = output(ctx, w.terminal.path, w.terminal.command(s))
	} else {
		o.process, err = startProcess(w.terminal, s)
	}
	return o, err
}

// output runs a program that returns at once and gives the line it prints.
func output(ctx context.Context, path string, args []string) (string, error) {
	out, err := exec.CommandContext(ctx, path, args...).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = withLastLine(err, exit.Stderr)
	}
	return strings.TrimSpace(string(out)), err
}

// withLastLine adds the last line of what a program printed to err.
func withLastLine(err error, printed []byte) error {
	printed = bytes.TrimSpace(printed)
	line := bytes.TrimSpace(printed[bytes.LastIndexByte(printed, '\n')+1:])
	if len(line) == 0 {
		return err
	}
	return fmt.Errorf("%w: %s", err, bytes.ToValidUTF8(line, nil))
}

// awaitUp waits for the viewer's call. A terminal's program that ends well may
// have handed the window to another process.
func (o *opened) awaitUp(ctx context.Context) error {
	var failed <-chan struct{}
	if o.process != nil {
		failed = o.process.failed
	}
	select {
	case <-o.feed.connected:
		return nil
	case <-failed:
		return o.process.err
	case <-o.feed.closed:
		return ErrRefused
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Close ends the windows that are still there, after Hub.Close(false) none as a
// rule. It blocks until their processes have ended, for two seconds by
// themselves and then by force. After Hub.Close(true) leave it out: each window
// goes with a key, also after this process has ended.
func (w *Windows) Close() {
	for _, o := range w.opened {
		o.feed.revoke()
	}
	deadline := time.Now().Add(grace)
	for _, o := range w.opened {
		switch {
		case o.process != nil:
			o.process.end(time.Until(deadline))
		case o.id != "":
			w.endByID(o.id)
		}
	}
}

// endByID ends a pane or window, which may have gone already: no error counts.
func (w *Windows) endByID(id string) {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	_ = exec.CommandContext(ctx, w.terminal.path, w.terminal.end(id)...).Run()
}
