package session

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
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
	path string
	from int64 // where the next line begins
}

// size is how long a file is, 0 where there is none yet.
func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
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
	if follow == nil || follow.path == "" {
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
			return &StepError{Want: step.Call, Err: ErrNoProgram}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return &StepError{Want: step.Call, Err: ctx.Err()}
		}
	}
}

// made reads on until a line tells of the call.
func (f *calls) made(call event.Call) bool {
	file, err := os.Open(f.path)
	if err != nil {
		return false // not written yet
	}
	defer file.Close()
	data, err := io.ReadAll(io.NewSectionReader(file, f.from, 1<<40))
	if err != nil {
		return false
	}
	for {
		end := bytes.IndexByte(data, '\n')
		if end < 0 {
			return false
		}
		var l event.Line
		f.from += int64(end) + 1
		err := json.Unmarshal(data[:end], &l)
		data = data[end+1:]
		if err == nil && l.Call == call && l.Errno == 0 {
			return true
		}
	}
}
