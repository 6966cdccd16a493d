package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"time"

	"socklab/lab/cast"
	"socklab/lab/event"
)

const (
	began = `{"began":`
	ended = `{"ended":` // written by the session itself, see readAll

	pipeSize  = 64 << 10
	lineMost  = 64 << 10               // bytes of an event
	callsMost = 1 << 16                // of a program, that nobody has asked for yet
	readTime  = 2 * time.Second        // enough for what a program has written to be read, on any machine
	again     = 500 * time.Microsecond // between two looks at the end of that
)

// A stream is what the programs in a console tell of their calls while they
// make them, whether the session is recorded or not.
type stream struct {
	pipe  *pipe
	keep  func(line []byte) // gets each event
	ended chan struct{}     // closed when no more is read

	started bool // a program was started; only for the goroutine that plays the steps

	mu      sync.Mutex
	news    chan struct{} // told when a call has come
	mark    string        // the line that readAll waits for
	reached chan struct{} // closed when it has come
	begun   time.Time     // when the last program began that has said so
	timed   []timedCall   // without those that takeTime has passed over
	made    []event.Call  // by the program that was started last, without those that takeCall has passed over
	busy    string        // the address that it wanted and another has
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
	s := &stream{pipe: p, keep: keep, ended: make(chan struct{}), news: make(chan struct{}, 1)}
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
		for line := range bytes.Lines(p) {
			if len(part) <= lineMost { // what is longer is no event
				part = append(part, line...)
			}
			if bytes.HasSuffix(line, []byte("\n")) {
				s.line(part)
				part = part[:0]
			}
		}
	}
}

// line takes a line, with its end.
func (s *stream) line(line []byte) {
	text := string(bytes.TrimSpace(line))
	switch {
	case text == "" || len(line) > lineMost:
	case strings.HasPrefix(text, ended):
		s.mu.Lock()
		defer s.mu.Unlock()
		if text == s.mark {
			close(s.reached)
			s.mark = ""
		}
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
		s.made = append(withRoom(s.made), t.Name)
	}
	if s.busy == "" && l.Call == event.Bind && strings.HasSuffix(l.Err, "EADDRINUSE") {
		s.busy = l.Arg("address")
	}
	if !s.begun.IsZero() {
		s.timed = append(withRoom(s.timed), timedCall{event.Text(l.Call, l.FD, l.Args), s.begun.Add(countsAt(l))})
	}
	select {
	case s.news <- struct{}{}:
	default: // it has been told already
	}
}

// countsAt is when a call counts, after its program began. What acts on others
// counts from its beginning, what waits for others from its end: so each cause
// comes before its effect.
func countsAt(l event.Line) time.Duration {
	if l.Call.Traits().Direction == event.In {
		return cast.Seconds(l.T + l.Dur)
	}
	return cast.Seconds(l.T)
}

// withRoom makes room for one more where there are too many.
func withRoom[T any](list []T) []T {
	if len(list) < callsMost {
		return list
	}
	return list[:copy(list, list[callsMost/2:])]
}

// start forgets what steps may await of programs that have ended: another one
// begins.
func (s *stream) start() {
	if s.started {
		s.readAll()
	}
	s.started = true
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made, s.busy = nil, ""
}

// takeCall tells whether the program has made the call, and passes over it and
// those before it.
func (s *stream) takeCall(call event.Call) bool {
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

// takeTime tells when the first call that is written like that counts, and passes
// over it and those before it, which were not told one by one.
func (s *stream) takeTime(text string) (time.Time, bool) {
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

func (s *stream) busyAddress() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.busy
}

// readAll returns when all has been read that programs have written which have
// ended: it writes a mark behind that, and waits until the mark is read. Only
// one call may be under way.
func (s *stream) readAll() {
	mark, reached := fmt.Sprintf(ended+"%d}", rand.Uint64()), make(chan struct{})
	s.mu.Lock()
	s.mark, s.reached = mark, reached
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
	select {
	case <-reached:
	case <-s.ended:
	case <-time.After(readTime):
	}
	for until := time.Now().Add(readTime); !s.pipe.idle() && time.Now().Before(until); {
		time.Sleep(again)
	}
}

// close ends the reading, when what has been written is read.
func (s *stream) close() {
	s.readAll()
	s.pipe.close()
	select {
	case <-s.ended:
	case <-time.After(readTime): // a program that it has left behind has the pipe open
	}
}
