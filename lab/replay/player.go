package replay

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"socklab/lab/i18n"
	"socklab/lab/term"
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
	return run(ctx, s, m)
}

func newPlayer(show *Show, o Options) *player {
	m := &player{o: o, state: NewState(show, o.StartAt, o.Speed, o.Now())}
	m.state.PauseOnMarkers, m.state.Loop = o.PauseOnMarkers, o.Loop
	return m
}

// player is a replay for bubbletea.
type player struct {
	o     Options
	state State
	stage *stage
	waits int // of the clock; only the last counts
}

// wake is a Tick that was ordered.
type wake struct{ n int }

func (m *player) Init() tea.Cmd { return m.wait() }

func (m *player) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.state = Update(m.state, Size{msg.Width, msg.Height})
		return m, nil
	case tea.KeyPressMsg:
		return m, m.press(keyName(msg))
	case wake:
		if msg.n != m.waits {
			return m, nil
		}
		m.state = Update(m.state, Tick{m.o.Now()})
		return m, m.wait()
	}
	return m, nil
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

func (m *player) View() tea.View {
	return view(m.state.draw(m.stage, m.o).styled(m.o.Colour))
}

func view(content string) tea.View {
	v := tea.NewView(content)
	v.AltScreen = true
	v.DisableBracketedPasteMode = true
	return v
}

// keyName names a key by what it types, as people find it on their keyboard.
func keyName(k tea.KeyPressMsg) string {
	if k.Text != "" && k.Text != " " {
		return k.Text
	}
	return k.Keystroke()
}

// frameRate is how often bubbletea looks for something new to draw.
const frameRate = 120

// run gives the terminal to m.
func run(ctx context.Context, s term.Streams, m tea.Model) error {
	in, closeIn := keyboard(s.In)
	defer closeIn()
	opts := []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFPS(frameRate), tea.WithInput(in)}
	old := term.IsOldConsole(s.Out)
	if !old {
		opts = append(opts, tea.WithOutput(s.Out))
	} else {
		cols, rows := sizeOf(s.Out)
		opts = append(opts, tea.WithOutput(io.Discard), tea.WithWindowSize(cols, rows))
		drawn := &oldConsole{Model: m, w: s.Out}
		drawn.begin()
		defer drawn.end()
		m = drawn
	}
	p := tea.NewProgram(m, opts...)
	if old {
		defer watchSize(p, s.Out)()
	}
	_, err := p.Run()
	if ctx.Err() != nil && errors.Is(err, tea.ErrProgramKilled) {
		return context.Cause(ctx)
	}
	return err
}

// keyboard is where keys come from: nil where there is none.
func keyboard(in io.Reader) (io.Reader, func()) {
	if term.IsTerminal(in) {
		return in, func() {}
	}
	tty, out, err := tea.OpenTTY()
	if err != nil {
		return nil, func() {}
	}
	return tty, func() { closeAll(tty, out) }
}

func closeAll(files ...*os.File) {
	for _, f := range files {
		_ = f.Close() // a terminal that was read and drawn on: nothing is lost
	}
}
