// Package disk opens files and folders that a stranger may have laid out: only
// regular files are opened, no link that lies in a folder is followed, and
// what is made is new and has a name that nobody can have put there before.
//
// It also writes the files that a user names: a regular file is there only when
// it is complete, and a pipe or a device is written to without waiting longer
// than a context lasts.
//
// It knows nothing of what the files hold, and no words for users.
package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

var (
	// ErrNotRegular tells that a name is that of a link, a pipe, a device or
	// anything else that is no regular file.
	ErrNotRegular = errors.New("not a regular file")
	// ErrBusy tells that somebody else holds the folder.
	ErrBusy = errors.New("the folder is in use")
	// ErrForeign tells that the folder belongs to another user.
	ErrForeign = errors.New("the folder belongs to another user")
	// ErrShared tells that other users may write to the folder.
	ErrShared = errors.New("others may write to the folder")
	// ErrName tells that the system takes the name for something else: a
	// device or an alternate stream of Windows.
	ErrName = errors.New("not a name for a folder")
)

// openWithoutWait opens for reading: without O_NONBLOCK, which means nothing
// for regular files, the open of a pipe waits for somebody who writes.
const openWithoutWait = os.O_RDONLY | syscall.O_NONBLOCK

// Open opens a regular file for reading; the name may be that of a link to
// one, since the user gives it. What is something else is not opened, and
// gives ErrNotRegular, a folder EISDIR.
func Open(name string) (*os.File, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := regular(name, info); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, openWithoutWait, 0)
	if err != nil {
		return nil, err
	}
	return still(f, name, info)
}

// ReadBounded reads a regular file that may be too large to be right: at most so
// many bytes of it.
func ReadBounded(name string, most int64) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// still closes f if it is not the file that info is of: somebody has put
// another in its place.
func still(f *os.File, name string, info fs.FileInfo) (*os.File, error) {
	now, err := f.Stat()
	if err == nil && !os.SameFile(now, info) {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func regular(name string, info fs.FileInfo) error {
	switch {
	case info.Mode().IsRegular():
		return nil
	case info.IsDir():
		return &fs.PathError{Op: "open", Path: name, Err: syscall.EISDIR}
	}
	return &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
}

// openIn opens a regular file that lies in root itself, and follows no link.
func openIn(root *os.Root, name string) (*os.File, error) {
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if err := regular(name, info); err != nil {
		return nil, err
	}
	f, err := root.OpenFile(name, openWithoutWait, 0)
	if err != nil {
		return nil, err
	}
	return still(f, name, info)
}

// Files gives the regular files of a folder to read. The folder is held for
// the time of one Open only, so that nothing need be closed; its own name may
// be that of a link.
type Files string

// Open implements fs.FS.
func (dir Files) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(string(dir))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return openIn(root, name)
}
