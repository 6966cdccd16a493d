package session

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"socklab/lab/cast"
	"socklab/lab/console"
	"socklab/lab/script"
)

// A player is a session under way.
type player struct {
	Options
	ctx      context.Context
	cancel   context.CancelCauseFunc
	largest  script.Size // that a console may have
	consoles []*playedConsole
	folder   string         // where programs run; "": where this process does
	env      []string       // that programs of all consoles get to know
	pipes    string         // the folder of the consoles' pipes
	recorder *cast.Recorder // nil: nothing is recorded
	merger   *merger        // nil: each console is shown by itself
	start    time.Time
	result   *Result

	sizeMu sync.Mutex // held while a console gets another size
	over   bool       // no console changes any more; under sizeMu

	mu       sync.Mutex
	recorded error // the first failure to record
}

// A playedConsole is a console of the session, with what its programs tell.
type playedConsole struct {
	*console.Console
	name   string
	events *stream
	size   script.Size // under the player's sizeMu
}

// What a session opens at the same time, in descriptors: of its own, and for
// each console its recording, its terminal and its window.
const (
	forAll     = 16
	forConsole = 6
)

// Descriptors is how many descriptors playing s takes.
func Descriptors(s *script.Script) int { return forAll + forConsole*len(s.Consoles) }

