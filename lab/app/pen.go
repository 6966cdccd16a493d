package app

import (
	"github.com/fatih/color"
)

// A pen has the colours of the command's own lines.
type pen struct{ bad, faint, good, label *color.Color }

func newPen(on bool) *pen {
	p := &pen{bad: color.New(color.FgRed), faint: color.New(color.FgYellow), good: color.New(color.FgGreen), label: color.New(color.FgCyan)}
	for _, c := range []*color.Color{p.bad, p.faint, p.good, p.label} {
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return p
}
