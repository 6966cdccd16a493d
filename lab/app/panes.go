package app

import (
	"context"
	"fmt"
	"time"

	"socklab/lab/console/window"
	"socklab/lab/replay"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
)

// A paneStage shows all consoles at once in panes of this terminal, which it
// takes until the session ends.
type paneStage struct {
	p      *program
	live   *replay.Live
	cancel context.CancelFunc // ends the session
	start  time.Time
	keys   chan string // for a presenter who sets the pace; nil otherwise
	writes map[string]func([]byte) error
	stop   context.CancelFunc
	ended  chan error
}

func (p *program) newPanes(ctx context.Context, cancel context.CancelFunc, d *demo) (*stage, error) {
	s := &paneStage{p: p, cancel: cancel, start: time.Now(), writes: map[string]func([]byte) error{}, ended: make(chan error, 1)}
	if d.live {
		s.keys = make(chan string, 1)
	}
	o := replay.LiveOptions{Words: &p.words.Replay, Title: d.script.Title.In(p.words.Lang),
		Colour: term.Colour(p.Out, p.colour), Key: s.key}
	for _, c := range d.script.Consoles {
		o.Consoles = append(o.Consoles, replay.Console{Name: c.Name, Title: c.Title.In(p.words.Lang),
			Cols: d.script.Size.Cols, Rows: d.script.Size.Rows})
	}
	var err error
	if s.live, err = replay.NewLive(o); err != nil {
		return nil, err
	}
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx)) // the last screen shows how it ended
	go func() { s.ended <- s.live.Run(ctx, p.Streams) }()
	return &stage{show: s.live.Show, keys: s.setKeys, before: s.before, close: s.close}, nil
}

// setKeys is called for all consoles before any key is passed on.
func (s *paneStage) setKeys(console string, write func([]byte) error) { s.writes[console] = write }

// key gives a key to the presenter's pace or to the program in the console.
func (s *paneStage) key(console, name string) {
	if s.keys != nil {
		select {
		case s.keys <- name:
		default: // one is waiting to be seen
		}
		return
	}
	switch name {
	case "ctrl+c":
		s.cancel()
	case "enter":
		s.typed(console, "\r")
	case "space":
		s.typed(console, " ")
	default:
		if len([]rune(name)) == 1 {
			s.typed(console, name)
		}
	}
}

func (s *paneStage) typed(console, keys string) {
	if write := s.writes[console]; write != nil {
		_ = write([]byte(keys)) // no program runs: the keys go nowhere, as at a dead keyboard
	}
}

func (s *paneStage) before(ctx context.Context, _ int, step script.Step) error {
	lang := s.p.words.Lang
	if say := step.Say.In(lang); say != "" {
		s.live.Chapter(replay.Chapter{At: time.Since(s.start), Title: say, Note: step.Note.In(lang)})
	}
	if s.keys == nil || step.On == "" {
		return nil
	}
	s.live.Status(fmt.Sprintf(s.p.words.Demo.LiveNext, step.On, s.p.action(step)))
	defer s.live.Status("")
	for {
		select {
		case name := <-s.keys:
			switch name {
			case "q", "Q", "esc", "ctrl+c":
				return session.ErrQuit
			case "space", " ", "enter":
				return nil
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// close gives the terminal back.
func (s *paneStage) close(bool) error {
	s.stop()
	return <-s.ended
}

// anyWindows tells whether some terminal here opens windows.
func anyWindows() bool { return len(window.Terminals(window.Here())) > 0 }
