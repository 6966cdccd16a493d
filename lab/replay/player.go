package replay

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"socklab/lab/i18n"
	"socklab/lab/term"
	"socklab/lab/vt"
)

// Options say how to play a show.
type Options struct {
	Words          *i18n.Replay
	Notice         string // something to be read, such as where a recording is damaged
	Speed          float64
	StartAt        time.Duration
	PauseOnMarkers bool
	Loop           bool
	RecordSize     bool // consoles have the size they were recorded at, even if cut
	Colour         bool
	Now            func() time.Time // the clock
}

// Play plays a show on the terminal of s until a person ends it, or ctx does,
// and leaves the terminal as it was. Where s.In is no terminal, keys come from
// the one that the process belongs to.
func Play(ctx context.Context, s term.Streams, show *Show, o Options) error {
	m := newPlayView(show, o)
	m.head = newPlayhead(show)
	return run(ctx, s, m, o.Colour)
}

func newPlayView(show *Show, o Options) *playView {
	o.Notice = clean(o.Notice)
	m := &playView{o: o, state: NewState(show, o.StartAt, o.Speed, o.Now())}
	m.state.PauseOnMarkers, m.state.Loop = o.PauseOnMarkers, o.Loop
	return m
}

// playView is a replay in a window.
type playView struct {
	o     Options
	state State
	head  *playhead
	waits int // how many were begun; only the last counts
}

// tickDue says that it is time for the Tick that the nth wait was for.
type tickDue struct{ n int }

func (m *playView) start() tea.Cmd { return m.wait() }

func (m *playView) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.state = m.state.Resize(msg.Width, msg.Height)
	case tea.KeyPressMsg:
		return m.press(msg.String())
	case tickDue:
		if msg.n == m.waits {
			m.state = m.state.Tick(m.o.Now())
			return m.wait()
		}
	}
	return nil
}

func (m *playView) press(name string) tea.Cmd {
	m.state = m.state.Press(m.o.Now(), name)
	if m.state.Quit {
		return tea.Quit
	}
	return m.wait()
}

// wait begins to wait for the time on the clock at which something is due. The
// time is reckoned from the clock, so delays do not add up.
func (m *playView) wait() tea.Cmd {
	m.waits++
	n := m.waits
	when, ok := m.state.Next()
	if !ok {
		return nil
	}
	return func() tea.Msg {
		time.Sleep(when.Sub(m.o.Now()))
		return tickDue{n}
	}
}

func (m *playView) draw(c *vt.Canvas) {
	s := m.state
	m.head.seek(s.at)
	sc := m.scene()
	sc.tab, sc.chosen, sc.zoom, sc.active, sc.help = s.Tab, s.Chosen, s.Zoom, s.Show.active(m.head.next), s.Help
	sc.recorded, sc.noted, sc.keys = m.o.RecordSize, m.head.notes, []string{m.o.Words.Keys, m.o.Words.KeysShort}
	for i, c := range s.Show.Consoles {
		p := pane{title: c.Title, screen: m.head.screens[i], need: s.Show.used[i]}
		if m.o.RecordSize {
			p.need.cols, p.need.rows = p.screen.Size()
		}
		if s.Zoom && i == s.Tab && s.Back > 0 {
			p.back, p.above = s.Back, s.Show.scrollback(i, s.at).above
		}
		sc.panes = append(sc.panes, p)
	}
	sc.draw(c)
}

// scene is what is to be seen besides the consoles.
func (m *playView) scene() scene {
	show := m.state.Show
	return scene{
		words: m.o.Words, title: show.Title, notice: m.o.Notice,
		chapters: show.Chapters, chapter: m.state.chapter(), of: len(show.Chapters),
		bar: func(c *vt.Canvas, r rect) { m.state.drawBar(c, r, m.o.Words) },
	}
}
