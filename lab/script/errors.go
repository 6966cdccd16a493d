package script

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxErrors is how many errors are gathered before the check stops.
const maxErrors = 20

// excerptWidth is how much of a long line an excerpt shows.
const excerptWidth = 100

// What a message quotes from the script is bounded, in characters.
const (
	maxSubject = 60
	maxDetail  = 200
)

// Error is one thing wrong with a script. Line and Col count from 1, Col in
// characters. What Subject, Suggest and Detail hold depends on the Kind.
type Error struct {
	File      string
	Line, Col int
	Kind      Kind
	Subject   string
	Suggest   string
	Detail    string
	Source    string // the text of the line
}

// Error returns one English line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(e.File + ":")
	}
	fmt.Fprintf(&b, "%d:%d: %s", e.Line, e.Col, e.Kind)
	if e.Subject != "" {
		fmt.Fprintf(&b, " %q", e.Subject)
	}
	if e.Detail != "" {
		b.WriteString(" (" + e.Detail + ")")
	}
	if e.Suggest != "" {
		fmt.Fprintf(&b, ", did you mean %q?", e.Suggest)
	}
	return b.String()
}

// Excerpt returns the source line and, below, a caret at the column. Of a long
// line it shows the part around the column.
func (e *Error) Excerpt() string {
	line := []rune(e.Source)
	at := min(max(e.Col-1, 0), len(line))
	from := 0
	if len(line) > excerptWidth {
		from = min(max(at-excerptWidth/2, 0), len(line)-excerptWidth)
		line = line[from : from+excerptWidth]
	}
	var b strings.Builder
	for _, r := range line {
		if isControl(r) && r != '\t' {
			r = unicode.ReplacementChar
		}
		b.WriteRune(r)
	}
	b.WriteByte('\n')
	for _, r := range line[:at-from] {
		switch {
		case r == '\t':
			b.WriteByte('\t') // so that the caret keeps in line
		case !unicode.Is(unicode.Mn, r):
			b.WriteByte(' ')
		}
	}
	b.WriteByte('^')
	return b.String()
}

// Errors is all that is wrong with a script, up to 20, in the order of the file.
type Errors []*Error

// Error returns one line for each error.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.As each error.
func (es Errors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

// position is a place in the script, both counted from 1.
type position struct{ line, col int }

// fail adds an error, as long as there is room.
func (c *checker) fail(at position, e Error) {
	if c.full() {
		return
	}
	e.File = c.file
	e.Line = max(at.line, 1)
	e.Col = max(at.col, 1)
	e.Subject = shorten(e.Subject, maxSubject)
	e.Detail = shorten(e.Detail, maxDetail)
	if e.Line <= len(c.lines) {
		e.Source = c.lines[e.Line-1]
	}
	c.errs = append(c.errs, &e)
}

func (c *checker) full() bool { return len(c.errs) >= maxErrors }

func (c *checker) sorted() Errors {
	slices.SortStableFunc(c.errs, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return c.errs
}

// shorten bounds a quotation without walking all of a long one.
func shorten(s string, most int) string {
	if runes := []rune(s[:min(len(s), utf8.UTFMax*(most+1))]); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
