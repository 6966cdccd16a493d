package session

import (
	"bytes"
	"regexp"
	"sync"
	"time"

	"socklab/lab/console"
)

const (
	mergeHold   = 60 * time.Millisecond  // terminals bring what was written at the same time that much apart
	mergeEvent  = 300 * time.Millisecond // after a call's line its event is there, on a loaded machine too
	mergeStep   = 10 * time.Millisecond
	mergeMoment = 100 * time.Millisecond // lines so near to each other belong together
	mergeMost   = 1 << 20                // bytes that are held back
	mergeCall   = 1 << 10                // bytes: a longer line tells of no call
)

// A merger passes on what several consoles show, line by line, for a place
// where all of it stands together: in the order of the calls. The terminals
// do not keep that order: which of two brings its line first is chance. So
// lines are held back for a moment, and those that tell of a call take their
// place by the time in its event.
type merger struct {
	show func(console string, p []byte)

	mu       sync.Mutex
	consoles []*mergedConsole
	held     int // bytes
	quit     chan struct{}
	ended    chan struct{}
}

// A mergedConsole is a console with the lines of it that are held back.
type mergedConsole struct {
	name  string
	part  []byte // of a line that has not ended
	lines console.Lines
	queue []heldLine
	last  heldLine // that came before the queue
	calls *stream
}

// A heldLine waits to be passed on.
type heldLine struct {
	data []byte
	call string // its text, where it tells of a call
	read time.Time
	at   time.Time // its place; zero: not known yet
}

func newMerger(show func(string, []byte)) *merger {
	m := &merger{show: show, quit: make(chan struct{}), ended: make(chan struct{})}
	go m.run()
	return m
}

// open makes room for a console before anything is shown in it.
func (m *merger) open(name string, events *stream) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.consoles = append(m.consoles, &mergedConsole{name: name, calls: events})
}

func (m *merger) run() {
	defer close(m.ended)
	tick := time.NewTicker(mergeStep)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			m.mu.Lock()
			m.pass(time.Now(), false)
			m.mu.Unlock()
		case <-m.quit:
			return
		}
	}
}

// add takes what a console has shown.
func (m *merger) add(name string, at time.Time, p []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, t := range m.consoles {
		if t.name != name {
			continue
		}
		all := append(t.part, p...)
		t.part = nil
		for line := range bytes.Lines(all) {
			if line[len(line)-1] == '\n' || len(line) > mergeMost {
				t.line(at, line)
			} else {
				t.part = all[len(all)-len(line):] // with room for more
			}
		}
	}
	if m.held += len(p); m.held > mergeMost {
		m.pass(time.Now(), true)
	}
}

// callLine is a line that tells of a call that has ended.
var callLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z]+\(.*\))(?: = -?\d.*)?$`) })

func (t *mergedConsole) line(at time.Time, data []byte) {
	s := heldLine{data: data, read: at}
	if t.calls != nil && len(data) < mergeCall {
		t.lines.Add(data, func(text string) {
			if match := callLine().FindStringSubmatch(text); match != nil {
				s.call = match[1]
			}
		})
	}
	t.queue = append(t.queue, s)
}

// pass shows what has been held back long enough, or all.
func (m *merger) pass(now time.Time, all bool) {
	for _, t := range m.consoles {
		t.place(now, all)
	}
	for {
		var first *mergedConsole
		for _, t := range m.consoles {
			switch {
			case len(t.queue) == 0:
			case t.queue[0].at.IsZero(): // its place may be before all others
				return
			case first == nil || t.queue[0].at.Before(first.queue[0].at):
				first = t
			}
		}
		if first == nil || !all && now.Sub(first.queue[0].read) < mergeHold {
			return
		}
		first.last = first.queue[0]
		first.queue = first.queue[1:]
		m.held -= len(first.last.data)
		m.show(first.name, first.last.data)
		first.last.data = nil
	}
}

// place finds the places of the lines, up to one whose event is to come.
func (t *mergedConsole) place(now time.Time, all bool) {
	before := t.last
	for i := range t.queue {
		s := &t.queue[i]
		if s.at.IsZero() {
			s.at = s.read
			if s.read.Sub(before.read) < mergeMoment {
				s.at = before.at
			}
			if s.call != "" {
				at, found := t.calls.takeTime(s.call)
				if !found && !all && now.Sub(s.read) < mergeEvent {
					s.at = time.Time{}
					return
				}
				if found {
					s.at = at
				}
			}
			if s.at.Before(before.at) {
				s.at = before.at // a console keeps its own order
			}
		}
		before = *s
	}
}

// drain returns when all is shown that has come until now.
func (m *merger) drain() {
	for until := time.Now(); ; time.Sleep(mergeStep) {
		m.mu.Lock()
		m.pass(time.Now(), false)
		left := false
		for _, t := range m.consoles {
			left = left || len(t.queue) > 0 && !t.queue[0].read.After(until)
		}
		m.mu.Unlock()
		if !left {
			return
		}
	}
}

// close shows what is left.
func (m *merger) close() {
	close(m.quit)
	<-m.ended
	m.drain()
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, t := range m.consoles {
		if len(t.part) > 0 {
			t.line(time.Now(), t.part)
		}
	}
	m.pass(time.Now(), true)
}
