//go:build unix && !linux

package term

import "golang.org/x/sys/unix"

// The requests of the terminal's modes (termios(4)).
const (
	getTermios = unix.TIOCGETA
	setTermios = unix.TIOCSETA
)
