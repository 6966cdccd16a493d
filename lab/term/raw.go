package term

import (
	"io"
	"sync"

	"golang.org/x/term"
)

// Raw lets each key of s.In be read as it is pressed, without echo; Ctrl+C is a
// key like others. What is written stays as it was: a line feed begins a new
// line. restore puts the terminal back as it was, once, and may be called again.
// Where s.In is no terminal, Raw does nothing. The error is the terminal's.
func Raw(s Streams) (restore func(), err error) {
	if !IsTerminal(s.In) {
		return func() {}, nil
	}
	fd := int(file(s.In).Fd())
	before, err := term.MakeRaw(fd)
	if err != nil {
		return nil, err
	}
	restore = sync.OnceFunc(func() { _ = term.Restore(fd, before) })
	if err := keepNewLines(fd); err != nil {
		restore()
		return nil, err
	}
	return restore, nil
}

// Painting prepares the terminal of w for a program that paints all of it:
// what is written in the last column moves nothing. restore puts it back as it
// was. Elsewhere Painting does nothing.
func Painting(w io.Writer) (restore func()) {
	if !IsTerminal(w) || IsOldConsole(w) {
		return func() {}
	}
	return painting(file(w))
}

// Arrange asks the window of w to have room for cols by rows cells and to be
// the one at index of so many side by side. A window that cannot stays as it
// is.
func Arrange(w io.Writer, cols, rows, index, of int) {
	if IsTerminal(w) && of > 0 {
		arrange(file(w), cols, rows, index, of)
	}
}
