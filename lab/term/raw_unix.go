//go:build unix

package term

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// keepNewLines lets a terminal in raw mode put a carriage return before a line
// feed again: input and output of a terminal have one mode here, and others may
// write while a key is awaited.
func keepNewLines(fd int) error {
	mode, err := Termios(fd)
	if err != nil {
		return err
	}
	mode.Oflag |= unix.OPOST
	return SetTermios(fd, mode)
}

// Termios gives the modes of a terminal (termios(3)); the error is the system's.
func Termios(fd int) (*unix.Termios, error) { return unix.IoctlGetTermios(fd, getTermios) }

// SetTermios sets them at once; the error is the system's.
func SetTermios(fd int, mode *unix.Termios) error {
	return unix.IoctlSetTermios(fd, setTermios, mode)
}

// arrange asks for room. Who opens the window places it.
func arrange(f *os.File, cols, rows, _, _ int) {
	if c, r, err := term.GetSize(int(f.Fd())); err == nil && (c < cols || r < rows) {
		_, _ = fmt.Fprintf(f, "\x1b[8;%d;%dt", rows, cols)
	}
}

// painting does nothing: terminals begin a new row when the next character
// comes.
func painting(*os.File) (restore func()) { return func() {} }
