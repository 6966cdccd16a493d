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
	if _, isInt := n.(*ast.IntegerNode); isInt {
		key, ok = n.GetToken().Value, true
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

var durationForm = lazyPattern(`^([0-9]+(\.[0-9]+)?(ms|s|m))+$`)

func (m *mapping) duration(key string, lo, hi time.Duration, span string) time.Duration {
	if !m.has(key) {
		return 0
	}
	n := m.values[key]
	s, ok := scalar(n)
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode: // a number without unit
		s, ok = n.GetToken().Value, true
	}
	d, err := time.ParseDuration(s)
	switch {
	case !ok:
		m.wrongType(key, WantDuration)
	case !durationForm().MatchString(s) || err != nil:
		e := Error{Kind: KindBadDuration, Subject: s, Detail: "500ms, 5s, 1m"}
		if f, err := strconv.ParseFloat(s, 64); err == nil && f > 0 && durationForm().MatchString(s+"s") {
			e.Suggest = s + "s"
		}
		m.c.fail(nodePos(n), e)
	case d < lo || d > hi:
		m.c.fail(nodePos(n), Error{Kind: KindOutOfRange, Subject: s, Detail: span})
	default:
		return d
	}
	return 0
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
		e := Error{Kind: KindBadRegexp, Subject: expr, Detail: err.Error()}
		if bad, ok := errors.AsType[*syntax.Error](err); ok {
			e.Subject, e.Detail = bad.Expr, bad.Code.String()
		}
		m.c.fail(at, e)
		return nil
	}
	instructions, classes := regexpSize(tree)
	cost := instructions + classes
	m.c.regexpCost += cost
	if cost > maxRegexpCost || m.c.regexpCost > maxRegexpTotalCost {
		m.c.fail(at, Error{Kind: KindTooLarge, Subject: "wait", Detail: strconv.Itoa(maxRegexpCost)})
		return nil
	}
	return regexp.MustCompile(expr) // what parses compiles
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
