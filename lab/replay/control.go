package replay

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"socklab/lab/cast"
	"socklab/lab/term"
	"socklab/lab/vt"
)

// A Sink shows consoles elsewhere: in windows of their own, say.
type Sink struct {
	Show    func(console string, p []byte) // more
	Restart func(console string, p []byte) // instead of all that it showed
}

// Control plays a show in a sink, with the keys of Play as far as they make
// sense there, and has the chapters and the time line on the terminal of s. It
// blocks until a person ends it, or ctx does, and leaves the terminal as it
// was. keys are those pressed where the consoles are, as State.Press takes them:
// at the end of the show any of them ends it.
func Control(ctx context.Context, s term.Streams, show *Show, o Options, to Sink, keys <-chan string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // of who waits for keys
	return run(ctx, s, &controlView{playView: newPlayView(show, o), to: to, keys: keys, done: ctx.Done()}, o.Colour)
}

// controlView is a replay in a window whose consoles are elsewhere.
type controlView struct {
	*playView
	to   Sink
	keys <-chan string
	done <-chan struct{}
	next int // the first event that has not been handed on
}

// consoleKey is a key that was pressed where a console is.
type consoleKey string

func (m *controlView) start() tea.Cmd {
	m.follow()
	return tea.Batch(m.playView.start(), m.await)
}

func (m *controlView) await() tea.Msg {
	select {
	case name := <-m.keys:
		return consoleKey(name)
	case <-m.done:
		return nil
	}
}

// paneKeys are the keys that act on the panes of a window.
var paneKeys = []string{"tab", "z", "up", "down", "?"}

func (m *controlView) update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd = m.press(msg.String(), false)
	case consoleKey:
		cmd = tea.Batch(m.press(string(msg), true), m.await)
	default:
		cmd = m.playView.update(msg)
	}
	m.follow()
	return cmd
}

// press does what a key means here: at the end Enter closes, and any key of
// the consoles does.
func (m *controlView) press(name string, console bool) tea.Cmd {
	switch {
	case m.over() && (console || name == "enter"):
		name = "q"
	case slices.Contains(paneKeys, name):
		return nil
	}
	return m.playView.press(name)
}

// over tells whether the show stands at its end.
func (m *controlView) over() bool { return m.state.Ended() && !m.state.Playing }

// follow hands on what came since the last call. Who went back gets what was
// to be seen then.
func (m *controlView) follow() {
	show := m.state.Show
	next := show.after(m.state.at)
	if next < m.next {
		for i, c := range show.Consoles {
			m.to.Restart(c.Name, show.before(i, next))
		}
	} else {
		for _, e := range show.tape.Events[m.next:next] {
			if e.Code == cast.Output {
				m.to.Show(show.Consoles[e.Console].Name, []byte(e.Data))
			}
		}
	}
	m.next = next
}

// maxBefore is how much of what a console showed is shown again, in bytes: more
// than a window has.
const maxBefore = 64 << 10

// before is the last of what a console showed before the event at next.
func (s *Show) before(console, next int) []byte {
	from, size := next, 0
	for from > 0 && size < maxBefore {
		from--
		if e := s.tape.Events[from]; e.Console == console {
			size += len(e.Data)
		}
	}
	var p []byte
	for _, e := range s.tape.Events[from:next] {
		if e.Console == console && e.Code == cast.Output {
			p = append(p, e.Data...)
		}
	}
	return p
}

// draw draws what there is besides the consoles.
func (m *controlView) draw(c *vt.Canvas) {
	sc := m.scene()
	sc.keys = []string{m.o.Words.ControlKeys, m.o.Words.ControlShort}
	if m.over() {
		sc.keys = []string{m.o.Words.Over, m.o.Words.OverShort}
	}
	sc.draw(c)
}
