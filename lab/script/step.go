package script

import (
	"errors"
	"slices"
	"strconv"
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
	if len(nodes) > maxSteps {
		c.fail(nodePos(nodes[maxSteps]), Error{Kind: KindTooMany, Subject: "steps", Detail: strconv.Itoa(maxSteps)})
		nodes = nodes[:maxSteps]
	}
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
	m := c.mapping(n, "steps", stepKeys)
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
	s.Within = m.duration("within", time.Nanosecond, maxWithin, "up to 10m, not 0")
	if s.Within == 0 && s.On != "" {
		s.Within = DefaultWithin
	}
	if n, ok := m.integer("exit", 0, 255); ok {
		s.Exit = &n
	}
	s.Pause = m.duration("pause", 0, maxPause, "0s to 1m")
	c.track.step(m, s.On)
	return s
}

// shape checks which keys stand together. A step with a misspelt key is not
// blamed for doing nothing.
func (m *mapping) shape(misspelt bool) {
	_, acts := m.first(actions...)
	switch {
	case m.has("say"):
		if k, ok := m.first(append([]string{"on"}, consoleStepKeys...)...); ok {
			m.c.fail(m.keys[k], Error{Kind: KindSayWithOn, Subject: k})
		}
		return
	case m.has("note"):
		m.c.fail(m.keys["note"], Error{Kind: KindMisplacedKey, Subject: "note", Detail: "say"})
	case m.has("on") && acts:
		if _, ok := m.first(timed...); m.has("within") && !ok {
			m.c.fail(m.keys["within"], Error{Kind: KindMisplacedKey, Subject: "within", Detail: strings.Join(timed, ", ")})
		}
	case !acts && !misspelt && (m.has("on") || !m.has("within")):
		m.c.fail(m.at, Error{Kind: KindNothingToDo})
	}
	if _, needs := m.first(consoleStepKeys...); needs {
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
	argv, err := Words(line)
	if err == nil && !m.c.allowExec && argv[0] != program {
		err = &Error{Kind: KindNotSockLab, Subject: argv[0], Suggest: nearest(argv[0], []string{program})}
	}
	if err == nil {
		s.Argv = argv
		return
	}
	var e *Error
	if errors.As(err, &e) && !m.c.track.maybeRunning(s.On) {
		m.c.fail(nodePos(m.values["type"]), Error{Kind: e.Kind, Subject: e.Subject, Suggest: e.Suggest})
	}
}

// program is what a script may run.
const program = "sockLab"
