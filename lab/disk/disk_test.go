package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// link makes a link to a file, or skips where the system has none for us.
func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skipf("this system lets this user make no links: %v", err)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Skipf("Wine makes links that it does not show: %v", err)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.cast")
	check(t, os.WriteFile(file, []byte("text"), 0o644))
	f, err := Open(file)
	check(t, err)
	b, err := io.ReadAll(f)
	if check(t, errors.Join(err, f.Close())); string(b) != "text" {
		t.Errorf("read %q", b)
	}
	if _, err := Open(dir); !errors.Is(err, syscall.EISDIR) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Open(os.DevNull); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a device: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}

// TestOpenLink: a link that the user names is the user's own choice.
func TestOpenLink(t *testing.T) {
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, "a.cast"), nil, 0o644))
	link(t, "a.cast", filepath.Join(dir, "b.cast"))
	f, err := Open(filepath.Join(dir, "b.cast"))
	check(t, err)
	f.Close()
}

// TestFilesFollowNoLink: what lies in a folder may be a stranger's choice.
func TestFilesFollowNoLink(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	check(t, os.Mkdir(in, 0o755))
	check(t, os.WriteFile(filepath.Join(dir, "secret"), []byte("s"), 0o644))
	check(t, os.WriteFile(filepath.Join(in, "own"), []byte("o"), 0o644))
	f, err := Files(in).Open("own")
	check(t, err)
	check(t, f.Close())
	for _, target := range []string{"../secret", filepath.Join(dir, "secret"), "own", "nowhere"} {
		name := filepath.Join(in, "x")
		os.Remove(name)
		link(t, target, name)
		if _, err := Files(in).Open("x"); !errors.Is(err, ErrNotRegular) {
			t.Errorf("link to %s: %v", target, err)
		}
	}
	if _, err := Files(in).Open("../secret"); err == nil {
		t.Error("read outside of the folder")
	}
}

// TestWritesThroughNoLink: each name a folder is written to by may be a link.
func TestWritesThroughNoLink(t *testing.T) {
	dir := t.TempDir()
	in, secret := filepath.Join(dir, "in"), filepath.Join(dir, "secret")
	check(t, os.Mkdir(in, 0o755))
	check(t, os.WriteFile(secret, []byte("s"), 0o644))
	f, err := Take(in)
	check(t, err)
	defer f.Close()
	for _, target := range []string{secret, filepath.Join(dir, "made")} {
		os.Remove(filepath.Join(in, "x"))
		link(t, target, filepath.Join(in, "x"))
		if _, err := f.Create("x"); !errors.Is(err, fs.ErrExist) {
			t.Errorf("Create: %v", err)
		}
		check(t, f.Replace("x", []byte("new")))
		if info, err := os.Lstat(filepath.Join(in, "x")); err != nil || !info.Mode().IsRegular() {
			t.Errorf("Replace left %v, %v", info, err)
		}
	}
	if b, _ := os.ReadFile(secret); string(b) != "s" {
		t.Errorf("the target of a link holds %q", b)
	}
	if _, err := os.Lstat(filepath.Join(dir, "made")); err == nil {
		t.Error("the target of a link was made")
	}
}

func TestLockIsNoLink(t *testing.T) {
	dir := t.TempDir()
	link(t, "../made", filepath.Join(dir, lockName))
	if _, err := Take(dir); !errors.Is(err, ErrNotRegular) {
		t.Errorf("%v", err)
	}
	if _, err := os.Lstat(filepath.Join(filepath.Dir(dir), "made")); err == nil {
		t.Error("the target of a link was made")
	}
}

// TestOneHolder lets many take one folder again and again.
func TestOneHolder(t *testing.T) {
	dir := t.TempDir()
	var inside, held atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				f, err := Take(dir)
				if errors.Is(err, ErrBusy) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				if inside.Add(1) != 1 {
					t.Error("two hold the folder")
				}
				held.Add(1)
				inside.Add(-1)
				f.Close()
			}
		})
	}
	wg.Wait()
	if left, err := os.ReadDir(dir); held.Load() == 0 || err != nil || len(left) > 0 {
		t.Errorf("held %d times, left behind: %v, %v", held.Load(), left, err)
	}
}

const holdFolder = "SOCKLAB_TEST_HOLD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(holdFolder); dir != "" {
		f, err := Take(dir)
		fmt.Println(err)
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
		f.Close()
	}
	os.Exit(m.Run())
}

// TestKilledHolder: the lock of a process that is killed goes with it.
func TestKilledHolder(t *testing.T) {
	dir := t.TempDir()
	self, err := os.Executable()
	check(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), holdFolder+"="+dir)
	out, err := cmd.StdoutPipe()
	check(t, err)
	in, err := cmd.StdinPipe()
	check(t, err)
	defer in.Close()
	check(t, cmd.Start())
	line := make([]byte, 6)
	_, err = io.ReadFull(out, line)
	check(t, err)
	if string(line) != "<nil>\n" {
		t.Errorf("the holder says %q", line)
	}
	if _, err := Take(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("while it is held: %v", err)
	}
	check(t, cmd.Process.Kill())
	_ = cmd.Wait() // killed
	f, err := Take(dir)
	check(t, err)
	names, err := f.Names()
	if err != nil || len(names) > 0 {
		t.Errorf("names %v, %v", names, err)
	}
	f.Close()
	if _, err := os.Lstat(filepath.Join(dir, lockName)); err == nil {
		t.Error("the lock's file stays behind")
	}
}

func TestMake(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	f, err := Make(dir)
	check(t, err)
	defer f.Close()
	if _, err := Make(dir); !errors.Is(err, fs.ErrExist) {
		t.Errorf("again: %v", err)
	}
	file, err := f.Create("a")
	check(t, err)
	_, err = file.WriteString("one")
	check(t, errors.Join(err, file.Close()))
	check(t, f.Replace("a", []byte("two")))
	check(t, f.Replace("b", []byte("three")))
	names, err := f.Names()
	check(t, err)
	slices.Sort(names)
	if fmt.Sprint(names) != "[a b]" {
		t.Errorf("names %v", names)
	}
	b, err := fs.ReadFile(f, "a")
	if err != nil || string(b) != "two" {
		t.Errorf("%q, %v", b, err)
	}
	check(t, f.Remove("b"))
}

// TestMadeIsEmpty: a folder that was made and then holds something is another.
func TestMadeIsEmpty(t *testing.T) {
	dir := t.TempDir()
	check(t, os.WriteFile(filepath.Join(dir, "session.json"), nil, 0o644))
	if _, err := holdMade(dir); !errors.Is(err, ErrForeign) {
		t.Errorf("%v", err)
	}
}
