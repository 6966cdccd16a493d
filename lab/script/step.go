package script

import (
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

const (
	maxWithin = 10 * time.Minute
	maxPause  = time.Minute
)

var (
	stepKeys = []string{"say", "note", "on", "type", "press", "call", "wait", "within", "exit", "pause"}
	// consoleStepKeys need "on".
	consoleStepKeys = []string{"type", "press", "call", "wait", "exit", "within"}
	// actions are what a step on a console is for.
	actions = []string{"type", "press", "call", "wait", "exit", "pause"}
	// timed are what within bounds.
	timed = []string{"call", "wait", "exit"}
)

func (c *checker) steps(nodes []ast.Node) []Step {
	var steps []Step
	for _, n := range nodes {
		if c.full() {
			break
		}
		steps = append(steps, c.step(n))
	}
	return steps
}

func (c *checker) step(n ast.Node) Step {
	before := len(c.errs)
	m := c.mapping(n, "step", stepKeys)
	if m == nil {
		c.track.lost = true
		return Step{}
	}
	m.shape(len(c.errs) > before)
	s := Step{Line: m.at.line, On: m.console()}
	if len(c.errs) > before {
		c.track.lost = true
	}
	s.Say, s.Note = m.text("say", false), m.text("note", true)
	m.typed(&s)
	s.Press = m.press()
	s.Call = m.call()
	s.Wait = m.wait()
	s.Within = m.duration("within", time.Nanosecond, maxWithin, "> 0s, <= 10m")
	if s.Within == 0 && s.On != "" {
		s.Within = DefaultWithin
	}
	if status := m.integer("exit", 0, 255, -1); status >= 0 {
		s.Exit = &status
	}
	s.Pause = m.duration("pause", 0, maxPause, "0s..1m")
	c.track.step(m, s.On)
	return s
}

// shape checks which keys stand together. A step with a misspelt key is not
// blamed for doing nothing.
func (m *mapping) shape(misspelt bool) {
	acts := m.first(actions...) != ""
	switch {
	case m.has("say"):
		if k := m.first(append([]string{"on"}, consoleStepKeys...)...); k != "" {
			m.c.fail(m.keys[k], Error{Kind: KindSayWithOn, Subject: k})
		}
		return
	case m.has("note"):
		m.c.fail(m.keys["note"], Error{Kind: KindMisplacedKey, Subject: "note", Detail: "say"})
	case m.has("on") && acts:
		if m.has("within") && m.first(timed...) == "" {
			m.c.fail(m.keys["within"], Error{Kind: KindMisplacedKey, Subject: "within", Detail: strings.Join(timed, ", ")})
		}
	case !acts && !misspelt && (m.has("on") || !m.has("within")):
		m.c.fail(m.at, Error{Kind: KindNothingToDo})
	}
	if m.first(consoleStepKeys...) != "" {
		m.require("on")
	}
}

func (m *mapping) console() string {
	on, ok := m.str("on", false)
	if ok && len(m.c.names) > 0 && !slices.Contains(m.c.names, on) {
		m.c.fail(nodePos(m.values["on"]), Error{
			Kind: KindUnknownConsole, Subject: on, Suggest: nearest(on, m.c.names)})
	}
	return on
}

// typed reads the line to type. It must be right as a command line where it is
// sure to be one; elsewhere it may as well be input.
func (m *mapping) typed(s *Step) {
	line, ok := m.str("type", false)
	if !ok {
		return
	}
	s.Type = line
	words, bad := split(line)
	if bad == nil && !m.c.allowExec && words[0].text != program {
		bad = &Error{Kind: KindNotSockLab, Subject: words[0].text, Suggest: nearest(words[0].text, []string{program})}
	}
	if bad == nil {
		s.Argv = m.command(s.On, line, words)
	} else if !m.c.track.maybeRunning(s.On) {
		m.c.fail(nodePos(m.values["type"]), *bad)
	}
}

// command is the command line that may run, or nil if it is refused. A line
// that begins with sockLab is a command also where a program may still run.
func (m *mapping) command(on, line string, words []word) []string {
	argv := texts(words)
	if m.c.allowExec && (argv[0] != program || m.c.track.maybeRunning(on)) {
		return argv
	}
	l := commandLine{anyValue: m.c.allowExec}
	at, bad := l.read(argv)
	switch {
	case m.c.allowExec && bad != nil && !slices.Contains(mistakes, bad.Kind):
		bad = nil // the user lets it run all that sockLab can do
	case !m.c.allowExec && bad == nil:
		bad = m.c.budget.spend(&l)
	}
	if bad != nil {
		m.c.fail(m.placeOf(line, words[at]), *bad)
		return nil
	}
	return argv
}

// placeOf is where a word of the line to type stands, if that stands in the file
// as it is, in quotes or not; else where the value begins.
func (m *mapping) placeOf(line string, w word) position {
	at := nodePos(m.values["type"])
	if at.line > len(m.c.lines) {
		return at
	}
	source := []rune(m.c.lines[at.line-1])
	from := at.col - 1
	if from < len(source) && (source[from] == '\'' || source[from] == '"') {
		from++
	}
	if upTo := string([]rune(line)[:w.end]); from <= len(source) && strings.HasPrefix(string(source[from:]), upTo) {
		return position{at.line, from + w.from + 1}
	}
	return at
}
