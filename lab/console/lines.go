package console

import (
	"bytes"
	"strings"

	"socklab/lab/term"
)

// maxLine is where a line is broken that does not end, in bytes.
const maxLine = 64 << 10

// Lines makes lines of text of what a console shows, for a place where nothing
// but text can be: sequences go, also those that came in pieces, and what else
// would act on a terminal is shown in visible form. Of a line that was written
// over, the last writing counts. The zero value is ready.
type Lines struct {
	Colours bool // colours stay, and each line ends without any

	strip stripper
	part  []byte
}

// Add takes what was shown and hands on each line that is complete.
func (l *Lines) Add(p []byte, line func(text string)) {
	l.strip.colours = l.Colours
	from, searched := 0, len(l.part)
	l.part = l.strip.append(l.part, p)
	for {
		n := bytes.IndexByte(l.part[searched:], '\n') + 1
		if n == 0 && len(l.part)-from > maxLine {
			n = len(l.part) - searched
		}
		if n == 0 {
			break
		}
		line(l.text(string(l.part[from : searched+n])))
		from, searched = searched+n, searched+n
	}
	l.part = l.part[:copy(l.part, l.part[from:])]
}

// text is the line as it may be shown. Tabs stay: they are of a table.
func (l *Lines) text(line string) string {
	line = strings.TrimRight(line, "\r\n")
	line = line[strings.LastIndexByte(line, '\r')+1:]
	var b strings.Builder
	plain := true
	for i, piece := range strings.Split(line, "\x1b[") {
		if i > 0 { // of sequences, a stripper leaves those that set colours
			params, rest, _ := strings.Cut(piece, "m")
			b.WriteString("\x1b[" + params + "m")
			piece, plain = rest, strings.Trim(params, "0") == ""
		}
		b.WriteString(term.VisibleLines(piece))
	}
	if !plain {
		b.WriteString("\x1b[0m")
	}
	return b.String()
}
