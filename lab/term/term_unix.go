//go:build unix

package term

import (
	"io"
	"os"
)

func usable(f *os.File, _ bool) *os.File { return f }

// EchoesKeys tells whether w is a terminal that shows Ctrl+C as ^C.
func EchoesKeys(w io.Writer) bool { return IsTerminal(w) }

// escapes tells whether f understands ANSI sequences.
func escapes(*os.File) bool { return true }
