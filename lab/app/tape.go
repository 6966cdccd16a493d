package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"socklab/lab/cast"
	"socklab/lab/disk"
	"socklab/lab/tape"
	"socklab/lab/term"
)

// openTape reads what export is told, too: a recording from a file, or
// a transcript by its name or folder, and of it one console or all. title is
// for a recording that has none.
func (p *program) openTape(ctx context.Context, name, title, console string) (*tape.Tape, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		f, err := disk.Open(name)
		if err != nil {
			return nil, p.file(p.words.Errors.Read, name, err)
		}
		defer f.Close()
		loaded, err := tape.Read(ctx, f, title)
		return loaded, p.showFailure(name, err)
	}
	t, err := p.openTranscript(name)
	if err != nil {
		return nil, err
	}
	if err := p.hasConsole(t.Session, console); err != nil {
		return nil, err
	}
	loaded, err := tape.Load(ctx, t, console)
	return loaded, p.showFailure(name, err)
}

// openReplayed reads what replay is told: what openTape does, and - from standard
// input. It gives the name for messages, too.
func (p *program) openReplayed(ctx context.Context, name, title, console string) (*tape.Tape, string, error) {
	if name != "-" {
		t, err := p.openTape(ctx, name, title, console)
		return t, name, err
	}
	if term.IsTerminal(p.In) {
		return nil, name, p.usage(p.words.Replay.NoInput, "replay")
	}
	name = p.words.Replay.Stdin
	t, err := tape.Read(ctx, p.In, name)
	return t, name, p.showFailure(name, err)
}

// hasConsole refuses a console that the session has not.
func (p *program) hasConsole(s cast.Session, name string) error {
	var names []string
	for _, c := range s.Consoles {
		names = append(names, c.Name)
	}
	if name == "" || slices.Contains(names, name) {
		return nil
	}
	return p.usage(fmt.Sprintf(p.words.Replay.NoConsole, name, strings.Join(names, ", ")), "replay")
}

// showFailure tells why a recording cannot be read or shown; nil stays nil.
func (p *program) showFailure(name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	if f := p.unopened(name, err); f != nil {
		return f
	}
	var e *cast.Error
	if errors.As(err, &e) && e.Kind == cast.KindRead && e.Err != nil {
		return p.file(p.words.Errors.Read, name, e.Err)
	}
	return &failure{status: exitFailed, line: name + ": " + p.why().Recording(err), err: err}
}
