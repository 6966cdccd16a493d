//go:build unix

package disk

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// trusted refuses a folder in which another user can change what lies there.
// Where each user has a group of their own, with their number, folders are
// open to that group by habit, and it has nobody else. In a sticky folder
// others can add files, but not touch ours.
func trusted(info fs.FileInfo) error {
	owner := info.Sys().(*syscall.Stat_t)
	mode := info.Mode()
	shared := mode&0o002 != 0 || mode&0o020 != 0 && owner.Gid != owner.Uid
	switch {
	case int(owner.Uid) != os.Geteuid():
		return ErrForeign
	case shared && mode&fs.ModeSticky == 0:
		return ErrShared
	}
	return nil
}

// lock tells whether the file is now locked, for this process alone. A file
// system that knows no locks stops nobody.
func lock(f *os.File) bool {
	return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) != unix.EWOULDBLOCK
}

// noFollow are the flags with which no link is followed, and nobody is waited
// for at the other end of a pipe.
const noFollow = unix.O_NOFOLLOW | unix.O_NONBLOCK

// links is how many names a file has: another may be anywhere.
func links(info fs.FileInfo) uint64 { return uint64(info.Sys().(*syscall.Stat_t).Nlink) }

// IsDevice tells names that mean no file: here, only the file system knows.
func IsDevice(string) bool { return false }
