package disk

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// A Folder is one that this process writes to and nobody else does: it is held
// by a lock, and by what the system opened, so that it stays the same folder
// if another gets its name. Close it.
type Folder struct {
	root *os.Root
	lock *os.File
}

// lockName is the file whose lock holds a folder. It is there only meanwhile;
// the lock of a process that was killed ends with it, and the file is taken
// over by the next.
const lockName = ".lock"

// Make makes the folder dir, and those above it, and holds it. If it is there
// already the error is fs.ErrExist.
func Make(dir string) (*Folder, error) {
	if err := CheckName(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return nil, err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, err
	}
	return holdMade(dir)
}

// holdMade holds a folder that was made just now. If it holds something,
// somebody has put another in its place.
func holdMade(dir string) (*Folder, error) {
	f, err := hold(dir, nil)
	if err != nil {
		return nil, err
	}
	names, err := f.Names()
	if err == nil && len(names) > 0 {
		err = ErrForeign
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// CheckName refuses a path that Windows takes for a device, a pipe or an
// alternate stream of a file: ErrName.
func CheckName(dir string) error {
	base := filepath.Base(dir)
	device := strings.HasPrefix(filepath.VolumeName(dir), `\\.\`)
	if device || base != string(filepath.Separator) && !filepath.IsLocal(base) {
		return &fs.PathError{Op: "mkdir", Path: dir, Err: ErrName}
	}
	return nil
}

// Take holds the folder dir, which is there already. One that another user
// could change meanwhile is refused: ErrForeign, ErrShared; one that is held,
// by whomever: ErrBusy.
func Take(dir string) (*Folder, error) { return hold(dir, trusted) }

func hold(dir string, check func(fs.FileInfo) error) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{root: root}
	info, err := root.Stat(".")
	if err == nil && check != nil {
		err = check(info)
	}
	if err == nil {
		err = f.acquire()
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return f, nil
}

// acquire gets the lock. Who held it before removes its file, perhaps after it
// was opened here: a lock of a file that is gone holds nothing.
func (f *Folder) acquire() error {
	for range 100 {
		file, err := f.openLock()
		if err != nil {
			return err
		}
		if !lock(file) {
			file.Close()
			return ErrBusy
		}
		info, err := file.Stat()
		if here, herr := f.root.Lstat(lockName); err == nil && herr == nil && os.SameFile(here, info) {
			f.lock = file
			return nil
		}
		file.Close()
	}
	return ErrBusy
}

// openLock makes the lock's file, or opens the one that is there; acquire sees
// whether it is still that.
func (f *Folder) openLock() (*os.File, error) {
	for {
		file, err := f.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return file, err
		}
		info, err := f.root.Lstat(lockName)
		if err == nil {
			err = regular(lockName, info)
		}
		if err == nil {
			file, err = f.root.OpenFile(lockName, os.O_RDWR|syscall.O_NONBLOCK, 0)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return file, err
		}
	}
}

// Close gives the folder back.
func (f *Folder) Close() {
	_ = f.root.Remove(lockName) // what stays behind is taken over by the next
	f.lock.Close()
	f.root.Close()
}

// Names gives what lies in the folder.
func (f *Folder) Names() ([]string, error) {
	dir, err := f.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	all, err := dir.Readdirnames(-1)
	var names []string
	for _, name := range all {
		if name != lockName {
			names = append(names, name)
		}
	}
	return names, err
}

// Open opens a regular file of the folder for reading. It implements fs.FS.
func (f *Folder) Open(name string) (fs.File, error) { return openIn(f.root, name) }

// Create makes a file that is not there yet, to be read and written.
func (f *Folder) Create(name string) (*os.File, error) {
	return f.root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
}

// Remove removes a file; a link goes, and not what it leads to.
func (f *Folder) Remove(name string) error { return f.root.Remove(name) }

// Replace puts a file in the place of whatever has that name, in one step: a
// reader, or a crash, finds the old or the new one and never a part.
func (f *Folder) Replace(name string, data []byte) error {
	temp := ".sockLab-" + rand.Text()
	file, err := f.Create(temp)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if cerr := file.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = f.root.Rename(temp, name)
	}
	if err != nil {
		_ = f.Remove(temp) // err is what matters
	}
	return err
}
