// Package term is the terminal: the three streams, whether people watch them,
// how wide they are and whether they take colour. It knows no words.
package term

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/fatih/color"
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
// some consoles on Windows), it opens the console's. On a terminal, ANSI
// sequences work.
func Std() Streams {
	return Streams{In: usable(os.Stdin, false), Out: display(usable(os.Stdout, true)), Err: display(usable(os.Stderr, true))}
}

// An oldConsole is a console that does not know ANSI sequences: a writer to it
// does in its stead what they ask.
type oldConsole struct {
	w    io.Writer
	file *os.File
}

// writing: standard output and standard error are one console mostly.
var writing sync.Mutex

// Write keeps what is written at once together: the writer makes many calls of
// it.
func (o *oldConsole) Write(p []byte) (int, error) {
	writing.Lock()
	defer writing.Unlock()
	return o.w.Write(p)
}

// file is what a stream of Std reads or writes; nil: it is another's.
func file(s any) *os.File {
	switch s := s.(type) {
	case *os.File:
		return s
	case *oldConsole:
		return s.file
	}
	return nil
}

// IsTerminal tells whether a person watches or types at s.
func IsTerminal(s any) bool {
	f := file(s)
	return f != nil && term.IsTerminal(int(f.Fd()))
}

// IsOldConsole tells whether ANSI sequences do on w only what a writer can do
// in its stead: colours, simple moves.
func IsOldConsole(w io.Writer) bool {
	_, ok := w.(*oldConsole)
	return ok
}

// Size is the number of columns and rows of w; ok is false where it is no
// terminal, or one that does not tell.
func Size(w io.Writer) (cols, rows int, ok bool) {
	if !IsTerminal(w) {
		return 0, 0, false
	}
	cols, rows, err := term.GetSize(int(file(w).Fd()))
	if err != nil || cols <= 0 || rows <= 0 {
		return 0, 0, false
	}
	return cols, rows, true
}

// Width is the number of columns of w, or 80 where it is no terminal.
func Width(w io.Writer) int {
	if cols, _, ok := Size(w); ok {
		return cols
	}
	return defaultWidth
}

// WidthNow gives a function that tells the width of w as it is when it is
// called or, on Windows, as it was within the second before.
func WidthNow(w io.Writer) func() int {
	var mu sync.Mutex
	width, asked := Width(w), time.Now()
	return func() int {
		mu.Lock()
		defer mu.Unlock()
		if time.Since(asked) >= widthFor {
			width, asked = Width(w), time.Now()
		}
		return width
	}
}

// When says whether to colour.
type When int

// The values of --color.
const (
	Auto When = iota
	Always
	Never
)

// WhenNames gives their names, in their order.
func WhenNames() []string { return []string{Auto: "auto", Always: "always", Never: "never"} }

// Colour tells whether what goes to w shall be coloured: where a person
// watches a terminal, unless NO_COLOR is set (no-color.org).
func Colour(w io.Writer, when When) bool {
	switch when {
	case Always:
		return true
	case Never:
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && IsTerminal(w)
}

// Pen makes a colour that is on or off, whatever the library thinks.
func Pen(on bool, attributes ...color.Attribute) *color.Color {
	c := color.New(attributes...)
	if on {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}

// OwnWindow tells whether a window was opened for this program alone, and
// somebody sees it: a console that other programs gave it may be hidden, and
// its streams go elsewhere.
func OwnWindow(s Streams) bool { return IsTerminal(s.In) && IsTerminal(s.Out) && aloneInConsole() }
