package app

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/fatih/color"

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
	live  *pace // nil: the script sets the pace
	title *color.Color

	chapter, chapters int
}

func (p *program) newNarration(d *demo) *narration {
	n := &narration{p: p, w: p.Out, title: pick(term.Colour(p.Out, p.colour), color.Bold)}
	if d.live {
		n.live = &pace{p: p, tell: n.tell, key: newKeyboard(p.Streams).goOn}
		n.chapters = chaptersOf(d.script)
	}
	return n
}

// before prints what comes and, live, waits for the presenter.
func (n *narration) before(ctx context.Context, _ int, step script.Step) error {
	lang := n.p.words.Lang
	n.mu.Lock()
	if say := term.Visible(step.Say.In(lang)); say != "" {
		n.chapter++
		if n.live != nil {
			say = fmt.Sprintf(n.p.words.Replay.Chapter, n.chapter, n.chapters) + ": " + say
		}
		fmt.Fprintf(n.w, "\n%s\n", n.title.Sprint("# "+say))
		if note := step.Note.In(lang); note != "" {
			for _, l := range term.Wrap(term.VisibleLines(note), term.Width(n.w)-3) {
				fmt.Fprintln(n.w, "  "+l)
			}
		}
		fmt.Fprintln(n.w)
	}
	n.mu.Unlock()
	if n.live == nil {
		return nil
	}
	return n.live.before(ctx, step)
}

// tell prints the first of the lines that fits, else the first in several.
func (n *narration) tell(lines ...string) {
	if len(lines) == 0 {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	room := term.Width(n.w) - 1
	for _, line := range lines {
		if utf8.RuneCountInString(line) <= room {
			fmt.Fprintln(n.w, line)
			return
		}
	}
	for _, line := range term.Wrap(lines[0], room) {
		fmt.Fprintln(n.w, line)
	}
}

// pause is nil where the script sets the pace.
func (n *narration) pause() func(context.Context, time.Duration) error {
	if n.live == nil {
		return nil
	}
	return n.live.pause
}

func chaptersOf(s *script.Script) int {
	n := 0
	for _, step := range s.Steps {
		if step.On == "" && step.Say != (script.Text{}) {
			n++
		}
	}
	return n
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
			if !ok {
				return session.ErrQuit
			}
			if on, err := goesOn(string(rune(key))); on || err != nil {
				return err
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
