//go:build unix

package disk

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipe: the open of a pipe waits for who writes, and reading from it, too.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	check(t, syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644))
	if _, err := Open(filepath.Join(dir, "pipe")); !errors.Is(err, ErrNotRegular) {
		t.Errorf("by its path: %v", err)
	}
	if _, err := Files(dir).Open("pipe"); !errors.Is(err, ErrNotRegular) {
		t.Errorf("in a folder: %v", err)
	}
	check(t, os.Rename(filepath.Join(dir, "pipe"), filepath.Join(dir, lockName)))
	if _, err := Take(dir); !errors.Is(err, ErrNotRegular) {
		t.Errorf("for the lock: %v", err)
	}
}

func TestTrusted(t *testing.T) {
	for _, tt := range []struct {
		name string
		mode os.FileMode
		uid  int // added to ours
		gid  int // added to the owner's number
		want error
	}{
		{"own", 0o755, 0, 1, nil},
		{"closed", 0o700, 0, 1, nil},
		{"own group", 0o775, 0, 0, nil},
		{"shared group", 0o775, 0, 1, ErrShared},
		{"everybody", 0o777, 0, 0, ErrShared},
		{"everybody, sticky", 0o777 | os.ModeSticky, 0, 0, nil},
		{"another's", 0o755, 1, 0, ErrForeign},
		{"another's, sticky", 0o777 | os.ModeSticky, 1, 0, ErrForeign},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			uid := os.Geteuid() + tt.uid
			if err := os.Chown(dir, uid, uid+tt.gid); err != nil {
				t.Skipf("only root may give a folder away: %v", err)
			}
			check(t, os.Chmod(dir, tt.mode))
			f, err := Take(dir)
			if !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
			if err == nil {
				f.Close()
			}
		})
	}
}

// TestUmask: what is made is as open as the user has it, and no more.
func TestUmask(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	dir := filepath.Join(t.TempDir(), "a")
	f, err := Make(dir)
	check(t, err)
	defer f.Close()
	check(t, f.Replace("b", nil))
	for _, name := range []string{dir, filepath.Join(dir, "b")} {
		if info, err := os.Stat(name); err != nil || info.Mode()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

// TestAppendTakesFilesOnly: a pipe is not waited for, also where somebody reads
// it, and a file that has another name may be anywhere.
func TestAppendTakesFilesOnly(t *testing.T) {
	dir := t.TempDir()
	pipe, file, second := filepath.Join(dir, "pipe"), filepath.Join(dir, "file"), filepath.Join(dir, "second")
	check(t, syscall.Mkfifo(pipe, 0o644))
	check(t, os.WriteFile(file, []byte("s"), 0o644))
	check(t, os.Link(file, second))
	for _, name := range []string{pipe, second} {
		if _, err := Append(name); !errors.Is(err, ErrNotRegular) {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
	}
	reader, err := os.OpenFile(pipe, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	check(t, err)
	defer reader.Close()
	if _, err := Append(pipe); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a pipe that is read: %v", err)
	}
}
