//go:build windows

package disk

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestNames: devices, pipes and alternate streams are no folders, whatever
// stands before them, and no files to read.
func TestNames(t *testing.T) {
	for _, name := range []string{"nul", "NUL", "con", "aux", "com1", "lesson:x", `sub\nul`, `\\.\pipe\x`, `\\.\nul`} {
		t.Chdir(t.TempDir())
		abs, err := filepath.Abs(name)
		check(t, err)
		if err := CheckName(abs); !errors.Is(err, ErrName) {
			t.Errorf("%s, that is %s: %v", name, abs, err)
		}
		if _, err := Make(abs); err == nil {
			t.Errorf("%s is made a folder", abs)
		}
		if f, err := Open(name); err == nil {
			f.Close()
			t.Errorf("%s is opened", name)
		}
		if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", name, left, err)
		}
	}
	for _, name := range []string{`C:\`, `C:\lesson`, `C:\nul2`, `\\?\C:\lesson`, `\\host\share\lesson`} {
		if err := CheckName(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestJunction: any user can make one, without the right to make links.
func TestJunction(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	check(t, errors.Join(os.Mkdir(in, 0o755), os.Mkdir(out, 0o755)))
	text, err := exec.Command("cmd", "/c", "mklink", "/J", filepath.Join(in, "x"), out).CombinedOutput()
	if info, serr := os.Lstat(filepath.Join(in, "x")); err != nil || serr != nil || info.IsDir() {
		t.Skipf("Wine makes no junctions: %v, %v\n%s", err, serr, text)
	}
	if f, err := Files(in).Open("x"); err == nil {
		f.Close()
		t.Error("a junction is opened")
	}
	f, err := Take(in)
	check(t, err)
	defer f.Close()
	if _, err := f.Create("x"); err == nil {
		t.Error("a junction is written to")
	}
	check(t, f.Remove("x"))
	if _, err := os.Stat(out); err != nil {
		t.Errorf("removing a junction removes its target: %v", err)
	}
}
