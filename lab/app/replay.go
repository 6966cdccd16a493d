package app

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"socklab/lab/cast"
	"socklab/lab/replay"
	"socklab/lab/term"
)

func (p *program) replayCommand() *command {
	w := &p.words.Replay
	return &command{name: "replay", words: w.Usage, long: w.Long, examples: w.Examples, run: p.replay,
		args: arguments{shown: w.Args, most: 1, fits: p.shippedAndFiles},
		options: []option{
			{name: "speed", kind: factor, initial: "1", words: w.Speed},
			{name: "idle-time-limit", kind: lapse, words: w.IdleLimit},
			{name: "start-at", kind: lapse, words: w.StartAt},
			{name: "pause-on-markers", words: w.PauseOnMarkers},
			{name: "loop", words: w.Loop},
			{name: "console", kind: anyName, words: w.Console},
			{name: "record-size", words: w.RecordSize},
			{name: "consoles", kind: oneOf(replayConsoles...), initial: replayConsoles[0], words: w.Consoles},
			{name: "web", words: p.words.Page.Web},
		}}
}

// replay plays a session; without a terminal to play it on it prints it.
func (p *program) replay(v *values) error {
	if v.on("web") {
		return p.replayWeb(v)
	}
	o, load, err := p.replayOptions(v)
	if err != nil {
		return err
	}
	name := v.argument(demoScript)
	show, err := p.openShow(v.c.Context, name, load)
	if err != nil {
		return err
	}
	var damaged *failure
	if len(show.Damage) > 0 {
		damaged = p.damage(show.Damage[0])
		o.Notice = damaged.line
	}
	if kind := v.text("consoles"); kind != replayConsoles[0] {
		err = p.replayInWindows(v.c.Context, kind, show, o)
	} else if term.IsTerminal(p.Out) {
		err = p.play(v.c.Context, show, o)
	} else if err = replay.Text(v.c.Context, p.Out, show); err != nil {
		err = p.file(p.words.Errors.Write, "stdout", err)
	}
	if err == nil && damaged != nil {
		return damaged
	}
	return err
}

func (p *program) replayOptions(v *values) (replay.Options, replay.LoadOptions, error) {
	o := replay.Options{
		Words: &p.words.Replay, Speed: v.speed("speed"), Now: time.Now,
		PauseOnMarkers: v.on("pause-on-markers"), Loop: v.on("loop"), RecordSize: v.on("record-size"),
		Colour: term.Colour(p.Out, p.colour),
	}
	if o.Speed == 0 { // a replay that takes no time shows nothing
		v.fail(p.words.Usage.NoSpeed, "--speed", v.text("speed"))
	}
	load := replay.LoadOptions{Lang: p.words.Lang, Console: v.text("console")}
	if v.given("idle-time-limit") {
		load.Idle = v.duration("idle-time-limit")
	}
	if v.given("start-at") {
		o.StartAt = v.duration("start-at")
	}
	v.choice("consoles")
	v.arguments()
	return o, load, v.err
}

// play gives the terminal to the player, which puts it back as it was however
// it ends.
func (p *program) play(ctx context.Context, show *replay.Show, o replay.Options) error {
	ctx, stop := signal.NotifyContext(ctx, endings()...)
	defer stop()
	err := replay.Play(ctx, p.Streams, show, o)
	if errors.Is(err, context.Canceled) {
		return &failure{status: exitFailed, line: p.words.Errors.Interrupted, err: err}
	}
	return err
}

// replayConsoles are where replay shows the consoles: here, or each in a
// window of its own.
var replayConsoles = []string{"here", "windows", "tmux"}

// replayInWindows plays a session with a window, or pane, for each console, in
// step, and the keys and chapters here.
func (p *program) replayInWindows(parent context.Context, kind string, show *replay.Show, o replay.Options) error {
	ctx, stop := p.untilInterrupt(parent)
	defer stop()
	terminals, err := p.terminals(kind, replayConsoles[0])
	if err != nil {
		return err
	}
	var screens []consoleScreen
	for _, c := range show.Consoles {
		screens = append(screens, consoleScreen{c.Name, c.Title, c.Cols, c.Rows})
	}
	w, err := p.openWindows(ctx, terminals, screens)
	if err != nil {
		return p.windowFailure(err, replayConsoles[0])
	}
	if !term.IsTerminal(p.Out) { // nobody can steer it: the windows stay until a key is pressed in them
		err = show.Stream(ctx, o.Speed, o.StartAt, w.show)
		w.close(err == nil)
		return err
	}
	err = replay.Control(ctx, p.Streams, show, o, replay.Sink{Show: w.show, Restart: w.restart}, w.pressed())
	w.close(false)
	if errors.Is(err, context.Canceled) {
		return &failure{status: exitFailed, line: p.words.Errors.Interrupted, err: err}
	}
	return err
}

