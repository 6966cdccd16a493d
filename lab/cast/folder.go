package cast

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// prepare makes dir a folder that a transcript can be written to.
func prepare(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &Error{Kind: KindWrite, Err: err}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return &Error{Kind: KindRead, Err: err}
	}
	if len(entries) == 0 {
		return nil
	}
	old, err := Open(os.DirFS(dir), ".")
	if err != nil {
		return &Error{Kind: KindNotOurs, Detail: dir, Err: err}
	}
	return removeFiles(dir, old.Session)
}

// removeFiles removes the files that session s says are its own; session.json
// stays until it is replaced, so that the folder remains recognisable.
func removeFiles(dir string, s Session) error {
	for _, c := range s.Consoles {
		for _, name := range []string{castName(c.Name), textName(c.Name), eventsName(c.Name)} {
			err := os.Remove(filepath.Join(dir, name))
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return &Error{Kind: KindWrite, Err: err}
			}
		}
	}
	return nil
}

// writeFile replaces the file in one step: a reader, or a crash, finds the old
// or the new one and never a part.
func writeFile(path string, data []byte) error {
	tmp := path + ".tmp"
	err := os.WriteFile(tmp, data, 0o644)
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		os.Remove(tmp) // best effort: err is what matters
		return &Error{Kind: KindWrite, Err: err}
	}
	return nil
}
