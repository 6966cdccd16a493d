package app

import (
	"context"
	"sync/atomic"
	"time"

	"socklab/lab/console/window"
	"socklab/lab/replay"
	"socklab/lab/script"
	"socklab/lab/term"
)

// A paneStage shows all consoles at once in panes of this terminal, which it
// takes until the session ends.
type paneStage struct {
	p      *program
	live   *replay.Live
	ctx    context.Context    // of the session
	cancel context.CancelFunc // ends it
	start  time.Time
	pace   *pace       // nil: the script sets it
	keys   chan string // for the presenter
	over   atomic.Bool // the session has ended: any key closes
	writes map[string]func([]byte) error
	stop   context.CancelFunc
	ended  chan error
}

func (p *program) newPanes(ctx context.Context, cancel context.CancelFunc, d *demo) (*stage, error) {
	s := &paneStage{p: p, ctx: ctx, cancel: cancel, start: time.Now(), writes: map[string]func([]byte) error{},
		keys: make(chan string, 1), ended: make(chan error, 1)}
	o := replay.LiveOptions{Words: &p.words.Replay, Title: d.script.Title.In(p.words.Lang), Chapters: chaptersOf(d.script),
		Colour: term.Colour(p.Out, p.colour), Key: s.key}
	for _, c := range d.script.Consoles {
		o.Consoles = append(o.Consoles, replay.Console{Name: c.Name, Title: c.Title.In(p.words.Lang),
			Cols: d.script.Size.Cols, Rows: d.script.Size.Rows})
	}
	var err error
	if s.live, err = replay.NewLive(o); err != nil {
		return nil, err
	}
	st := &stage{show: s.live.Show, keys: s.setKeys, before: s.before, close: s.close}
	if d.live {
		s.pace = &pace{p: p, tell: s.live.Status, key: s.goOn}
		st.pause = s.pace.pause
	}
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx)) // the last screen shows how it ended
	go func() { s.ended <- s.live.Run(ctx, p.Streams) }()
	return st, nil
}

// setKeys is called for all consoles before any key is passed on.
func (s *paneStage) setKeys(console string, write func([]byte) error) { s.writes[console] = write }

// key gives a key to the presenter's pace or to the program in the console.
func (s *paneStage) key(console, name string) {
	if s.pace != nil || s.over.Load() {
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
	if s.pace == nil {
		return nil
	}
	return s.pace.before(ctx, step)
}

// goOn blocks until the presenter presses a key that means something. What was
// pressed while nothing was asked counts only where it ends the session.
func (s *paneStage) goOn(ctx context.Context) error {
	select {
	case name := <-s.keys:
		if _, err := goesOn(name); err != nil {
			return err
		}
	default:
	}
	for {
		select {
		case name := <-s.keys:
			if on, err := goesOn(name); on || err != nil {
				return err
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// close gives the terminal back when a key is pressed: the last screen is what
// the last step did. A session that was interrupted does not wait.
func (s *paneStage) close(bool) error {
	s.over.Store(true)
	s.live.Status(s.p.words.Demo.Ended, s.p.words.Demo.EndedShort)
	select {
	case <-s.keys:
	case <-s.ctx.Done():
	case err := <-s.ended: // the terminal has gone
		return err
	}
	s.stop()
	return <-s.ended
}

// anyWindows tells whether some terminal here opens windows.
func anyWindows() bool { return len(window.Terminals(window.Here())) > 0 }
