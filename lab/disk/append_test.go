package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAppend(t *testing.T) {
	name := filepath.Join(t.TempDir(), "events")
	for _, text := range []string{"one\n", "two\n"} {
		f, err := Append(name)
		check(t, err)
		_, err = f.WriteString(text)
		check(t, errors.Join(err, f.Close()))
	}
	if b, err := os.ReadFile(name); err != nil || string(b) != "one\ntwo\n" {
		t.Errorf("%q, %v", b, err)
	}
}

// TestAppendFollowsNoLink: nothing is added to, or made, where a link leads.
func TestAppendFollowsNoLink(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "target")
	check(t, os.WriteFile(target, []byte("s"), 0o644))
	for name, to := range map[string]string{"link": target, "to nothing": filepath.Join(dir, "made")} {
		link(t, to, filepath.Join(dir, name))
		if _, err := Append(filepath.Join(dir, name)); !errors.Is(err, ErrNotRegular) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if b, _ := os.ReadFile(target); string(b) != "s" {
		t.Errorf("the target of a link holds %q", b)
	}
	if _, err := os.Lstat(filepath.Join(dir, "made")); err == nil {
		t.Error("the target of a link was made")
	}
}
