//go:build unix

package cast

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestOpenPipes: a pipe in the place of a file would be waited for without end.
func TestOpenPipes(t *testing.T) {
	dir := record(t)
	pipe := func(name string) {
		t.Helper()
		file := filepath.Join(dir, name)
		os.Remove(file)
		check(t, syscall.Mkfifo(file, 0o644))
	}
	tr, err := OpenFolder(dir)
	check(t, err)
	pipe("server.txt")
	_, err = tr.Text(NewBudget(context.Background()), "server")
	wantKind(t, err, KindRead)
	pipe("server.cast")
	_, err = tr.Cast(NewBudget(context.Background()), "server")
	wantKind(t, err, KindRead)
	pipe("server.events.jsonl")
	_, err = tr.Events("server")
	wantKind(t, err, KindRead)
	pipe("session.json")
	_, err = OpenFolder(dir)
	wantKind(t, err, KindRead)
	_, err = Create(dir, testSession(), Replace)
	wantKind(t, err, KindNotOurs)
}

func TestCreateWhereOthersWrite(t *testing.T) {
	dir := t.TempDir()
	check(t, os.Chmod(dir, 0o777))
	_, err := Create(dir, testSession(), Replace)
	wantKind(t, err, KindShared)
	if os.Geteuid() != 0 {
		t.Skip("only root may give a folder away")
	}
	check(t, os.Chmod(dir, 0o755))
	check(t, os.Chown(dir, 1, 1))
	_, err = Create(dir, testSession(), Replace)
	wantKind(t, err, KindForeign)
}
