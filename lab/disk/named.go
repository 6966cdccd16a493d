package disk

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// maxLinks is how many symbolic links are followed, one behind the other.
const maxLinks = 40

// An Out is a file that is being written for the user. A regular file is
// written beside its place and is there only when it is complete. What is no
// regular file, a device or a pipe, is opened and written to: it must not be
// replaced.
type Out struct {
	*bufio.Writer
	file io.Closer
	temp string // the beginning of a regular file, else ""
	goal string // where that goes when it is complete
}

// outBuffer is what an Out gathers before it writes, in bytes.
const outBuffer = 64 << 10

// Create opens name for writing. Links are followed: what they lead to is
// written, and they stay. A file that is there keeps its mode; a new one gets
// what umask leaves.
func Create(ctx context.Context, name string) (*Out, error) {
	if IsIrregular(name) {
		f, err := OpenWriter(ctx, name, openToWrite)
		if err != nil {
			return nil, err
		}
		return &Out{Writer: bufio.NewWriterSize(f, outBuffer), file: f}, nil
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
	o := &Out{Writer: bufio.NewWriterSize(f, outBuffer), file: f, temp: temp, goal: goal}
	if there != nil {
		if err := f.Chmod(mode); err != nil { // also what umask took away
			o.Drop()
			return nil, err
		}
	}
	return o, nil
}

// openToWrite opens what is there, and makes nothing.
func openToWrite(name string) (*os.File, error) { return os.OpenFile(name, os.O_WRONLY, 0) }

// IsIrregular tells whether name leads to something that is neither a regular
// file nor a folder, such as a pipe or a device.
func IsIrregular(name string) bool {
	if IsDevice(name) {
		return true
	}
	info, err := os.Stat(name)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// IsFolder tells whether name leads to a folder.
func IsFolder(name string) bool {
	if IsDevice(name) {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// Exists tells whether something has that name, be it a link to nothing.
func Exists(name string) bool {
	if IsDevice(name) {
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

// Done puts a file that is complete in its place.
func (o *Out) Done() error {
	err := o.Flush()
	if cerr := o.file.Close(); err == nil {
		err = cerr
	}
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

// Drop ends a file that will not be complete.
func (o *Out) Drop() {
	o.file.Close()
	if o.temp != "" {
		os.Remove(o.temp)
	}
}

// Same tells whether two names mean the same file.
func Same(x, y string) bool {
	if filepath.Clean(x) == filepath.Clean(y) {
		return true
	}
	if IsDevice(x) || IsDevice(y) {
		return false
	}
	a, aerr := os.Stat(x)
	b, berr := os.Stat(y)
	return aerr == nil && berr == nil && os.SameFile(a, b)
}

// IsLink tells whether name is that of a symbolic link.
func IsLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// Folders are the paths of the folders that lie in dir, in the order of their
// names; of more than most, some are left out. What cannot be read is not there.
func Folders(dir string, most int) []string {
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	entries, _ := f.ReadDir(most) // what could not be read is not listed
	var paths []string
	for _, e := range entries {
		if e.IsDir() {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	slices.Sort(paths)
	return paths
}

// New makes a file that holds text. Where something has its name already, the
// error is fs.ErrExist. A file that cannot be written whole is not left behind;
// made tells whether there was one.
func New(name, text string) (made bool, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return false, err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(name)
	}
	return true, err
}
