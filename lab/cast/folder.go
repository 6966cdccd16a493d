package cast

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"socklab/lab/disk"
)

// hold makes a folder that the session can be written to, and holds it; it
// tells which. Whoever makes a folder has it, however many try at once.
func hold(dir string, s Session, existing Existing) (*disk.Folder, string, error) {
	name := dir
	f, err := disk.Make(name)
	for n := 2; existing == Avoid && errors.Is(err, fs.ErrExist); n++ {
		name = fmt.Sprintf("%s-%d", dir, n)
		f, err = disk.Make(name)
	}
	if !errors.Is(err, fs.ErrExist) {
		return f, name, folderError(err)
	}
	if f, err = disk.Take(dir); err != nil {
		return nil, "", folderError(err)
	}
	if err := prepare(f, s, existing); err != nil {
		f.Close()
		return nil, "", err
	}
	return f, dir, nil
}

func folderError(err error) error {
	kind := KindWrite
	switch {
	case err == nil:
		return nil
	case errors.Is(err, disk.ErrBusy):
		kind = KindBusy
	case errors.Is(err, disk.ErrForeign):
		kind = KindForeign
	case errors.Is(err, disk.ErrShared):
		kind = KindShared
	}
	return &Error{Kind: kind, Err: err}
}

// prepare removes the files of the transcript that is in f, if any and if it
// may be replaced, and refuses other files that session s would need the names of.
func prepare(f *disk.Folder, s Session, existing Existing) error {
	names, err := f.Names()
	if err != nil {
		return &Error{Kind: KindRead, Err: err}
	}
	if len(names) == 0 {
		return nil
	}
	old, err := Open(f, ".")
	if err != nil {
		return &Error{Kind: KindNotOurs, Err: err}
	}
	if existing == Keep {
		return &Error{Kind: KindExists}
	}
	ours := files(old.Session)
	for _, name := range files(s) {
		if slices.Contains(names, name) && !slices.Contains(ours, name) {
			return &Error{Kind: KindNotOurs, Detail: name}
		}
	}
	// session.json stays until it is replaced, so that the folder remains
	// recognisable.
	for _, name := range ours {
		if err := f.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &Error{Kind: KindWrite, Err: err}
		}
	}
	return nil
}

// files are the names of a session's files, without session.json.
func files(s Session) []string {
	var all []string
	for _, c := range s.Consoles {
		all = append(all, castName(c.Name), textName(c.Name), eventsName(c.Name))
	}
	return all
}

// OpenFolder opens the transcript in a folder of the system. What lies there
// may be a stranger's: only regular files are read, and no link is followed.
func OpenFolder(dir string) (*Transcript, error) { return Open(disk.Files(filepath.Clean(dir)), ".") }
