package app

import "github.com/fatih/color"

// A pen has the colours of the command's own lines.
type pen struct{ bad, faint, good *color.Color }

func newPen(on bool) *pen {
	return &pen{bad: pick(on, color.FgRed), faint: pick(on, color.FgYellow), good: pick(on, color.FgGreen)}
}

// pick makes a colour that is on or off, whatever the library thinks.
func pick(on bool, attributes ...color.Attribute) *color.Color {
	c := color.New(attributes...)
	if on {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}
