package disk

import (
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sys/windows"
)

// trusted takes any folder: who may write to it stands in its access list,
// which the user has from the folder above, and nobody else has by habit.
func trusted(fs.FileInfo) error { return nil }

// lock tells whether the file is now locked, for this process alone. A file
// system that knows no locks stops nobody.
func lock(f *os.File) bool {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
	return err != windows.ERROR_LOCK_VIOLATION && err != windows.ERROR_IO_PENDING
}

// noFollow are the flags with which no link is followed.
const noFollow = windows.FILE_FLAG_OPEN_REPARSE_POINT

// links is how many names a file has; here only who may change a file can give
// it another.
func links(fs.FileInfo) uint64 { return 1 }

// IsDevice tells names that mean a device or a pipe. To ask the system
// about a pipe would take one of its connections.
func IsDevice(name string) bool {
	name = strings.ReplaceAll(name, "/", `\`)
	return strings.HasPrefix(name, `\\.\`) || strings.HasPrefix(strings.ToLower(name), `\\?\pipe\`)
}
