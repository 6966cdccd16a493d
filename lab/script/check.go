package script

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
)

const (
	maxConsoles = 8
	maxSteps    = 1000
)

// The keys of each map. schema.json has the same.
var (
	scriptKeys  = []string{"title", "description", "consoles", "steps", "size", "port"}
	textKeys    = []string{"es", "en"}
	consoleKeys = []string{"name", "title"}
	sizeKeys    = []string{"cols", "rows"}
)

const consoleNamePattern = `^[a-z0-9][a-z0-9_-]{0,31}$`

var consoleNameForm = lazyPattern(consoleNamePattern)

// lazyPattern is a pattern that is compiled when it is used: most runs of the
// program need none of them.
func lazyPattern(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// checker reads one script and gathers what is wrong with it.
type checker struct {
	file      string
	lines     []string
	errs      Errors
	allowExec bool

	names      []string // of consoles; nil if not all could be read
	track      tracker
	regexpCost int
	budget     budget
}

func (c *checker) script(data []byte) *Script {
	m := c.document(data)
	if m == nil {
		return nil
	}
	m.require("title", "consoles", "steps")
	s := &Script{
		AllowExec:   c.allowExec,
		Title:       m.text("title", false),
		Description: m.text("description", true),
		Size:        m.size(),
		Port:        m.port(),
		Consoles:    c.consoles(m.list("consoles", KindEmpty, maxConsoles)),
		Steps:       c.steps(m.list("steps", KindNothingToDo, maxSteps)),
	}
	s.Clients = c.budget.clients
	return s
}

// text reads a string, the same in both languages, or a map of both.
func (m *mapping) text(key string, lines bool) Text {
	if !m.has(key) {
		return Text{}
	}
	n := m.values[key]
	if _, ok := n.(*ast.MappingNode); ok {
		t := m.c.mapping(n, key, textKeys)
		for _, lang := range textKeys {
			if !t.has(lang) {
				m.c.fail(t.at, Error{Kind: KindMissingLanguage, Subject: lang})
			}
		}
		es, _ := t.str("es", lines)
		en, _ := t.str("en", lines)
		return Text{strings.TrimSpace(es), strings.TrimSpace(en)}
	}
	if _, ok := scalar(n); !ok {
		m.wrongType(key, WantText)
		return Text{}
	}
	s, _ := m.str(key, lines)
	s = strings.TrimSpace(s)
	return Text{s, s}
}

func (m *mapping) size() Size {
	size := Size{Cols: 80, Rows: 24}
	n, ok := m.values["size"].(*ast.MappingNode)
	if ok {
		s := m.c.mapping(n, "size", sizeKeys)
		size.Cols = s.integer("cols", 20, 300, size.Cols)
		size.Rows = s.integer("rows", 5, MaxRows, size.Rows)
	} else if m.has("size") {
		m.wrongType("size", WantMap)
	}
	return size
}

func (m *mapping) port() int {
	s, isString := scalar(m.values["port"])
	if !isString {
		return m.integer("port", 1, 65535, 0)
	}
	if _, err := strconv.Atoi(s); err == nil {
		m.wrongType("port", WantInteger)
	} else if s != "auto" {
		m.c.fail(nodePos(m.values["port"]), Error{
			Kind: KindOutOfRange, Subject: s, Suggest: nearest(s, []string{"auto"}), Detail: "auto, 1..65535"})
	}
	return PortAuto
}

func (c *checker) consoles(nodes []ast.Node) []Console {
	var consoles []Console
	var names []string
	lines := map[string]int{}
	for _, n := range nodes {
		m := c.mapping(n, "console", consoleKeys)
		if m == nil {
			continue
		}
		m.require("name")
		name, ok := m.str("name", false)
		con := Console{Name: name, Title: m.text("title", false)}
		if con.Title == (Text{}) {
			con.Title = Text{name, name}
		}
		if ok {
			c.checkConsoleName(name, nodePos(m.values["name"]), lines)
			names = append(names, name)
		}
		consoles = append(consoles, con)
	}
	if len(names) == len(nodes) {
		c.names = names
	}
	return consoles
}

// checkConsoleName checks a name; lines has where each name stood first.
func (c *checker) checkConsoleName(name string, at position, lines map[string]int) {
	first, dup := lines[name]
	switch {
	case !consoleNameForm().MatchString(name):
		c.fail(at, Error{Kind: KindBadConsoleName, Subject: name, Detail: consoleNamePattern})
	case windowsDevice().MatchString(name):
		c.fail(at, Error{Kind: KindBadConsoleName, Subject: name})
	case dup:
		c.fail(at, Error{Kind: KindDuplicateConsole, Subject: name, Detail: strconv.Itoa(first)})
	default:
		lines[name] = at.line
	}
}
