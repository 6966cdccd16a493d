package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOut: a file is there when it is complete, and else as it was.
func TestOut(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	write := func(text string) *Out {
		o, err := Create(t.Context(), name)
		check(t, err)
		_, err = o.WriteString(text)
		check(t, err)
		return o
	}
	holds := func(want string) {
		t.Helper()
		if b, _ := os.ReadFile(name); string(b) != want { // there may be none
			t.Errorf("the file holds %q, want %q", b, want)
		}
	}
	one := write("one")
	holds("")
	check(t, one.Done())
	holds("one")
	write("two").Drop()
	holds("one")
	check(t, write("three").Done())
	holds("three")
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := Create(t.Context(), filepath.Join(dir, "none", "out")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in no folder: %v", err)
	}
}

func TestNew(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new")
	if made, err := New(name, "text"); !made || err != nil {
		t.Errorf("%v, %v", made, err)
	}
	if made, err := New(name, "other"); made || !errors.Is(err, fs.ErrExist) {
		t.Errorf("again: %v, %v", made, err)
	}
	if b, err := os.ReadFile(name); err != nil || string(b) != "text" {
		t.Errorf("%q, %v", b, err)
	}
}

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b", "a", "c"} {
		check(t, os.Mkdir(filepath.Join(dir, name), 0o755))
	}
	check(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o644))
	want := []string{filepath.Join(dir, "a"), filepath.Join(dir, "b"), filepath.Join(dir, "c")}
	if diff := cmp.Diff(want, Folders(dir, 10)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := Folders(dir, 2); len(got) > 2 {
		t.Errorf("of two: %v", got)
	}
	if got := Folders(filepath.Join(dir, "none"), 10); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}

func TestIsLink(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "link")
	if IsLink(dir) || IsLink(name) {
		t.Error("a folder, or nothing, is taken for a link")
	}
	link(t, "nowhere", name)
	if !IsLink(name) {
		t.Error("a link to nothing is not taken for one")
	}
}
