package cast

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// TestCreateInUse: of two recordings into one folder the second is refused,
// and leaves the first whole.
func TestCreateInUse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "same")
	first, err := Create(dir, testSession(), Replace)
	check(t, err)
	check(t, first.Console("server").Output(0, []byte("first\r\n")))
	_, err = Create(dir, testSession(), Replace)
	wantKind(t, err, KindBusy)
	check(t, first.Close(ms(10)))
	tr, err := OpenFolder(dir)
	check(t, err)
	if text, err := tr.Text(NewBudget(context.Background()), "server"); err != nil || text != "first\n" {
		t.Errorf("text %q, %v", text, err)
	}
	again, err := Create(dir, testSession(), Replace)
	check(t, err)
	check(t, again.Close(0))
}

// TestCreateNew: however many begin at once, each has a folder of its own.
func TestCreateNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "demo")
	const many = 20
	var mu sync.Mutex
	var dirs []string
	var wg sync.WaitGroup
	for range many {
		wg.Go(func() {
			r, err := Create(dir, testSession(), Avoid)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			dirs = append(dirs, r.Dir())
			mu.Unlock()
			if err := r.Close(0); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	slices.Sort(dirs)
	if all := slices.Compact(dirs); len(all) != many || all[0] != dir || !slices.Contains(all, dir+"-20") {
		t.Errorf("%d recordings in %d folders: %v", many, len(all), all)
	}
	for _, d := range dirs {
		if _, err := OpenFolder(d); err != nil {
			t.Errorf("%s: %v", d, err)
		}
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skipf("this system lets this user make no links: %v", err)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Skipf("Wine makes links that it does not show: %v", err)
	}
}

// TestRecordsThroughNoLink lays a link in the place of each file of a
// transcript; recording anew, or reading, must leave what they lead to alone.
func TestRecordsThroughNoLink(t *testing.T) {
	names := []string{"server.cast", "server.txt", "server.events.jsonl", "server.txt.tmp", "session.json.tmp", "client.cast"}
	dir := record(t)
	victim, made := filepath.Join(dir, "..", "victim"), filepath.Join(dir, "..", "made")
	check(t, os.WriteFile(victim, []byte("precious"), 0o644))
	for i, name := range names {
		os.Remove(filepath.Join(dir, name))
		link(t, []string{"../victim", "../made"}[i%2], filepath.Join(dir, name))
	}
	tr, err := OpenFolder(dir)
	check(t, err)
	_, err = tr.Cast(NewBudget(context.Background()), "server")
	wantKind(t, err, KindRead)
	_, err = tr.Events("server")
	wantKind(t, err, KindRead)
	_, err = tr.Text(NewBudget(context.Background()), "server")
	wantKind(t, err, KindRead)

	r, err := Create(dir, testSession(), Replace)
	check(t, err)
	check(t, r.Console("server").Output(0, []byte("new\r\n")))
	check(t, r.Console("server").Events([]byte("{}\n")))
	check(t, r.Close(ms(10)))
	if b, err := os.ReadFile(victim); err != nil || string(b) != "precious" {
		t.Errorf("the target of a link holds %q, %v", b, err)
	}
	if _, err := os.Lstat(made); err == nil {
		t.Error("the target of a link was made")
	}
	if text, err := tr.Text(NewBudget(context.Background()), "server"); err != nil || text != "new\n" {
		t.Errorf("text %q, %v", text, err)
	}
}

// TestCreateKeepsForeignFiles: a file that the old transcript does not name is
// somebody's, though the new one needs its name.
func TestCreateKeepsForeignFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "t")
	s := testSession()
	s.Consoles = s.Consoles[:1]
	r, err := Create(dir, s, Replace)
	check(t, err)
	check(t, r.Close(0))
	notes := filepath.Join(dir, "client.txt")
	check(t, os.WriteFile(notes, []byte("notes"), 0o644))
	_, err = Create(dir, testSession(), Replace)
	wantKind(t, err, KindNotOurs)
	if b, _ := os.ReadFile(notes); string(b) != "notes" {
		t.Errorf("%q", b)
	}
	if _, err := os.Stat(filepath.Join(dir, "server.cast")); err != nil {
		t.Errorf("the old transcript is gone: %v", err)
	}
}
