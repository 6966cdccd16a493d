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
