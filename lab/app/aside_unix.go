//go:build unix

package app

import (
	"io/fs"
	"os"
	"syscall"

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
	if flags&unix.O_NONBLOCK != 0 {
		_ = unix.SetNonblock(fd, false) // else the runtime opens what it polls with, in the sockets' way
	}
	return os.NewFile(uintptr(fd), name), nil
}

// itself are the flags that open what has a name and no other thing: no link is
// followed, and nobody is waited for at the other end of a pipe.
const itself = unix.O_NOFOLLOW | unix.O_NONBLOCK

// links is how many names a file has: another may be anywhere.
func links(info fs.FileInfo) uint64 { return uint64(info.Sys().(*syscall.Stat_t).Nlink) }
