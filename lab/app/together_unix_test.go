//go:build unix

package app_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"socklab/lab/cast"
)

// TestDemosTogether starts many demos at once in one place and names no folder:
// each must record all of its own session, and nothing of another's.
func TestDemosTogether(t *testing.T) {
	many := 4
	if os.Getenv("SOCKLAB_SLOW") != "" {
		many = 20
	}
	self, dir := asSockLab(t), t.TempDir()
	ports := map[string]bool{}
	for len(ports) < many {
		ports[port(t)] = true
	}
	var wg sync.WaitGroup
	for p := range ports {
		wg.Go(func() {
			cmd := exec.Command(self, "demo", "--consoles", "log", "--speed", "0", "--port", p)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "SOCKLAB_LANG=en", "GORACE=atexit_sleep_ms=0")
			out, err := cmd.CombinedOutput()
			if err != nil || !bytes.Contains(out, []byte("transcript: sockLab-transcripts")) {
				t.Errorf("port %s: %v\n%s", p, err, out)
			}
		})
	}
	wg.Wait()
	folders, err := filepath.Glob(filepath.Join(dir, "sockLab-transcripts", "*"))
	if err != nil || len(folders) != many {
		t.Fatalf("%d demos, folders %v, %v", many, folders, err)
	}
	for _, folder := range folders {
		delete(ports, wholeDemo(t, folder))
	}
	if len(ports) > 0 {
		t.Errorf("no recording of the ports %v", ports)
	}
}

// wholeDemo holds that a folder has one session, to its end, and gives the
// port that it used.
func wholeDemo(t *testing.T, folder string) string {
	t.Helper()
	tr, err := cast.OpenFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(tr.Session.Chapters) != 3 || tr.Session.Duration == 0 {
		t.Errorf("%s: %+v", folder, tr.Session)
	}
	port := fmt.Sprint(tr.Session.Port)
	for name, lines := range map[string]int{"server": 3, "client": 3} {
		rec, err := tr.Cast(cast.NewBudget(context.Background()), name)
		if err != nil || rec.Events[len(rec.Events)-1].Time.Seconds() != tr.Session.Duration {
			t.Errorf("%s: %s does not end with the session: %v", folder, name, err)
		}
		text, err := tr.Text(cast.NewBudget(context.Background()), name)
		if err != nil || strings.Count(text, "\n") != lines {
			t.Errorf("%s: %s shows\n%s%v", folder, name, text, err)
		}
		events, err := os.ReadFile(filepath.Join(folder, name+".events.jsonl"))
		if err != nil || strings.Count(string(events), `"call":"socket"`) != 1 || !strings.Contains(string(events), "127.0.0.1:"+port) {
			t.Errorf("%s: %s has the calls\n%s%v", folder, name, events, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	return port
}
