package script

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"socklab/lab/keys"

	"github.com/goccy/go-yaml/ast"

	"socklab/lab/event"
)

// Bounds on regular expressions: a short one may compile into millions of
// instructions. The cost counts instructions and runes in classes.
const (
	maxRegexpLen       = 1000
	maxRegexpCost      = 50_000
	maxRegexpTotalCost = 500_000
)

// press reads a key. A digit counts as a character without quotes too.
func (m *mapping) press() string {
	if !m.has("press") {
		return ""
	}
	n := m.values["press"]
	key, ok := scalar(n)
	if i, isInt := n.(*ast.IntegerNode); isInt {
		key, ok = i.GetToken().Value, true
	}
	switch {
	case !ok:
		m.wrongType("press", WantString)
	case key == " ":
		return "space"
	case slices.Contains(keys.Script(), key), keys.Prints(key):
		return key
	default:
		m.c.fail(nodePos(n), Error{Kind: KindBadPress, Subject: key, Suggest: nearest(key, keys.Script())})
	}
	return ""
}

// calls are those that a step may await.
var calls = event.Names(func(t *event.Traits) bool { return t.Awaited })

func (m *mapping) call() string {
	name, ok := m.str("call", false)
	if ok && !slices.Contains(calls, name) {
		m.c.fail(nodePos(m.values["call"]), Error{Kind: KindBadCall, Subject: name, Suggest: nearest(name, calls)})
	}
	return name
}

var durationForm = whenUsed(`^([0-9]+(\.[0-9]+)?(ms|s|m))+$`)

func (m *mapping) duration(key string, lo, hi time.Duration, span string) time.Duration {
	if !m.has(key) {
		return 0
	}
	n := m.values[key]
	at, s := nodePos(n), n.GetToken().Value
	text, ok := scalar(n)
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode: // a number without unit
	default:
		if !ok {
			m.wrongType(key, WantDuration)
			return 0
		}
		s = text
	}
	d, err := time.ParseDuration(s)
	switch {
	case !ok || !durationForm().MatchString(s) || err != nil:
		e := Error{Kind: KindBadDuration, Subject: s, Detail: "500ms, 5s, 1m"}
		if f, err := strconv.ParseFloat(s, 64); err == nil && f > 0 && durationForm().MatchString(s+"s") {
			e.Suggest = s + "s"
		}
		m.c.fail(at, e)
		return 0
	case d < lo || d > hi:
		m.c.fail(at, Error{Kind: KindOutOfRange, Subject: s, Detail: span})
		return 0
	}
	return d
}

// wait compiles the expression after its cost is known to be bounded.
func (m *mapping) wait() *regexp.Regexp {
	expr, ok := m.str("wait", true)
	if !ok || m.c.regexpCost > maxRegexpTotalCost {
		return nil
	}
	at := nodePos(m.values["wait"])
	if utf8.RuneCountInString(expr) > maxRegexpLen {
		m.c.fail(at, Error{Kind: KindTooLarge, Subject: "wait", Detail: strconv.Itoa(maxRegexpLen)})
		return nil
	}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		m.badRegexp(at, expr, err)
		return nil
	}
	cost := regexpCost(tree)
	m.c.regexpCost += cost
	if cost > maxRegexpCost || m.c.regexpCost > maxRegexpTotalCost {
		m.c.fail(at, Error{Kind: KindTooLarge, Subject: "wait", Detail: strconv.Itoa(maxRegexpCost)})
		return nil
	}
	re, err := regexp.Compile(expr)
	if err != nil {
		m.badRegexp(at, expr, err)
		return nil
	}
	return re
}

func (m *mapping) badRegexp(at position, expr string, err error) {
	e := Error{Kind: KindBadRegexp, Subject: expr, Detail: err.Error()}
	var bad *syntax.Error
	if errors.As(err, &bad) {
		e.Subject, e.Detail = bad.Expr, bad.Code.String()
	}
	m.c.fail(at, e)
}

func regexpCost(re *syntax.Regexp) int {
	instructions, classes := regexpSize(re)
	return instructions + classes
}

// regexpSize returns the instructions and the runes of classes, which repeats
// share. The library has bounded the tree's depth and the product of repeats.
func regexpSize(re *syntax.Regexp) (instructions, classes int) {
	for _, sub := range re.Sub {
		i, c := regexpSize(sub)
		instructions, classes = instructions+i, classes+c
	}
	switch re.Op {
	case syntax.OpLiteral:
		instructions += len(re.Rune)
	case syntax.OpCharClass:
		instructions, classes = instructions+1, classes+len(re.Rune)
	case syntax.OpRepeat:
		instructions *= max(re.Max, re.Min+1)
	default:
		instructions++
	}
	return instructions, classes
}
