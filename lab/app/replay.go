package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/signal"
	"path/filepath"
	"time"

	"socklab/lab/cast"
	"socklab/lab/cmdline"
	"socklab/lab/replay"
	"socklab/lab/stage"
	"socklab/lab/tape"
	"socklab/lab/term"
)

func (p *program) replayCommand() *cmdline.Command {
	w := &p.words.Replay
	return &cmdline.Command{Name: "replay", Words: w.Usage, Long: w.Long, Examples: w.Examples, Run: p.replay,
		Args: cmdline.Arguments{Shown: w.Args, Most: 1, Fits: p.shippedAndFiles},
		Options: []cmdline.Option{
			{Name: "speed", Kind: cmdline.Speed, Initial: "1", Words: w.Speed},
			{Name: "idle-time-limit", Kind: cmdline.Duration, Words: w.IdleLimit},
			{Name: "start-at", Kind: cmdline.Duration, Words: w.StartAt},
			{Name: "pause-on-markers", Words: w.PauseOnMarkers},
			{Name: "loop", Words: w.Loop},
			{Name: "console", Kind: cmdline.Name, Words: w.Console},
			{Name: "record-size", Words: w.RecordSize},
			{Name: "consoles", Kind: cmdline.OneOf(replayConsoles...), Initial: replayConsoles[0], Words: w.Consoles},
			{Name: "web", Words: p.words.Page.Web},
		}}
}

// replay plays a session; without a terminal to play it on it prints it.
func (p *program) replay(v *cmdline.Values) error {
	if v.On("web") {
		return p.replayWeb(v)
	}
	o, idle, err := p.replayOptions(v)
	if err != nil {
		return err
	}
	show, err := p.openShow(v.Context(), v.Argument(demoScript), v.Text("console"), idle)
	if err != nil {
		return err
	}
	var damaged *failure
	if len(show.Damage) > 0 {
		damaged = p.damage(show.Damage[0])
		o.Notice = damaged.line
	}
	if kind := v.Text("consoles"); kind != replayConsoles[0] {
		err = p.replayInWindows(v.Context(), kind, show, o)
	} else if term.IsTerminal(p.Out) {
		err = p.play(v.Context(), show, o)
	} else if err = replay.Text(v.Context(), p.Out, show); err != nil {
		err = p.file(p.words.Errors.Write, "stdout", err)
	}
	if err == nil && damaged != nil {
		return damaged
	}
	return err
}

// replayOptions has the longest pause, too; 0: the recording says it.
func (p *program) replayOptions(v *cmdline.Values) (o replay.Options, idle time.Duration, err error) {
	o = replay.Options{
		Words: &p.words.Replay, Speed: v.Speed("speed"), Now: time.Now,
		PauseOnMarkers: v.On("pause-on-markers"), Loop: v.On("loop"), RecordSize: v.On("record-size"),
		Colour: term.Colour(p.Out, p.colour),
	}
	if o.Speed == 0 { // a replay that takes no time shows nothing
		v.Fail(p.words.Usage.NoSpeed, "--speed", v.Text("speed"))
	}
	idle = v.Duration("idle-time-limit")
	o.StartAt = v.Duration("start-at")
	v.Choice("consoles")
	v.Arguments()
	return o, idle, v.Err()
}

// play gives the terminal to the player, which puts it back as it was however
// it ends.
func (p *program) play(ctx context.Context, show *replay.Show, o replay.Options) error {
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	return replay.Play(ctx, p.Streams, show, o)
}

// replayConsoles are where replay shows the consoles: here, or each in a
// window of its own.
var replayConsoles = []string{"here", stage.KindWindows, stage.KindTmux}

// replayInWindows plays a session with a window, or pane, for each console, in
// step, and the keys and chapters here.
func (p *program) replayInWindows(parent context.Context, kind string, show *replay.Show, o replay.Options) error {
	ctx, stop := p.untilInterrupt(parent)
	defer stop()
	viewer, err := viewer()
	if err != nil {
		return err
	}
	w, err := stage.OpenWindows(ctx, kind, viewer, show.Consoles)
	if err != nil {
		return p.stageFailure(err, replayConsoles[0])
	}
	if !term.IsTerminal(p.Out) { // nobody can steer it: the windows stay until a key is pressed in them
		err = show.Stream(ctx, o.Speed, o.StartAt, w.Show)
		w.Close(err == nil)
		return err
	}
	err = replay.Control(ctx, p.Streams, show, o, replay.Sink{Show: w.Show, Restart: w.Restart}, w.Pressed())
	w.Close(false)
	return err
}

// openShow reads what is to be played, its pauses cut to idle.
func (p *program) openShow(ctx context.Context, name, console string, idle time.Duration) (*replay.Show, error) {
	t, name, err := p.openReplayed(ctx, name, filepath.Base(name), console)
	if err != nil {
		return nil, err
	}
	show, err := replay.NewShow(ctx, t.Shorten(cmp.Or(idle, t.Idle)), p.words.Lang)
	return show, p.showFailure(name, err)
}

// damage says where a recording stops being readable.
func (p *program) damage(d tape.Damage) *failure {
	why := p.why().Recording(d.Err.Err)
	var e *cast.Error
	if errors.As(d.Err.Err, &e) && e.Kind == cast.KindSyntax {
		why = p.words.Replay.Unreadable
	}
	line := fmt.Sprintf(p.words.Replay.Damaged, d.Console, d.Err.Line, d.Err.Offset, why)
	if d.Console == "" || e != nil && e.Kind == cast.KindMarkers { // it can be read, and passes a bound
		line = fmt.Sprintf(p.words.Replay.Cut, p.words.Duration(d.At.Round(time.Millisecond)), why)
	}
	return &failure{status: exitFailed, line: line, err: d.Err}
}