func open(ctx context.Context, s *script.Script, o Options) (*player, error) {
	p := &player{Options: o, largest: s.Size, start: time.Now(), result: &Result{}}
	p.Prompt = shortened(cmp.Or(p.Prompt, systemPrompt()), promptRoom(s))
	var err error
	if p.folder, p.env, err = surround(o.Env, s.AllowExec); err != nil {
		return nil, err
	}
	p.ctx, p.cancel = context.WithCancelCause(ctx)
	if err := p.openAll(s); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// openAll opens the recording and the consoles.
func (p *player) openAll(s *script.Script) (err error) {
	described := p.describe(s)
	if p.Out != "" {
		existing := cast.Replace
		switch {
		case p.Fresh:
			existing = cast.Avoid
		case p.Keep:
			existing = cast.Keep
		}
		if p.recorder, err = cast.Create(p.Out, described, existing); err != nil {
			return err
		}
		p.result.Out = p.recorder.Dir()
	}
	if p.Merged && p.Show != nil {
		p.merger = newMerger(p.Show)
	}
	if p.pipes, err = os.MkdirTemp("", "sockLab-events-"); err != nil { // for us only
		return fmt.Errorf("%w: %w", ErrFolder, err)
	}
	for i, info := range described.Consoles {
		if err := p.openConsole(i, info); err != nil {
			return err
		}
	}
	for _, c := range p.consoles {
		if p.Resize != nil {
			p.Resize(c.name, func(cols, rows int) { p.resize(c, cols, rows) })
		}
		c.Prompt()
	}
	return nil
}

// describe is the transcript's account of the session.
func (p *player) describe(s *script.Script) cast.Session {
	d := cast.Session{
		Title: cast.Text(s.Title), Lang: p.Lang, Version: p.Version, Recorded: p.start.UTC().Truncate(time.Second),
		Script: cast.Script{Name: p.Name, SHA256: p.SHA256},
		System: runtime.GOOS + "/" + runtime.GOARCH,
		Port:   p.Port,
	}
	for _, c := range s.Consoles {
		cols, rows := 0, 0
		if p.Size != nil {
			cols, rows = p.Size(c.Name)
		}
		size := atMost(s.Size, cols, rows)
		d.Consoles = append(d.Consoles, cast.ConsoleInfo{Name: c.Name, Title: cast.Text(c.Title), Cols: size.Cols, Rows: size.Rows})
	}
	return d
}

func (p *player) openConsole(i int, info cast.ConsoleInfo) (err error) {
	c := &playedConsole{name: info.Name, size: script.Size{Cols: info.Cols, Rows: info.Rows}}
	if c.Console, err = console.Open(console.Config{
		Cols: info.Cols, Rows: info.Rows, Prompt: p.Prompt,
		Output:    func(at time.Time, b []byte) { p.output(c.name, at, b) },
		Keystroke: p.keystroke(i),
	}); err != nil {
		return err
	}
	if c.events, err = openStream(p.pipes, c.name, func(line []byte) { p.keepEvent(c.name, line) }); err != nil {
		return fmt.Errorf("%w: %w", ErrFolder, err)
	}
	p.consoles = append(p.consoles, c)
	if p.merger != nil {
		p.merger.open(c.name, c.events)
	}
	if p.Keys != nil {
		p.Keys(c.name, c.Write)
	}
	return nil
}

// console is the one that a step names; nil if it names none.
func (p *player) console(name string) *playedConsole {
	for _, c := range p.consoles {
		if c.name == name {
			return c
		}
	}
	return nil
}

// elapsed is the time since the session began.
func (p *player) elapsed() time.Duration { return time.Since(p.start) }

// output records and shows what a console shows. A recording that fails ends
// the session: a show that leaves nothing behind is not what was asked for.
func (p *player) output(name string, at time.Time, b []byte) {
	if p.recorder != nil {
		p.note(p.recorder.Console(name).Output(at.Sub(p.start), b))
	}
	switch {
	case p.merger != nil:
		p.merger.add(name, at, b)
	case p.Show != nil:
		p.Show(name, b)
	}
}

func (p *player) keepEvent(name string, line []byte) {
	if p.recorder != nil {
		p.note(p.recorder.Console(name).Events(line))
	}
}

// note keeps the first failure to record, which ends the session.
func (p *player) note(err error) {
	if err == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.recorded == nil {
		p.recorded = err
		p.cancel(err)
	}
}

// resize gives a console another size, with all that tells of it. The program
// may be gone: the size is then that of the next one.
func (p *player) resize(c *playedConsole, cols, rows int) {
	p.sizeMu.Lock()
	defer p.sizeMu.Unlock()
	size := atMost(p.largest, cols, rows)
	if p.over || size == c.size {
		return
	}
	c.size = size
	if p.recorder != nil {
		p.note(p.recorder.Console(c.name).Resize(p.elapsed(), size.Cols, size.Rows))
	}
	_ = c.Resize(size.Cols, size.Rows)
}

// atMost bounds a size; one that is not known is the largest.
func atMost(largest script.Size, cols, rows int) script.Size {
	if cols <= 0 || rows <= 0 {
		return largest
	}
	return script.Size{Cols: min(cols, largest.Cols), Rows: min(rows, largest.Rows)}
}

// close ends the programs and completes the transcript.
func (p *player) close() error {
	p.sizeMu.Lock()
	p.over = true
	p.sizeMu.Unlock()
	var errs []error
	for _, c := range p.consoles {
		errs = append(errs, c.Close())
	}
	for _, c := range p.consoles {
		c.events.close()
	}
	if p.merger != nil {
		p.merger.close()
	}
	for _, folder := range []string{p.folder, p.pipes} {
		_ = os.RemoveAll(folder) // what the system does not let go of, it clears with its other files
	}
	p.cancel(nil)
	if p.recorder != nil {
		errs = append(errs, p.recorder.Close(p.elapsed()))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.recorded != nil {
		return p.recorded
	}
	return errors.Join(errs...)
}

// The time between two keys of a person who types with care.
const (
	keyMean   = 75 * time.Millisecond
	keySpread = 50 * time.Millisecond
)

// keystroke gives the console's typing: the same for the same seed.
func (p *player) keystroke(i int) func() time.Duration {
	if p.Speed <= 0 {
		return nil
	}
	r := rand.New(rand.NewPCG(p.Seed, uint64(i)))
	return func() time.Duration {
		d := float64(keyMean) + (2*r.Float64()-1)*float64(keySpread)
		return time.Duration(d / p.Speed)
	}
}

// environment is what programs in a console get to know.
func (p *player) environment(c *playedConsole) []string {
	env := append(slices.Clone(p.env), "SOCKLAB_LANG="+p.Lang, "TERM=xterm-256color", "COLORTERM=",
		EventsVariable+"="+c.events.pipe.path, ClockVariable+"=1")
	if p.Port != 0 {
		env = append(env, fmt.Sprintf("SOCKLAB_PORT=%d", p.Port))
	}
	return env
}
