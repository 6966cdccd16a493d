package stage

import (
	"fmt"

	"github.com/fatih/color"

	"socklab/lab/console"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
)

// A log shows all consoles in one terminal, line by line, each behind the
// console's name.
type log struct {
	*narration
	colour  bool
	labels  map[string]string
	lines   map[string]*console.Lines
	prefix  int    // columns of a label and the blank behind it
	shown   *sizes // empty if nobody watches: the script says them
	unwatch func()
}

var labelColours = []color.Attribute{color.FgCyan, color.FgGreen, color.FgMagenta, color.FgYellow, color.FgBlue, color.FgRed}

func newLog(o Options) *log {
	l := &log{narration: newNarration(o), colour: o.Colour, labels: map[string]string{}, lines: map[string]*console.Lines{},
		shown: newSizes(), unwatch: func() {}}
	width := 0
	for _, c := range o.Script.Consoles {
		width = max(width, len(c.Name))
	}
	for i, c := range o.Script.Consoles {
		pen := term.Pen(l.colour, labelColours[i%len(labelColours)], color.Bold)
		l.labels[c.Name] = pen.Sprintf("%-*s |", width, c.Name)
		l.lines[c.Name] = &console.Lines{Colours: l.colour}
	}
	l.prefix = width + len(" | ")
	if term.IsTerminal(o.Out) {
		l.measure()
		l.unwatch = term.WatchSize(o.Out, l.measure)
	}
	return l
}

// Watch implements Stage. The consoles are as wide as what is left of a terminal
// behind the labels, also when that changes.
func (l *log) Watch(o *session.Options) {
	o.Show, o.Merged = l.show, true
	o.Size, o.Resize = l.shown.of, l.shown.tell
	l.narration.watch(o)
}

// Close implements Stage.
func (l *log) Close(bool) error {
	l.unwatch()
	return l.end()
}

// leastWidth is how narrow a console of the log gets: narrower, words break
// anyway.
const leastWidth = 20

// measure makes all consoles as wide as there is room. Only the width counts:
// a log has no last row.
func (l *log) measure() {
	if cols, _, ok := term.Size(l.w); ok {
		for name := range l.labels {
			l.shown.set(name, max(cols-l.prefix, leastWidth), script.MaxRows)
		}
	}
}

// show prints each line when it is complete.
func (l *log) show(console string, p []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines[console].Add(p, func(text string) {
		if text != "" {
			fmt.Fprintln(l.w, l.labels[console], text)
		}
	})
}
