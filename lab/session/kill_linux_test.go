package session_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"socklab/lab/cast"
)

// TestKilled holds that nothing outlives a session that is killed, and that
// what was recorded until then reads.
func TestKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "killed")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), playForKill+"="+dir, "TMPDIR="+t.TempDir()) // its own folder stays
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	within(t, "the server listens", 20*time.Second, func() bool {
		data, _ := os.ReadFile(filepath.Join(dir, "a.events.jsonl"))
		return strings.Contains(string(data), `"listen"`)
	})
	children := descendants(cmd.Process.Pid)
	if len(children) == 0 {
		t.Fatal("no server runs")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	within(t, "the server is gone", 5*time.Second, func() bool {
		for _, pid := range children {
			if stat, err := os.ReadFile("/proc/" + pid + "/stat"); err == nil && !strings.Contains(string(stat), ") Z ") {
				return false
			}
		}
		return true
	})
	text, err := open(t, dir).Text(cast.NewBudget(t.Context()), "a")
	if err != nil || !strings.Contains(text, "sockLab server") {
		t.Errorf("recorded %q, %v", text, err)
	}
}

// within polls what has no signal of its own: another process's state.
func within(t *testing.T, what string, limit time.Duration, done func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	end := time.After(limit)
	for !done() {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("not within %v: %s", limit, what)
		}
	}
}

// descendants are the processes that pid has started.
func descendants(pid int) []string {
	var found []string
	tasks, _ := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "task", "*", "children"))
	for _, name := range tasks {
		data, err := os.ReadFile(name)
		if err == nil {
			found = append(found, strings.Fields(string(data))...)
		}
	}
	return found
}
