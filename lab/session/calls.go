package session

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"time"

	"socklab/lab/console"
	"socklab/lab/event"
	"socklab/lab/script"
)

// callsAgain is how often the events of a program are looked at for a call
// that is awaited.
const callsAgain = 10 * time.Millisecond

// calls follows the events that the program in a console writes.
type calls struct {
	events func() *io.SectionReader // of the console's programs, until now
	begin  int64                    // where those of this program begin
	next   int64                    // where the next line begins
}

// follow begins where the events of the console end now; nil where nothing is
// recorded.
func (p *player) follow(name string) *calls {
	if p.recorder == nil {
		return nil
	}
	events := func() *io.SectionReader { return p.recorder.Events(name) }
	end := events().Size()
	return &calls{events, end, end}
}

func (p *player) eventsPath(name string) string {
	if p.recorder == nil {
		return ""
	}
	return p.recorder.EventsPath(name)
}

// awaitCall blocks until the program in c has made the step's call with
// success. A program that has ended makes none any more.
func (p *player) awaitCall(ctx context.Context, c *console.Console, step script.Step) error {
	follow := p.calls[step.On]
	if follow == nil {
		return &StepError{Want: step.Call, Err: ErrNoProgram}
	}
	tick := time.NewTicker(callsAgain)
	defer tick.Stop()
	for {
		ended := !c.Running() // before the look: what it made until then counts
		if follow.made(event.Call(step.Call)) {
			return nil
		}
		if ended {
			return callNever(ctx, c, step)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return &StepError{Want: step.Call, Err: ctx.Err()}
		}
	}
}

// nothing is a pattern that no text matches.
var nothing = whenUsed(`[^\x00-\x{10FFFF}]`)

// callNever says what a program showed that ended without the call.
func callNever(ctx context.Context, c *console.Console, step script.Step) error {
	e := waitFailed(step, c.Wait(ctx, nothing()))
	e.Want = step.Call
	return e
}

// made reads on until a line tells of the call.
func (f *calls) made(call event.Call) bool {
	return f.read(&f.next, func(l event.Line) bool { return l.Call == call && l.Errno == 0 })
}

// busy is the address that the program wanted and another has: "" where that
// did not happen.
func (f *calls) busy() (addr string) {
	from := f.begin
	f.read(&from, func(l event.Line) bool {
		if l.Call == event.Bind && strings.HasSuffix(l.Err, "EADDRINUSE") {
			addr = l.Arg("address")
		}
		return addr != ""
	})
	return addr
}

// readMost is how much is read at a time: the rest is for the next look.
const readMost = 4 << 20

// read reads on from a place, and moves it, until a line is the one. A line
// that is not whole yet is left for later.
func (f *calls) read(from *int64, is func(event.Line) bool) bool {
	events := f.events()
	data, err := io.ReadAll(io.NewSectionReader(events, *from, min(events.Size()-*from, readMost)))
	if err != nil {
		return false
	}
	for {
		end := bytes.IndexByte(data, '\n')
		if end < 0 {
			return false
		}
		var l event.Line
		*from += int64(end) + 1
		err := json.Unmarshal(data[:end], &l)
		data = data[end+1:]
		if err == nil && is(l) {
			return true
		}
	}
}
