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
	m := newPlayer(show, o)
	m.stage = newStage(show)
	return run(ctx, s, m, o.Colour)
}

func newPlayer(show *Show, o Options) *player {
	o.Notice = clean(o.Notice)
	m := &player{o: o, state: NewState(show, o.StartAt, o.Speed, o.Now())}
	m.state.PauseOnMarkers, m.state.Loop = o.PauseOnMarkers, o.Loop
	return m
}

// player is a replay in a window.
type player struct {
	o     Options
	state State
	stage *stage
	waits int // of the clock; only the last counts
}

// wake is a Tick that was ordered.
type wake struct{ n int }

func (m *player) start() tea.Cmd { return m.wait() }

func (m *player) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.state = Update(m.state, Size{msg.Width, msg.Height})
	case tea.KeyPressMsg:
		return m.press(keyName(msg))
	case wake:
		if msg.n == m.waits {
			m.state = Update(m.state, Tick{m.o.Now()})
			return m.wait()
		}
	}
	return nil
}

func (m *player) press(name string) tea.Cmd {
	m.state = Update(m.state, Key{m.o.Now(), name})
	if m.state.Quit {
		return tea.Quit
	}
	return m.wait()
}

// wait orders a Tick for the time on the clock at which something is due:
// waits do not add up.
func (m *player) wait() tea.Cmd {
	m.waits++
	n := m.waits
	when, ok := m.state.Next()
	if !ok {
		return nil
	}
	return func() tea.Msg {
		time.Sleep(when.Sub(m.o.Now()))
		return wake{n}
	}
}

func (m *player) draw(c *vt.Canvas) { m.state.draw(c, m.stage, m.o) }

// keyName names a key by what it types, as people find it on their keyboard.
func keyName(k tea.KeyPressMsg) string {
	if k.Text != "" && k.Text != " " {
		return k.Text
	}
	return k.Keystroke()
}
