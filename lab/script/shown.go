package script

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// gap stands for what a pattern leaves open.
const gap = "…"

// Shown is a pattern as people read it: its literal text, and … for whatever
// it leaves open. It is "…" where nothing of it is literal.
func Shown(re *regexp.Regexp) string {
	tree, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return gap // a compiled pattern parses
	}
	var b strings.Builder
	showTree(&b, tree)
	words := strings.Join(strings.Fields(b.String()), " ")
	for strings.Contains(words, gap+gap) {
		words = strings.ReplaceAll(words, gap+gap, gap)
	}
	return words
}

func showTree(b *strings.Builder, tree *syntax.Regexp) {
	switch tree.Op {
	case syntax.OpLiteral:
		b.WriteString(string(tree.Rune))
	case syntax.OpConcat, syntax.OpCapture:
		for _, sub := range tree.Sub {
			showTree(b, sub)
		}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
	default:
		b.WriteString(gap)
	}
}
