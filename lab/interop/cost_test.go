package interop

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"socklab/lab/peer"
)

// What a stranger's file may cost, whatever is in it: of the process as the
// system counts it, so that a busy machine does not matter.
const (
	mostMemory = 320 << 20
	mostTime   = 8 * time.Second
)

// readers are the commands that read recordings; IN and OUT stand for paths.
var readers = []struct {
	name, args string
	events     bool // where there are calls only
	folder     bool // folders only
}{
	{name: "replay", args: "replay IN"},
	{name: "show", args: "transcripts show IN", folder: true},
	{name: "verify", args: "transcripts verify IN", folder: true},
	{name: "txt", args: "export IN --format txt -o OUT"},
	{name: "md", args: "export IN --format md -o OUT"},
	{name: "cast", args: "export IN --format cast -o OUT"},
	{name: "svg", args: "export IN --format svg -o OUT"},
	{name: "png", args: "export IN --format png -o OUT"},
	{name: "gif", args: "export IN --format gif -o OUT"},
	{name: "html", args: "export IN --format html -o OUT"},
	{name: "svg diagram", args: "export IN --format diagram -o OUT", events: true},
	{name: "text diagram", args: "export IN --format diagram --diagram text -o OUT", events: true},
	{name: "mermaid", args: "export IN --format diagram --diagram mermaid -o OUT", events: true},
}

// TestStrangersFilesAreCheap has every command read every file of the corpus:
// it ends in time, in little memory, with what was asked for or a failure that
// is told in a line, and leaves no large file.
func TestStrangersFilesAreCheap(t *testing.T) {
	slow := os.Getenv("SOCKLAB_SLOW") != ""
	for _, s := range strangers {
		if s.first == "" && !slow {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			in := s.put(t)
			_, err := os.Stat(filepath.Join(in, "session.json"))
			folder := err == nil
			events, _ := filepath.Glob(filepath.Join(in, "*.events.jsonl"))
			for _, r := range readers {
				if r.folder && !folder || r.events && len(events) == 0 || !slow && r.name != s.first {
					continue
				}
				t.Run(r.name, func(t *testing.T) { cheap(t, strings.Fields(r.args), in) })
			}
		})
	}
}

func TestStrangersScriptsAreCheap(t *testing.T) {
	for name, text := range yamls {
		t.Run(name, func(t *testing.T) {
			in := filepath.Join(t.TempDir(), "bad.yaml")
			if err := os.WriteFile(in, []byte(text()), 0o644); err != nil {
				t.Fatal(err)
			}
			cheap(t, []string{"scripts", "check", "IN"}, in)
		})
	}
}

// cheap runs a command and looks at what it took.
func cheap(t *testing.T, args []string, in string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	for i, a := range args {
		args[i] = map[string]string{"IN": in, "OUT": out}[a]
		if args[i] == "" {
			args[i] = a
		}
	}
	cmd := exec.Command(peer.SockLab(t), args...)
	cmd.Env = append(os.Environ(), "SOCKLAB_LANG=en")
	cmd.Stdout = io.Discard
	p := peer.Start(t, cmd)
	memory := peakMemory(t, p)
	status, told := p.Wait(t), p.Err.String()
	if status != 0 && status != 1 && status != 3 {
		t.Fatalf("%d\n%.2000s", status, told)
	}
	took := p.ProcessState.UserTime() + p.ProcessState.SystemTime()
	t.Logf("%v of work, %d MiB, %d: %.200s", took.Round(time.Millisecond), memory>>20, status, told)
	if took > mostTime || memory > mostMemory {
		t.Errorf("%v of work and %d MiB, want at most %v and %d MiB", took, memory>>20, mostTime, mostMemory>>20)
	}
	if status != 0 && told == "" || len(told) > 8<<10 {
		t.Errorf("it tells %d bytes of what was wrong: %.200s", len(told), told)
	}
	if info, err := os.Stat(out); err == nil && info.Size() > 64<<20 {
		t.Errorf("a file of %d MiB", info.Size()>>20)
	}
}
