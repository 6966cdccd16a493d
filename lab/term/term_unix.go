//go:build unix

package term

import (
	"io"
	"os"
)

func usable(f *os.File, _ bool) *os.File { return f }

// EchoesKeys tells whether w is a terminal that shows Ctrl+C as ^C.
func EchoesKeys(w io.Writer) bool { return IsTerminal(w) }

// display is f: every terminal knows ANSI sequences.
func display(f *os.File) io.Writer { return f }

// aloneInConsole tells whether the program's console was opened for it: here
// file managers open none, or one that stays.
func aloneInConsole() bool { return false }

// typed is f: the terminal itself makes the lines.
func typed(f *os.File) io.Reader { return f }
