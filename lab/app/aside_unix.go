//go:build unix

package app

import (
	"os"

	"golang.org/x/sys/unix"
)

// openAside opens a file with a descriptor out of the sockets' way.
func openAside(name string, flags int) (*os.File, error) {
	fd, err := unix.Open(name, flags|unix.O_CLOEXEC, 0o644)
	if err == nil {
		low := fd
		fd, err = unix.FcntlInt(uintptr(low), unix.F_DUPFD_CLOEXEC, asideFrom)
		unix.Close(low)
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(fd), name), nil
}
