//go:build unix

package app_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"socklab/lab/app"
	"socklab/lab/cast"
	"socklab/lab/term"
	"socklab/transcripts"
)

// hostileFiles are what may lie in the place of a transcript's file.
var hostileFiles = []struct {
	what string
	lay  func(name string) error
}{
	{"a pipe that nobody writes to", func(name string) error { return syscall.Mkfifo(name, 0o644) }},
	{"a link to a file elsewhere", func(name string) error { return os.Symlink("../precious", name) }},
	{"a link to a file that is not there", func(name string) error { return os.Symlink("../made", name) }},
	{"a link to a file beside it", func(name string) error { return os.Symlink("session.json", name) }},
	{"a link to a device without end", func(name string) error { return os.Symlink("/dev/zero", name) }},
	{"a link to a folder", func(name string) error { return os.Symlink("..", name) }},
	{"a folder", func(name string) error { return os.Mkdir(name, 0o755) }},
	{"a socket", func(name string) error { return unix.Mknod(name, unix.S_IFSOCK|0o644, 0) }},
}

// folderReaders are commands and the files of a transcript that each reads.
var folderReaders = []struct {
	args  []string
	reads []string
}{
	{[]string{"transcripts", "show"}, []string{"session.json", "client.txt"}},
	{[]string{"replay"}, []string{"session.json", "server.cast"}},
	{[]string{"export", "--format", "md", "-o", "-"}, []string{"session.json", "server.cast"}},
	{[]string{"export", "--format", "html", "-o", "-"}, []string{"session.json", "server.cast"}},
	{[]string{"export", "--format", "diagram", "-o", "-"}, []string{"session.json", "server.cast", "server.events.jsonl"}},
}

// hostileBound is how long a command may take with such a folder.
const hostileBound = 20 * time.Second

// TestHostileFolders holds what is promised of a stranger's folder: a command
// reads the regular files that lie in it, and nothing else; it names the file
// that is another thing, and ends. Recording anew changes nothing elsewhere.
func TestHostileFolders(t *testing.T) {
	for _, file := range []string{"session.json", "server.cast", "client.txt", "server.events.jsonl"} {
		for _, h := range hostileFiles {
			t.Run(file+" is "+h.what, func(t *testing.T) {
				dir := shippedFolder(t)
				name := filepath.Join(dir, file)
				if err := os.Remove(name); err != nil {
					t.Fatal(err)
				}
				if err := h.lay(name); err != nil {
					t.Skipf("this system does not let this user lay it: %v", err)
				}
				for _, r := range folderReaders {
					readsHostile(t, dir, name, r.args, slices.Contains(r.reads, file))
				}
				recordsOver(t, dir, file != "session.json")
			})
		}
	}
}

// shippedFolder is a transcript that ships, beside a file that is none of its
// business.
func shippedFolder(t *testing.T) string {
	t.Helper()
	parent := t.TempDir()
	sub, err := fs.Sub(transcripts.FS, "en/course-walkthrough")
	if err == nil {
		err = os.CopyFS(filepath.Join(parent, "theirs"), sub)
	}
	if err = errors.Join(err, os.WriteFile(filepath.Join(parent, "precious"), []byte("precious words\n"), 0o644)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(parent, "theirs")
}

func readsHostile(t *testing.T, dir, name string, args []string, reads bool) {
	t.Helper()
	var out, errs bytes.Buffer
	done := make(chan int, 1)
	go func() {
		args := slices.Concat([]string{"sockLab", "--lang", "en"}, args, []string{dir})
		done <- app.Main(args, term.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	}()
	select {
	case status := <-done:
		if named := strings.HasPrefix(errs.String(), "cannot read "+name+": it is "); named != reads || (status == 1) != reads {
			t.Errorf("%v: exit status %d\n%s", args, status, &errs)
		}
		if strings.Contains(out.String()+errs.String(), "precious words") {
			t.Errorf("%v shows what is elsewhere", args)
		}
	case <-time.After(hostileBound):
		t.Fatalf("%v has not ended after %v", args, hostileBound)
	}
}

// recordsOver records a session in the folder, which is refused where it is no
// transcript.
func recordsOver(t *testing.T, dir string, ours bool) {
	t.Helper()
	tr, err := cast.Open(transcripts.FS, "en/course-walkthrough")
	if err != nil {
		t.Fatal(err)
	}
	r, err := cast.Create(dir, tr.Session, cast.Replace)
	var refused *cast.Error
	switch {
	case err == nil:
		err = errors.Join(r.Console("server").Output(0, []byte("anew\r\n")), r.Close(time.Second))
	case !ours && errors.As(err, &refused) && refused.Kind == cast.KindNotOurs:
		err = nil
	}
	if err != nil {
		t.Errorf("recording anew: %v", err)
	}
	precious, err := os.ReadFile(filepath.Join(dir, "..", "precious"))
	if err != nil || string(precious) != "precious words\n" {
		t.Errorf("a file elsewhere holds %q, %v", precious, err)
	}
	if _, err := os.Lstat(filepath.Join(dir, "..", "made")); err == nil {
		t.Error("a file elsewhere was made")
	}
}
