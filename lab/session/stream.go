package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"socklab/lab/cast"
	"socklab/lab/event"
)

// EventsVariable names the pipe of a session to which a program in it writes
// its events. ClockVariable says that it is one: then the program begins with
// the line that Began gives.
const (
	EventsVariable = "SOCKLAB_EVENTS"
	ClockVariable  = "SOCKLAB_CLOCK"
)

// Began is what a program of a session writes before its events: when it
// began, so that the calls of several can be put into one order.
func Began(at time.Time) string { return fmt.Sprintf(began+"%d}\n", at.UnixNano()) }

const (
	began = `{"began":`
	ended = `{"ended":` // written by the session itself, see settle

	pipeSize  = 64 << 10
	lineMost  = 64 << 10               // bytes of an event
	callsMost = 1 << 16                // of a program, that nobody has asked for yet
	settled   = 2 * time.Second        // enough for what a program has written to be read, on any machine
	again     = 500 * time.Microsecond // between two looks at the end of that
)

// A stream is what the programs in a console tell of their calls while they
// make them, whether the session is recorded or not.
type stream struct {
	pipe  *pipe
	keep  func(line []byte) // gets each event
	ended chan struct{}     // the reading has

	started bool // a program was; for who plays the steps

	mu    sync.Mutex
	news  chan struct{} // told when a call has come
	marks map[string]chan struct{}
	mark  int
	begun time.Time    // the last program that has said so
	timed []timedCall  // that were not passed over
	made  []event.Call // of the program that was started last, that a step may await and that were not passed over
	busy  string       // the address that it wanted and another has
}

// A timedCall is a call as it is written, and its place among those of others.
type timedCall struct {
	text string
	at   time.Time
}

func openStream(folder, name string, keep func([]byte)) (*stream, error) {
	p, err := openPipe(folder, name)
	if err != nil {
		return nil, err
	}
	s := &stream{pipe: p, keep: keep, ended: make(chan struct{}), news: make(chan struct{}, 1), marks: map[string]chan struct{}{}}
	go func() {
		defer close(s.ended)
		p.run(s.reader)
	}()
	return s, nil
}

// reader gives a function that takes what one program writes, cut anywhere.
func (s *stream) reader() func([]byte) {
	var part []byte
	return func(p []byte) {
		for len(p) > 0 {
			end := bytes.IndexByte(p, '\n') + 1
			if end == 0 {
				end = len(p)
			}
			if len(part) <= lineMost { // what is longer is no event
				part = append(part, p[:end]...)
			}
			if p[end-1] == '\n' {
				s.line(part)
				part = part[:0]
			}
			p = p[end:]
		}
	}
}

// line takes a line, with its end.
func (s *stream) line(line []byte) {
	text := string(bytes.TrimSpace(line))
	switch {
	case text == "" || len(line) > lineMost:
	case strings.HasPrefix(text, ended):
		s.marked(text)
	case strings.HasPrefix(text, began):
		var nano int64
		if _, err := fmt.Sscanf(text, began+"%d}", &nano); err == nil {
			s.mu.Lock()
			s.begun = time.Unix(0, nano)
			s.mu.Unlock()
		}
	default:
		s.keep(line)
		var l event.Line
		if json.Unmarshal(line, &l) == nil {
			s.event(l)
		}
	}
}

func (s *stream) event(l event.Line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := l.Call.Traits()
	if l.Errno == 0 && t.Awaited {
		s.made = append(latest(s.made), t.Name)
	}
	if s.busy == "" && l.Call == event.Bind && strings.HasSuffix(l.Err, "EADDRINUSE") {
		s.busy = l.Arg("address")
	}
	if !s.begun.IsZero() {
		s.timed = append(latest(s.timed), timedCall{event.Text(l.Call, l.FD, l.Args), s.place(l)})
	}
	select {
	case s.news <- struct{}{}:
	default: // it has been told already
	}
}

// place is when a call counts. What acts on others takes its place by its
// begin, what waits for others by its end: so each cause comes before its
// effect.
func (s *stream) place(l event.Line) time.Time {
	at := l.T
	if l.Call.Traits().Direction == event.In {
		at += l.Dur
	}
	return s.begun.Add(cast.Seconds(at))
}

// latest makes room for one more where there are too many.
func latest[T any](list []T) []T {
	if len(list) < callsMost {
		return list
	}
	return list[:copy(list, list[callsMost/2:])]
}

// start forgets what steps may await of programs that have ended: another one
// begins.
func (s *stream) start() {
	if s.started {
		s.settle()
	}
	s.started = true
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made, s.busy = nil, ""
}

// took tells whether the program has made the call, and passes over it and
// those before it.
func (s *stream) took(call event.Call) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range s.made {
		if c == call {
			s.made = s.made[i+1:]
			return true
		}
	}
	return false
}

// when gives the place of the first call that is written like that, and passes
// over it and those before it, which were not told one by one.
func (s *stream) when(text string) (time.Time, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range s.timed {
		if c.text == text {
			s.timed = s.timed[i+1:]
			return c.at, true
		}
	}
	return time.Time{}, false
}

func (s *stream) wanted() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.busy
}

// settle returns when all has been read that programs have written which have
// ended: what comes out of the pipe behind it has gone into it behind that.
func (s *stream) settle() {
	s.mu.Lock()
	s.mark++
	mark, out := fmt.Sprintf(ended+"%d}", s.mark), make(chan struct{})
	s.marks[mark] = out
	s.mu.Unlock()
	f, err := os.OpenFile(s.pipe.path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	_, err = f.WriteString("\n" + mark + "\n") // behind half a line of one that was killed, too
	f.Close()
	if err != nil {
		return
	}
	late := time.NewTimer(settled)
	defer late.Stop()
	select {
	case <-out:
	case <-s.ended:
	case <-late.C:
	}
	for until := time.Now().Add(settled); !s.pipe.idle() && time.Now().Before(until); {
		time.Sleep(again)
	}
}

func (s *stream) marked(mark string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if out := s.marks[mark]; out != nil {
		close(out)
		delete(s.marks, mark)
	}
}

// close ends the reading, when what has been written is read.
func (s *stream) close() {
	s.settle()
	s.pipe.close()
	select {
	case <-s.ended:
	case <-time.After(settled): // a program that it has left behind has the pipe open
	}
}
