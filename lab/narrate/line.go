package narrate

import (
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"socklab/lab/term"
)

// noteColumn is where the words begin, so that both fit in 80 columns; on a
// narrow screen they stand below the call, indented. Windows' numbers of
// sockets have three digits.
const (
	noteColumn        = 37
	noteColumnWindows = 39
	narrow            = 60
	narrowIndent      = 4
)

func (n *Narrator) column() int {
	switch {
	case n.o.Width < narrow:
		return narrowIndent
	case n.system == "windows":
		return noteColumnWindows
	}
	return noteColumn
}

// columnFor is where the words of a call of size columns begin. On Windows,
// where some calls are longer than others by half, short words stand behind a
// call that reaches into their column.
func (n *Narrator) columnFor(size int, words string) int {
	behind := size + gap
	if n.system == "windows" && n.o.Width >= narrow && behind > n.column() && behind+utf8.RuneCountInString(words) < n.o.Width {
		return behind
	}
	return n.column()
}

// gap is the least between a call and its words.
const gap = 2

// room is how many columns the words have: the last stays free, because
// consoles on Windows go to the next line after it.
func (n *Narrator) room() int { return n.o.Width - n.column() - 1 }

// A part is a call as it is printed.
type part struct {
	text, result string
	failed       bool
}

type paint struct{ call, good, bad, faint *color.Color }

func newPaint(on bool) paint {
	p := paint{color.New(color.FgCyan), color.New(color.FgGreen), color.New(color.FgRed, color.Bold), color.New(color.FgYellow)}
	for _, c := range []*color.Color{p.call, p.good, p.bad, p.faint} {
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return p
}

// line writes a call and its words, which go on below where they do not fit.
// The zone of an address may hold anything that somebody has typed.
func (n *Narrator) line(p part, words string) {
	n.measure()
	p.text, words = term.Visible(p.text), term.Visible(words)
	size := utf8.RuneCountInString(p.text + p.result)
	result := n.paint.good
	if p.failed {
		result = n.paint.bad
	}
	n.buf.WriteString(n.paint.call.Sprint(p.text))
	if size >= n.o.Width {
		n.buf.WriteString("\n" + strings.Repeat(" ", narrowIndent-1))
	}
	if p.result != "" {
		n.buf.WriteString(result.Sprint(p.result))
	}
	if words == "" {
		n.buf.WriteByte('\n')
		return
	}
	column := n.columnFor(size, words)
	for i, l := range term.Wrap(words, n.room()) {
		if i > 0 || size+gap > column {
			if size > 0 || i > 0 {
				n.buf.WriteByte('\n')
			}
			size = 0
		}
		n.buf.WriteString(strings.Repeat(" ", column-size))
		n.buf.WriteString(l)
	}
	n.buf.WriteByte('\n')
}

func (n *Narrator) plain(text string) {
	n.buf.WriteString(text)
	n.buf.WriteByte('\n')
}

// paragraph writes a reason, indented and wrapped.
func (n *Narrator) paragraph(text string) {
	const indent = "    "
	for _, l := range term.Wrap(text, n.o.Width-len(indent)-1) {
		n.plain(n.paint.faint.Sprint(indent + l))
	}
}
