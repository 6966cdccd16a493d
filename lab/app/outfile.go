package app

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// maxLinks is how many symbolic links are followed, one behind the other.
const maxLinks = 40

// An outFile is a file that is being written for the user. A regular file is
// written beside its place and is there only when it is complete. What is no
// regular file, a device or a pipe, is opened and written to: it must not be
// replaced.
type outFile struct {
	io.WriteCloser
	temp string // the beginning of a regular file, else ""
	goal string // where that goes when it is complete
}

// createOut opens name for writing. Links are followed: what they lead to is
// written, and they stay. A file that is there keeps its mode; a new one gets
// what umask leaves.
func createOut(ctx context.Context, name string) (*outFile, error) {
	if isIrregular(name) {
		f, err := openWriter(ctx, name, openToWrite)
		return &outFile{WriteCloser: f}, err
	}
	goal, there, err := followLinks(name)
	if err != nil {
		return nil, err
	}
	mode := fs.FileMode(0o666)
	if there != nil {
		mode = there.Mode().Perm()
	}
	dir, _ := filepath.Split(goal)
	temp := dir + ".sockLab-" + rand.Text()
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err
	}
	o := &outFile{WriteCloser: f, temp: temp, goal: goal}
	if there != nil {
		if err := f.Chmod(mode); err != nil { // also what umask took away
			o.drop()
			return nil, err
		}
	}
	return o, nil
}

// openToWrite opens what is there, and makes nothing.
func openToWrite(name string) (*os.File, error) { return os.OpenFile(name, os.O_WRONLY, 0) }

// isIrregular tells whether name leads to something that is neither a regular
// file nor a folder, such as a pipe or a device.
func isIrregular(name string) bool {
	if isDevicePath(name) {
		return true
	}
	info, err := os.Stat(name)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// isFolder tells whether name leads to a folder.
func isFolder(name string) bool {
	if isDevicePath(name) {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// exists tells whether something has that name, be it a link to nothing.
func exists(name string) bool {
	if isDevicePath(name) {
		return true
	}
	_, err := os.Lstat(name)
	return err == nil
}

// followLinks gives the place that name leads to in the end, and what is
// there: nil if there is nothing yet.
func followLinks(name string) (string, fs.FileInfo, error) {
	for range maxLinks {
		info, err := os.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return name, nil, nil
		case err != nil:
			return "", nil, err
		case info.IsDir():
			return "", nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EISDIR}
		case info.Mode()&fs.ModeSymlink == 0:
			return name, info, nil
		}
		target, err := os.Readlink(name)
		if err != nil {
			return "", nil, err
		}
		if !filepath.IsAbs(target) {
			dir, _ := filepath.Split(name) // uncleaned: .. behind a link is not what it looks like
			target = dir + target
		}
		name = target
	}
	return "", nil, &fs.PathError{Op: "open", Path: name, Err: syscall.ELOOP}
}

// done puts a file that is complete in its place.
func (o *outFile) done() error {
	err := o.Close()
	if o.temp == "" {
		return err
	}
	if err == nil {
		err = os.Rename(o.temp, o.goal)
	}
	if err != nil {
		os.Remove(o.temp)
	}
	return err
}

// drop ends a file that will not be complete.
func (o *outFile) drop() {
	o.Close()
	if o.temp != "" {
		os.Remove(o.temp)
	}
}
