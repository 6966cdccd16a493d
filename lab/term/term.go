// Package term is the terminal: the three streams, whether people watch them,
// how wide they are and whether they take colour. It knows no words.
package term

import (
	"io"
	"os"

	"golang.org/x/term"
)

// defaultWidth is used where nobody watches, in columns.
const defaultWidth = 80

// Streams are what a command reads from and writes to.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Std gives the process's own streams. Where it was started without (under
// some consoles on Windows), it opens the console's.
func Std() Streams {
	return Streams{In: usable(os.Stdin, false), Out: usable(os.Stdout, true), Err: usable(os.Stderr, true)}
}

// IsTerminal tells whether a person watches or types at s.
func IsTerminal(s any) bool {
	f, ok := s.(*os.File)
	return ok && f != nil && term.IsTerminal(int(f.Fd()))
}

// Width is the number of columns of w, or 80 where it is no terminal.
func Width(w io.Writer) int {
	if cols, _, ok := Size(w); ok {
		return cols
	}
	return defaultWidth
}

// Size is the number of columns and rows of w; ok is false where it is no
// terminal, or one that does not tell.
func Size(w io.Writer) (cols, rows int, ok bool) {
	if !IsTerminal(w) {
		return 0, 0, false
	}
	cols, rows, err := term.GetSize(int(w.(*os.File).Fd()))
	return cols, rows, err == nil && cols > 0 && rows > 0
}

// When says whether to colour.
type When int

// The values of --color.
const (
	Auto When = iota
	Always
	Never
)

// Colour tells whether what goes to w shall be coloured: where a person
// watches a terminal that can, unless NO_COLOR is set (no-color.org).
func Colour(w io.Writer, when When) bool {
	switch when {
	case Always:
		return true
	case Never:
		return false
	}
	if os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" || !IsTerminal(w) {
		return false
	}
	return escapes(w.(*os.File))
}
