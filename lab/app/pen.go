package app

import (
	"github.com/fatih/color"

	"socklab/lab/term"
)

// A pen has the colours of the command's own lines.
type pen struct{ bad, faint, good *color.Color }

func newPen(on bool) *pen {
	return &pen{bad: term.Pen(on, color.FgRed), faint: term.Pen(on, color.FgYellow), good: term.Pen(on, color.FgGreen)}
}
