package script

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/xrash/smetrics"
)

// mapping is a YAML map of which only known keys are left, each once.
type mapping struct {
	c      *checker
	at     position
	keys   map[string]position
	values map[string]ast.Node
}

// mapping reads a map, or reports why not and returns nil. The name is that of
// the key whose value n is, or of what n is where it has no key.
func (c *checker) mapping(n ast.Node, name string, known []string) *mapping {
	node, ok := n.(*ast.MappingNode)
	if !ok {
		c.wrongType(n, nodePos(n), name, WantMap)
		return nil
	}
	m := &mapping{c, nodePos(n), map[string]position{}, map[string]ast.Node{}}
	for _, v := range node.Values {
		t := v.Key.GetToken()
		key, at := t.Value, tokenPos(t)
		if !slices.Contains(known, key) {
			c.fail(at, unknownKey(key, known, v.Value, node.IsFlowStyle))
			continue
		}
		if first, ok := m.keys[key]; ok {
			c.fail(at, Error{Kind: KindDuplicateKey, Subject: key, Detail: strconv.Itoa(first.line)})
			continue
		}
		m.keys[key], m.values[key] = at, v.Value
	}
	return m
}

// unknownKey tells a key that was misspelt from a piece of a text: without
// quotes, a comma in {…} ends the text.
func unknownKey(key string, known []string, v ast.Node, flow bool) Error {
	suggest := nearest(key, known)
	if _, null := v.(*ast.NullNode); null && flow && suggest == "" {
		return Error{Kind: KindComma, Subject: key}
	}
	return Error{Kind: KindUnknownKey, Subject: key, Suggest: suggest}
}

func (m *mapping) has(key string) bool {
	_, ok := m.keys[key]
	return ok
}

// first returns the first of the keys that is there, or "".
func (m *mapping) first(keys ...string) string {
	for _, k := range keys {
		if m.has(k) {
			return k
		}
	}
	return ""
}

func (m *mapping) require(keys ...string) {
	for _, k := range keys {
		if !m.has(k) {
			m.c.fail(m.at, Error{Kind: KindMissingKey, Subject: k})
		}
	}
}

// list returns the entries of a list, which must have some, up to the most.
func (m *mapping) list(key string, empty Kind, most int) []ast.Node {
	if !m.has(key) {
		return nil
	}
	seq, ok := m.values[key].(*ast.SequenceNode)
	if !ok {
		m.wrongType(key, WantList)
		return nil
	}
	if len(seq.Values) == 0 {
		m.c.fail(m.keys[key], Error{Kind: empty, Subject: key})
	}
	if len(seq.Values) > most {
		m.c.fail(nodePos(seq.Values[most]), Error{Kind: KindTooMany, Subject: key, Detail: strconv.Itoa(most)})
	}
	return seq.Values[:min(len(seq.Values), most)]
}

// str returns a string that is not blank and has no control characters but tab
// and, if lines is set, line feed. An absent key is no error.
func (m *mapping) str(key string, lines bool) (string, bool) {
	if !m.has(key) {
		return "", false
	}
	s, ok := scalar(m.values[key])
	if !ok {
		m.wrongType(key, WantString)
		return "", false
	}
	s = strings.TrimSuffix(s, "\n") // what a block scalar ends with
	at := nodePos(m.values[key])
	switch {
	case strings.TrimSpace(s) == "":
		m.c.fail(at, Error{Kind: KindEmpty, Subject: key})
	case !utf8.ValidString(s):
		m.c.fail(at, Error{Kind: KindEncoding})
	default:
		for _, r := range s {
			if isControl(r) && r != '\t' && (r != '\n' || !lines) {
				m.c.fail(at, Error{Kind: KindControl, Subject: fmt.Sprintf("%U", r)})
				return s, false
			}
		}
		return s, true
	}
	return "", false
}

// integer returns a whole number from lo to hi, or none if there is no such
// number.
func (m *mapping) integer(key string, lo, hi, none int) int {
	if !m.has(key) {
		return none
	}
	node, ok := m.values[key].(*ast.IntegerNode)
	if !ok {
		m.wrongType(key, WantInteger)
		return none
	}
	n, err := strconv.Atoi(fmt.Sprint(node.Value)) // int64 or uint64
	if err != nil || n < lo || n > hi {
		m.c.fail(nodePos(node), Error{
			Kind: KindOutOfRange, Subject: node.GetToken().Value, Detail: fmt.Sprintf("%d..%d", lo, hi)})
		return none
	}
	return n
}

func (m *mapping) wrongType(key, want string) { m.c.wrongType(m.values[key], m.keys[key], key, want) }

// wrongType reports a value that is not what is wanted; at is where one belongs
// that is missing.
func (c *checker) wrongType(n ast.Node, at position, name, want string) {
	if _, null := n.(*ast.NullNode); null {
		c.fail(at, Error{Kind: KindEmpty, Subject: name})
		return
	}
	c.fail(nodePos(n), Error{Kind: KindWrongType, Subject: name, Detail: want})
}

// scalar returns the text of a string in any of YAML's styles.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	}
	return "", false
}

// nearest returns the known word that was probably meant, or "".
func nearest(word string, known []string) string {
	best, least := "", 3
	if len(word) > maxSubject { // the distance takes time in proportion
		return ""
	}
	for _, k := range known {
		d := smetrics.WagnerFischer(strings.ToLower(word), strings.ToLower(k), 1, 1, 1)
		if d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
}