// openShow reads a recording from standard input or a file, or a transcript by
// its name or folder.
func (p *program) openShow(ctx context.Context, name string, o replay.LoadOptions) (*replay.Show, error) {
	if name == "-" {
		if term.IsTerminal(p.In) {
			return nil, p.usage(p.words.Replay.NoInput, "replay")
		}
		show, err := replay.FromCast(ctx, p.In, p.words.Replay.Stdin, o)
		return show, p.showFailure(p.words.Replay.Stdin, err)
	}
	f, t, err := p.openSource(name)
	if err != nil {
		return nil, err
	}
	if f != nil {
		defer f.Close()
		show, err := replay.FromCast(ctx, f, filepath.Base(name), o)
		return show, p.showFailure(name, err)
	}
	if err := p.hasConsole(t.Session, o.Console); err != nil {
		return nil, err
	}
	show, err := replay.FromTranscript(ctx, t, o)
	return show, p.showFailure(name, err)
}

// hasConsole refuses a console that the session has not.
func (p *program) hasConsole(s cast.Session, name string) error {
	var names []string
	for _, c := range s.Consoles {
		if c.Name == name {
			return nil
		}
		names = append(names, c.Name)
	}
	if name == "" {
		return nil
	}
	return p.usage(fmt.Sprintf(p.words.Replay.NoConsole, name, strings.Join(names, ", ")), "replay")
}

// showFailure tells why a recording cannot be played; nil stays nil.
func (p *program) showFailure(name string, err error) error {
	if err == nil {
		return nil
	}
	if f := p.unopened(name, err); f != nil {
		return f
	}
	var e *cast.Error
	if errors.As(err, &e) && e.Kind == cast.KindRead && e.Err != nil {
		return p.file(p.words.Errors.Read, name, e.Err)
	}
	return &failure{status: exitFailed, line: name + ": " + p.recordingFault(err), err: err}
}

// recordingFault says what is wrong with a recording.
func (p *program) recordingFault(err error) string {
	w := p.words.Replay
	var e *cast.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	switch e.Kind {
	case cast.KindVersion:
		return fmt.Sprintf(w.Version, e.Detail)
	case cast.KindSize:
		return fmt.Sprintf(w.Size, e.Detail)
	case cast.KindTooLong:
		if e.Detail != "" {
			return fmt.Sprintf(w.TooLongBy, e.Detail)
		}
		return w.TooLong
	case cast.KindEvents:
		return fmt.Sprintf(w.Events, e.Detail)
	case cast.KindArea:
		return fmt.Sprintf(w.Area, e.Detail)
	case cast.KindWork:
		return fmt.Sprintf(w.Work, e.Detail)
	case cast.KindScrolled:
		return fmt.Sprintf(w.Scrolled, e.Detail)
	case cast.KindConsoles:
		return fmt.Sprintf(w.TooManyConsoles, e.Detail)
	case cast.KindMarkers:
		return fmt.Sprintf(w.Markers, e.Detail)
	case cast.KindEmpty:
		return w.Empty
	case cast.KindTruncated:
		return w.CutShort
	case cast.KindTime:
		return w.Time
	case cast.KindName:
		return fmt.Sprintf(w.Name, e.Detail)
	case cast.KindNoConsole:
		return w.None
	case cast.KindRead:
		return p.fileReason(e.Err)
	}
	return w.NotRecording
}

// damage says where a recording stops being readable.
func (p *program) damage(d replay.Damage) *failure {
	why := p.recordingFault(d.Err.Err)
	var e *cast.Error
	if errors.As(d.Err.Err, &e) && e.Kind == cast.KindSyntax {
		why = p.words.Replay.Unreadable
	}
	if d.Console == "" { // a bound was passed when it was shown
		line := fmt.Sprintf(p.words.Replay.Cut, p.words.Duration(d.At.Round(time.Millisecond)), why)
		return &failure{status: exitFailed, line: line, err: d.Err}
	}
	line := fmt.Sprintf(p.words.Replay.Damaged, d.Console, d.Err.Line, d.Err.Offset, why)
	return &failure{status: exitFailed, line: line, err: d.Err}
}
