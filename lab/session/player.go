package session

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
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
	consoles map[string]*console.Console
	streams  map[string]*stream
	pipes    string // the folder of the streams
	order    []string
	recorder *cast.Recorder // nil: nothing is recorded
	merger   *merger        // nil: each console is shown by itself
	around   *surroundings
	start    time.Time
	now      func() time.Time
	result   *Result
	sizes    sizes

	mu       sync.Mutex
	recorded error // the first failure to record
}

func open(ctx context.Context, s *script.Script, o Options) (*player, error) {
	p := &player{Options: o, consoles: map[string]*console.Console{}, streams: map[string]*stream{}, now: o.Now, result: &Result{}}
	if p.now == nil {
		p.now = time.Now
	}
	if p.Prompt == "" {
		p.Prompt = habit(o.Dir)
	}
	p.Prompt = bounded(p.Prompt, promptRoom(s))
	var err error
	if p.around, err = surround(o, s.AllowExec); err != nil {
		return nil, err
	}
	p.start = p.now()
	p.ctx, p.cancel = context.WithCancelCause(ctx)
	described := describe(s, o, p.start)
	p.sizes.most, p.sizes.now = s.Size, map[string]script.Size{}
	if o.Out != "" {
		existing := cast.Replace
		switch {
		case o.Fresh:
			existing = cast.Avoid
		case o.Keep:
			existing = cast.Keep
		}
		if p.Out, err = filepath.Abs(o.Out); err != nil { // programs write there, from elsewhere
			return nil, errors.Join(err, p.close())
		}
		r, err := cast.Create(p.Out, described, existing)
		if err != nil {
			return nil, errors.Join(err, p.close())
		}
		p.recorder, p.result.Out = r, r.Dir()
	}
	if o.Merged && o.Show != nil {
		p.merger = newMerger(o.Show, p.now)
	}
	if p.pipes, err = os.MkdirTemp("", "sockLab-events-"); err != nil { // for us only
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrFolder, err), p.close())
	}
	for i, c := range s.Consoles {
		if err := p.openConsole(i, c, described.Consoles[i]); err != nil {
			return nil, errors.Join(err, p.close())
		}
	}
	for _, name := range p.order {
		if p.Resize != nil {
			p.Resize(name, func(cols, rows int) { p.resize(name, cols, rows) })
		}
		p.consoles[name].Prompt()
	}
	return p, nil
}

func (p *player) openConsole(i int, c script.Console, size cast.ConsoleInfo) error {
	events, err := openStream(p.pipes, c.Name, func(line []byte) { p.keepEvent(c.Name, line) })
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFolder, err)
	}
	p.streams[c.Name] = events
	if p.merger != nil {
		p.merger.open(c.Name, events)
	}
	opened, err := console.Open(console.Config{
		Cols: size.Cols, Rows: size.Rows, Prompt: p.Prompt, Now: p.now,
		Output:    func(at time.Time, b []byte) { p.output(c.Name, at, b) },
		Keystroke: p.keystroke(i),
	})
	if err != nil {
		return err
	}
	p.consoles[c.Name] = opened
	p.order = append(p.order, c.Name)
	p.sizes.now[c.Name] = script.Size{Cols: size.Cols, Rows: size.Rows}
	if p.Keys != nil {
		p.Keys(c.Name, opened.Write)
	}
	return nil
}

// output records and shows what a console shows. A recording that fails ends
// the session: a show that leaves nothing behind is not what was asked for.
func (p *player) output(name string, at time.Time, b []byte) {
	if p.recorder != nil {
		if err := p.recorder.Console(name).Output(at.Sub(p.start), b); err != nil {
			p.fail(err)
		}
	}
	switch {
	case p.merger != nil:
		p.merger.add(name, at, b)
	case p.Show != nil:
		p.Show(name, b)
	}
}

func (p *player) keepEvent(name string, line []byte) {
	if p.recorder == nil {
		return
	}
	if err := p.recorder.Console(name).Events(line); err != nil {
		p.fail(err)
	}
}

func (p *player) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.recorded == nil {
		p.recorded = err
		p.cancel(err)
	}
}

// close ends the programs and completes the transcript.
func (p *player) close() error {
	p.stopResizing()
	var errs []error
	for _, name := range p.order {
		errs = append(errs, p.consoles[name].Close())
	}
	for _, s := range p.streams {
		s.close()
	}
	if p.merger != nil {
		p.merger.close()
	}
	p.around.remove()
	if p.pipes != "" {
		_ = os.RemoveAll(p.pipes) // what the system does not let go of, it clears with its other files
	}
	p.cancel(nil)
	if p.recorder != nil {
		errs = append(errs, p.recorder.Close(p.now().Sub(p.start)))
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
func (p *player) environment(name string) []string {
	env := append(slices.Clone(p.around.env), "SOCKLAB_LANG="+p.Lang, "TERM=xterm-256color", "COLORTERM=")
	if p.Port != 0 {
		env = append(env, fmt.Sprintf("SOCKLAB_PORT=%d", p.Port))
	}
	env = append(env, EventsVariable+"="+p.streams[name].pipe.path, ClockVariable+"=1")
	return env
}
