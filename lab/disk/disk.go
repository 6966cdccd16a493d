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

	"socklab/lab/descriptors"
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

// Open opens a regular file for reading; the name may be that of a link to
// one, since the user gives it. What is something else is not opened, and
// gives ErrNotRegular, a folder EISDIR.
func Open(name string) (*os.File, error) { return openRegular(name, os.Stat, os.OpenFile) }

// openIn opens a regular file that lies in root itself, and follows no link.
func openIn(root *os.Root, name string) (*os.File, error) {
	return openRegular(name, root.Lstat, root.OpenFile)
}

// openRegular opens for reading what stat says is a regular file, and closes it
// again if somebody has put another in its place meanwhile. Without O_NONBLOCK,
// which means nothing for regular files, the open of a pipe would wait for
// somebody who writes.
func openRegular(name string, stat func(string) (fs.FileInfo, error), open func(string, int, fs.FileMode) (*os.File, error)) (*os.File, error) {
	info, err := stat(name)
	if err == nil {
		err = regular(name, info)
	}
	if err != nil {
		return nil, err
	}
	f, err := open(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	now, err := f.Stat()
	if err == nil && !os.SameFile(now, info) {
		err = notRegular(name)
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
	return notRegular(name)
}

func notRegular(name string) error {
	return &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
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

// Append opens a file to add to it, or makes it, in a folder where others may
// have put a link, or a pipe, in its place: those give ErrNotRegular. Its
// descriptor is none of the small ones.
func Append(name string) (*os.File, error) {
	f, err := descriptors.Open(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND|noFollow)
	switch {
	case errors.Is(err, syscall.ELOOP), errors.Is(err, syscall.ENXIO): // a link, a pipe that nobody reads
		return nil, notRegular(name)
	case err != nil:
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && (!info.Mode().IsRegular() || links(info) > 1) {
		err = notRegular(name)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
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
