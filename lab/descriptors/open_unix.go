//go:build unix

package descriptors

import (
	"os"

	"golang.org/x/sys/unix"
)

// Open opens a file with a descriptor out of the sockets' way.
func Open(name string, flags int) (*os.File, error) {
	fd, err := unix.Open(name, flags|unix.O_CLOEXEC, 0o644)
	if err == nil {
		low := fd
		fd, err = unix.FcntlInt(uintptr(low), unix.F_DUPFD_CLOEXEC, asideFrom)
		unix.Close(low)
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	if flags&unix.O_NONBLOCK != 0 {
		_ = unix.SetNonblock(fd, false) // else the runtime opens what it polls with, in the sockets' way
	}
	return os.NewFile(uintptr(fd), name), nil
}
