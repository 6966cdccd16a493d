package console

import (
	"regexp"
	"regexp/syntax"
)

// pattern is a regular expression, and what its search need not look at.
type pattern struct {
	re        *regexp.Regexp
	literal   bool // a match cannot grow
	anchored  bool // cares where the text begins
	manyLines bool // a match may contain a line end
}

func newPattern(re *regexp.Regexp) pattern {
	p := pattern{re: re, anchored: true, manyLines: true}
	_, p.literal = re.LiteralPrefix()
	parsed, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return p // a POSIX expression
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return p
	}
	p.anchored, p.manyLines = false, false
	for i := range prog.Inst {
		switch inst := &prog.Inst[i]; inst.Op {
		case syntax.InstEmptyWidth:
			p.anchored = p.anchored || syntax.EmptyOp(inst.Arg)&syntax.EmptyBeginText != 0
		case syntax.InstRuneAny:
			p.manyLines = true
		case syntax.InstRune, syntax.InstRune1:
			p.manyLines = p.manyLines || inst.MatchRune('\n')
		}
	}
	return p
}
