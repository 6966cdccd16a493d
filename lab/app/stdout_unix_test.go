//go:build unix

package app_test

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// A printing is a command that prints: all that sockLab has must be here.
type printing struct {
	path  string // of the command
	args  string // behind it
	serve bool   // prints only when somebody connects
}

// outputs are made with a port that is free and one where somebody answers.
func outputs(free, answers string) []printing {
	return []printing{
		{"", "", false},
		{"", "--version", false},
		{"help", "demo", false},
		{"version", "", false},
		{"man", "", false},
		{"completion", "bash", false},
		{"complete", "-- demo =", false},
		{"doctor", "", false},
		{"doctor", "--json", false},
		{"scripts", "", false},
		{"scripts list", "", false},
		{"scripts show", "course-walkthrough", false},
		{"scripts check", "course-walkthrough", false},
		{"scripts new", "new.yaml", false},
		{"scripts schema", "", false},
		{"transcripts", "", false},
		{"transcripts list", "", false},
		{"transcripts show", "course-walkthrough", false},
		{"transcripts verify", "course-walkthrough", false},
		{"transcripts record", "recorded", false},
		{"replay", "course-walkthrough", false},
		{"replay", "course-walkthrough --web", false},
		{"export", "course-walkthrough --format txt -o -", false},
		{"export", "course-walkthrough -o x.md", false},
		{"demo", "--consoles log --speed 0 --port " + free, false},
		{"client", "--explain none --port " + answers, false},
		{"server", "--explain none --events events.jsonl --port " + free, true},
	}
}

// silent are the commands that never print on standard output: sockLab starts
// them itself, in its windows.
var silent = []string{"view"}

// commandPaths are all commands, hidden ones too, as bash completes them and
// the help has them.
func commandPaths(t *testing.T) []string {
	t.Helper()
	paths := []string{"", "complete", "view"}
	for _, name := range words(t) {
		paths = append(paths, name)
		for _, sub := range words(t, name) {
			if !strings.HasPrefix(sub, "-") && (name == "scripts" || name == "transcripts") {
				paths = append(paths, name+" "+sub)
			}
		}
	}
	return paths
}

// words are what can follow these.
func words(t *testing.T, before ...string) []string {
	t.Helper()
	out, err := command(t, t.TempDir(), append(append([]string{"complete", "--"}, before...), "=")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(out)) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all = append(all, word)
	}
	return all
}

// TestOutputsAreComplete holds that every command is tried.
func TestOutputsAreComplete(t *testing.T) {
	tried := slices.Clone(silent)
	for _, o := range outputs("", "") {
		tried = append(tried, o.path)
	}
	paths := commandPaths(t)
	if len(paths) < 20 {
		t.Fatalf("only %d commands: %q", len(paths), paths)
	}
	for _, path := range paths {
		if !slices.Contains(tried, path) {
			t.Errorf("what %q does on a full disk is not tried", path)
		}
	}
}

// runs runs a command with these streams and gives its status and what it
// said on a standard error that is nil.
func (o printing) runs(t *testing.T, dir string, stdout, stderr *os.File) (int, string) {
	t.Helper()
	cmd := command(t, dir, append(strings.Fields(o.path), strings.Fields(o.args)...)...)
	cmd.Env = append(cmd.Env, "SOCKLAB_PORT="+port(t))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = stdout, &said
	if stderr != nil {
		cmd.Stderr = stderr
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if o.serve {
		connects(t, strings.Fields(o.args), filepath.Join(dir, "events.jsonl"))
	}
	return ends(t, cmd), said.String()
}

// connects to a server whose arguments end with its port, when it listens.
func connects(t *testing.T, args []string, events string) {
	t.Helper()
	until(t, "a server that listens", func() bool {
		text, err := os.ReadFile(events)
		return err == nil && bytes.Contains(text, []byte(`"listen"`))
	})
	c, err := net.Dial("tcp", "127.0.0.1:"+args[len(args)-1])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	_ = c.(*net.TCPConn).CloseWrite() // a server that has ended needs none
	_, _ = c.Read(make([]byte, 1))
}

// TestFullOutput holds that each command says in one line that its output is
// lost, and fails, and soon.
func TestFullOutput(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("/dev/full is Linux's")
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for _, o := range outputs(port(t), echoes(t)) {
		t.Run(o.path+" "+o.args, func(t *testing.T) {
			dir := t.TempDir()
			status, said := o.runs(t, dir, full, nil)
			if status != 1 || said != "cannot write stdout: no space left on the device\n" {
				t.Errorf("ended with %d, saying %s", status, said)
			}
			nothingLeft(t, dir)
		})
	}
}

// TestClosedOutput holds that each command ends without a word when nobody
// reads what it prints, and tidies up.
func TestClosedOutput(t *testing.T) {
	for _, o := range outputs(port(t), echoes(t)) {
		t.Run(o.path+" "+o.args, func(t *testing.T) {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			r.Close()
			defer w.Close()
			dir := t.TempDir()
			status, said := o.runs(t, dir, w, nil)
			if status != 1 || said != "" {
				t.Errorf("ended with %d, saying %s", status, said)
			}
			nothingLeft(t, dir)
		})
	}
}

// TestLostErrors holds that a standard error that is full, or that nobody
// reads, changes no exit status.
func TestLostErrors(t *testing.T) {
	r, closed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer closed.Close()
	lost := map[string]*os.File{"closed": closed}
	if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		defer full.Close()
		lost["full"] = full
	}
	answers := echoes(t)
	for _, c := range []struct {
		args   string
		status int
	}{
		{"client --explain full --port " + answers, 0},
		{"client --port 1", 1},
		{"client --no-such-option", 2},
		{"scripts check no.yaml", 3},
		{"export course-walkthrough -o new.md", 0},
		{"demo half-close --consoles log --speed 0 --port " + port(t), 0},
	} {
		for name, stderr := range lost {
			t.Run(name+" "+c.args, func(t *testing.T) {
				dir := t.TempDir()
				if status, _ := (printing{args: c.args}).runs(t, dir, nil, stderr); status != c.status {
					t.Errorf("ended with %d, want %d", status, c.status)
				}
				nothingLeft(t, dir)
			})
		}
	}
}

// nothingLeft holds that neither a temporary folder nor the beginning of a
// file is left in dir.
func nothingLeft(t *testing.T, dir string) {
	t.Helper()
	noBeginnings(t, dir)
	left, err := os.ReadDir(filepath.Join(dir, "tmp"))
	if err != nil || len(left) > 0 {
		t.Errorf("left in the folder for temporary files: %v %v", left, err)
	}
}
