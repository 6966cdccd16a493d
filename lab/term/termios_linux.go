package term

import "golang.org/x/sys/unix"

// The requests of the terminal's modes (ioctl_tty(2)).
const (
	getTermios = unix.TCGETS
	setTermios = unix.TCSETS
)
