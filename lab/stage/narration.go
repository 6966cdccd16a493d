package stage

import (
	"context"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"

	"github.com/fatih/color"

	"socklab/lab/i18n"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
)

// A narration prints a session's chapters here and, where the presenter sets
// the pace, waits for a key before each step.
type narration struct {
	words *i18n.Messages
	mu    sync.Mutex // held while lines are printed
	w     io.Writer
	pace  *pace // nil: the script sets the pace
	title *color.Color

	chapter, chapters int
}

func newNarration(o Options) *narration {
	n := &narration{words: o.Words, w: o.Out, title: term.Pen(o.Colour, color.Bold)}
	if o.Live {
		n.pace = &pace{words: o.Words, tell: n.tell, key: keyboard(o.Streams)}
		n.chapters = chaptersOf(o.Script)
	}
	return n
}

// watch sets the pace of a session.
func (n *narration) watch(o *session.Options) {
	o.Before = n.before
	if n.pace != nil {
		o.Pause = n.pace.pause
	}
}

// before prints what comes and, live, waits for the presenter.
func (n *narration) before(ctx context.Context, _ int, step script.Step) error {
	lang := n.words.Lang
	n.mu.Lock()
	if say := term.Visible(step.Say.In(lang)); say != "" {
		n.chapter++
		if n.pace != nil {
			say = fmt.Sprintf(n.words.Replay.Chapter, n.chapter, n.chapters) + ": " + say
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
	return n.pace.before(ctx, step)
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
