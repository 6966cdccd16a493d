package stage

import (
	"context"
	"sync"
	"time"

	"socklab/lab/keys"
	"socklab/lab/replay"
	"socklab/lab/script"
	"socklab/lab/session"
)

// panes show all consoles at once in panes of this terminal, which they take
// from the first step until the end of the session is seen.
type panes struct {
	o       Options
	live    *replay.Live
	ctx     context.Context // of the session
	began   time.Time
	pace    *pace       // nil: the script sets it
	pressed chan string // for the presenter, and at the end

	mu      sync.Mutex // all below
	typists map[string]chan<- string
	over    bool // the session has ended: any key closes
	stop    context.CancelFunc
	ended   chan error // of the screen; nil: it has not begun
}

func newPanes(ctx context.Context, o Options) (*panes, error) {
	s := &panes{o: o, ctx: ctx, began: time.Now(), pressed: make(chan string, 1), typists: map[string]chan<- string{}}
	var err error
	s.live, err = replay.NewLive(replay.LiveOptions{Words: &o.Words.Replay, Title: o.Script.Title.In(o.Words.Lang),
		Consoles: o.consoles(), Chapters: chaptersOf(o.Script), Colour: o.Colour, Key: s.key})
	if err != nil {
		return nil, err
	}
	if o.Live {
		s.pace = &pace{words: o.Words, tell: s.live.Status, key: s.goOn}
	}
	return s, nil
}

// Watch implements Stage.
func (s *panes) Watch(o *session.Options) {
	o.Show, o.Keys, o.Before = s.live.Show, s.setKeys, s.before
	if s.pace != nil {
		o.Pause = s.pace.pause
	}
}

// begin takes the terminal when the session is ready: one that cannot begin has
// nothing to show.
func (s *panes) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended != nil {
		return
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(s.ctx)) // the last screen shows how it ended
	s.stop, s.ended = stop, make(chan error, 1)
	go func() { s.ended <- s.live.Run(ctx, s.o.Streams) }()
}

func (s *panes) setKeys(console string, write func([]byte) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.typists[console] = newTypist(write)
}

// ahead is how many keys wait for a program that does not read. A terminal
// keeps some thousand more.
const ahead = 256

// newTypist passes a person's keys on to the program in a console, which may not
// read them for as long as it likes: whoever presses them does not wait.
func newTypist(write func([]byte) error) chan<- string {
	pressed := make(chan string, ahead)
	go func() {
		for sent := range pressed {
			_ = write([]byte(sent)) // no program runs: the keys go nowhere, as at a dead keyboard
		}
	}()
	return pressed
}

// key gives a key to the presenter's pace, or to the program in the console.
func (s *panes) key(console, name string) (taken bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pace != nil || s.over {
		if name == "tab" {
			return false
		}
		select {
		case s.pressed <- name:
		default: // one is waiting to be seen
		}
		return true
	}
	if name == "ctrl+c" {
		s.o.Cancel()
		return true
	}
	typist := s.typists[console]
	if sent, ok := keys.Sends(name); ok {
		select {
		case typist <- sent:
		default: // too far ahead, or no program can run here
		}
	}
	return typist != nil
}

func (s *panes) before(ctx context.Context, _ int, step script.Step) error {
	s.begin()
	lang := s.o.Words.Lang
	if say := step.Say.In(lang); say != "" {
		s.live.Chapter(replay.Chapter{At: time.Since(s.began), Title: say, Note: step.Note.In(lang)})
	}
	return s.pace.before(ctx, step)
}

// goOn blocks until the presenter presses a key that means something. What was
// pressed while nothing was asked counts only where it ends the session.
func (s *panes) goOn(ctx context.Context) error {
	select {
	case name := <-s.pressed:
		if _, err := goesOn(name); err != nil {
			return err
		}
	default:
	}
	return awaitKey(ctx, s.pressed)
}

// Close gives the terminal back when a key is pressed: the last screen is what
// the last step did. A session that was interrupted does not wait.
func (s *panes) Close(bool) error {
	s.mu.Lock()
	s.over = true
	for name, typist := range s.typists {
		close(typist)
		delete(s.typists, name)
	}
	stop, ended := s.stop, s.ended
	s.mu.Unlock()
	if ended == nil {
		return nil
	}
	defer stop()
	s.live.Status(s.o.Words.Demo.Ended, s.o.Words.Demo.EndedShort)
	select {
	case <-s.pressed:
	case <-s.ctx.Done():
	case err := <-ended: // the terminal has gone
		return err
	}
	stop()
	return <-ended
}
