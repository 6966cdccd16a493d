package console

import (
	"slices"
	"strconv"
	"strings"
)

// pens are the ways in which text was coloured, by number. 0 is plain.
type pens struct {
	all    []pen
	number map[string]int
	now    map[int]string // what is set: parameters by the one they belong to
}

type pen struct {
	params string // of the SGR sequence that gives it to plain text
	seen   bool   // blanks with it look other than plain ones
}

func newPens() pens {
	return pens{all: make([]pen, 1), number: map[string]int{"": plain}, now: map[int]string{}}
}

const (
	maxPens    = 1 << 16 // a bound of memory: more are shown plain
	foreground = 38
	background = 48
)

// set does an SGR sequence and returns the pen's number.
func (p *pens) set(params string) int {
	args := strings.Split(params, ";")
	for len(args) > 0 {
		n := 1
		if (args[0] == "38" || args[0] == "48" || args[0] == "58") && len(args) > 1 {
			n = min(map[string]int{"2": 5, "5": 3}[args[1]], len(args))
		}
		p.attribute(args[0], strings.Join(args[:max(n, 1)], ";"))
		args = args[max(n, 1):]
	}
	parts := make([]string, 0, len(p.now))
	for _, s := range p.now {
		parts = append(parts, s)
	}
	slices.Sort(parts)
	key := strings.Join(parts, ";")
	n, ok := p.number[key]
	if !ok && len(p.all) < maxPens {
		n = len(p.all)
		p.all = append(p.all, pen{params: key, seen: p.marksBlanks()})
		p.number[key] = n
	}
	return n
}

// attribute sets or resets what a parameter is about.
func (p *pens) attribute(arg, whole string) {
	arg, _, _ = strings.Cut(arg, ":")
	code, _ := strconv.Atoi(arg) // one left out is 0
	switch {
	case code == 0:
		clear(p.now)
	case code < 10:
		p.now[code] = whole
	case code == 22:
		delete(p.now, 1)
		delete(p.now, 2)
	case code > 22 && code < 30:
		delete(p.now, code-20)
	case code == 39 || code == 49:
		delete(p.now, code-1)
	case code >= 30 && code <= 38 || code >= 90 && code <= 97:
		p.now[foreground] = whole
	case code >= 40 && code <= 48 || code >= 100 && code <= 107:
		p.now[background] = whole
	}
}

func (p *pens) marksBlanks() bool {
	const underlined, reversed, struck = 4, 7, 9
	for _, code := range []int{underlined, reversed, struck, background} {
		if p.now[code] != "" {
			return true
		}
	}
	return false
}

// change returns what takes a terminal from pen *from to another.
func (p *pens) change(from *int, to int) string {
	was := *from
	*from = to
	switch {
	case was == to:
		return ""
	case to == plain:
		return "\x1b[0m"
	case was == plain:
		return "\x1b[" + p.all[to].params + "m"
	}
	return "\x1b[0;" + p.all[to].params + "m"
}
