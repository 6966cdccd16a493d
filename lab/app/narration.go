package app

import (
	"context"
	"fmt"
	"io"
	"sync"

	"github.com/fatih/color"

	"socklab/lab/narrate"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
)

// A narration prints a session's chapters here and, where the presenter sets
// the pace, waits for a key before each step.
type narration struct {
	p     *program
	mu    sync.Mutex // held while lines are printed
	w     io.Writer
	live  *keyboard // nil: the script sets the pace
	title *color.Color
}

func (p *program) newNarration(d *demo) *narration {
	n := &narration{p: p, w: p.Out, title: pick(term.Colour(p.Out, p.colour), color.Bold)}
	if d.live {
		n.live = newKeyboard(p.Streams)
	}
	return n
}

// before prints what comes and, live, waits for the presenter.
func (n *narration) before(ctx context.Context, _ int, step script.Step) error {
	lang := n.p.words.Lang
	n.mu.Lock()
	if say := term.Visible(step.Say.In(lang)); say != "" {
		fmt.Fprintf(n.w, "\n%s\n", n.title.Sprint("# "+say))
		if note := step.Note.In(lang); note != "" {
			for _, l := range narrate.Wrap(term.VisibleLines(note), term.Width(n.w)-3) {
				fmt.Fprintln(n.w, "  "+l)
			}
		}
		fmt.Fprintln(n.w)
	}
	n.mu.Unlock()
	if n.live == nil || step.On == "" {
		return nil
	}
	n.mu.Lock()
	fmt.Fprintf(n.w, n.p.words.Demo.LiveNext+"\n", step.On, term.Visible(n.p.action(step)))
	n.mu.Unlock()
	return n.live.goOn(ctx)
}

// action says in short what a step does.
func (p *program) action(step script.Step) string {
	switch {
	case step.Type != "":
		return step.Type
	case step.Press != "":
		return "[" + step.Press + "]"
	case step.Wait != nil:
		return fmt.Sprintf(p.words.Demo.LiveWait, step.Wait)
	}
	return "..."
}

func (n *narration) end() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	_, err := fmt.Fprintln(n.w)
	return err
}

// A keyboard reads single keys of a person.
type keyboard struct {
	streams term.Streams
	once    sync.Once
	keys    chan byte
}

func newKeyboard(s term.Streams) *keyboard { return &keyboard{streams: s, keys: make(chan byte)} }

// goOn blocks until the presenter presses space or Enter; q, Esc and Ctrl+C
// give ErrQuit. The terminal takes single keys only meanwhile.
func (k *keyboard) goOn(ctx context.Context) error {
	restore, err := term.Raw(k.streams)
	if err != nil {
		return err
	}
	defer restore()
	k.once.Do(func() { go k.read() })
	for {
		select {
		case key, ok := <-k.keys:
			switch {
			case !ok, key == 'q', key == 'Q', key == 3, key == 27:
				return session.ErrQuit
			case key == ' ', key == '\r', key == '\n':
				return nil
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// read lasts as long as the process: a Read of a terminal cannot be ended.
func (k *keyboard) read() {
	defer close(k.keys)
	b := make([]byte, 1)
	for {
		n, err := k.streams.In.Read(b)
		if n == 1 {
			k.keys <- b[0]
		}
		if err != nil {
			return
		}
	}
}
