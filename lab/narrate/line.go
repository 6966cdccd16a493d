package narrate

import (
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"
)

// noteColumn is where the words begin, so that both fit in 80 columns.
const noteColumn = 37

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
func (n *Narrator) line(p part, words string) {
	size := utf8.RuneCountInString(p.text + p.result)
	result := n.paint.good
	if p.failed {
		result = n.paint.bad
	}
	n.buf.WriteString(n.paint.call.Sprint(p.text))
	if p.result != "" {
		n.buf.WriteString(result.Sprint(p.result))
	}
	if words == "" {
		n.buf.WriteByte('\n')
		return
	}
	column := noteColumn
	if n.o.Width < 60 {
		column = 4
	}
	lines := []string{words} // as it is: what was sent may hold blanks
	if utf8.RuneCountInString(words) > n.o.Width-column-1 {
		lines = Wrap(words, n.o.Width-column-1)
	}
	for i, l := range lines {
		if i > 0 || size+2 > column {
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
	for _, l := range Wrap(text, n.o.Width-len(indent)-1) {
		n.plain(n.paint.faint.Sprint(indent + l))
	}
}

// Wrap breaks text at blanks into lines of at most width runes; a longer word
// stands alone.
func Wrap(text string, width int) []string {
	var lines []string
	line, size := "", 0
	for _, word := range strings.Fields(text) {
		w := utf8.RuneCountInString(word)
		if size > 0 && size+1+w > width {
			lines = append(lines, line)
			line, size = "", 0
		}
		if size > 0 {
			line += " "
			size++
		}
		line += word
		size += w
	}
	return append(lines, line)
}
