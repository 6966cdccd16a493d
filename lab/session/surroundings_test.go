package session_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"socklab/lab/console"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
)

// tellSurroundings makes the test binary write what it got to know, a line for
// each start.
const tellSurroundings = "SOCKLAB_TEST_SURROUNDINGS"

type surroundings struct {
	Dir  string
	Env  []string
	Args []string
}

func writeSurroundings(name string) int {
	dir, err := os.Getwd()
	f, ferr := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err := errors.Join(err, ferr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	err = json.NewEncoder(f).Encode(surroundings{dir, os.Environ(), os.Args[1:]})
	if err := errors.Join(err, f.Close()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Fprintln(term.Std().Out, "told")
	return 0
}

// starts plays s and returns how its programs were started.
func starts(t *testing.T, s *script.Script) ([]surroundings, error) {
	t.Helper()
	o := options(t, "surroundings")
	told := filepath.Join(t.TempDir(), "told")
	o.Env = append(o.Env, tellSurroundings+"="+told)
	_, err := session.Play(context.Background(), s, o)
	data, rerr := os.ReadFile(told)
	if rerr != nil {
		t.Fatal(err, rerr)
	}
	var all []surroundings
	for d := json.NewDecoder(strings.NewReader(string(data))); d.More(); {
		var one surroundings
		if err := d.Decode(&one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all, err
}

// names of variables that a program of anybody's script may get to know.
var mayKnow = []string{"PATH", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PATHEXT", "GORACE",
	"HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "TERM", "COLORTERM", "SOCKLAB_LANG", "SOCKLAB_PORT", "SOCKLAB_EVENTS", "SOCKLAB_CLOCK",
	asMain, tellSurroundings}

// TestSurroundings holds that the programs of anybody's script know neither the
// user's folder nor the user's variables, and that their own folder goes.
func TestSurroundings(t *testing.T) {
	t.Setenv("TEACHERS_TOKEN", "secret")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	line := "{on: a, type: sockLab version, exit: 0}"
	got, err := starts(t, steps(t, line, strings.Replace(line, "on: a", "on: b", 1)))
	if err != nil || len(got) != 2 {
		t.Fatalf("%v, %d starts", err, len(got))
	}
	for _, one := range got {
		if one.Dir == here || one.Dir != got[0].Dir {
			t.Errorf("ran in %s, called from %s", one.Dir, here)
		}
		for _, variable := range one.Env {
			name, value, _ := strings.Cut(variable, "=")
			ofWine := strings.HasPrefix(name, "WINE") || name == "PROCESSOR_ARCHITECTURE" // it adds them by itself
			if !ofWine && name != "" && !slices.Contains(mayKnow, strings.ToUpper(name)) || value == "secret" {
				t.Errorf("knows %s", variable)
			}
		}
	}
	if _, err := os.Stat(got[0].Dir); err == nil {
		t.Errorf("%s is still there", got[0].Dir)
	}
	again, err := starts(t, steps(t, line))
	if err != nil || again[0].Dir == got[0].Dir {
		t.Errorf("%v: the folder %s was used again", err, again[0].Dir)
	}
}

// TestSurroundingsWithAllowExec holds that a script that the user trusts runs
// where the user is.
func TestSurroundingsWithAllowExec(t *testing.T) {
	t.Setenv("TEACHERS_TOKEN", "secret")
	s, err := script.Parse("x", []byte("title: t\nconsoles: [{name: a}]\nsteps: [{on: a, type: sockLab version, exit: 0}]"), true)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	got, err := starts(t, s)
	if err != nil {
		t.Fatal(err)
	}
	if !sameFolder(got[0].Dir, dir) || !slices.Contains(got[0].Env, "TEACHERS_TOKEN=secret") {
		t.Errorf("ran in %s with %q", got[0].Dir, got[0].Env)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
}

func sameFolder(a, b string) bool {
	x, xerr := os.Stat(a)
	y, yerr := os.Stat(b)
	return xerr == nil && yerr == nil && os.SameFile(x, y)
}

// TestInputStartsNothing types, where a program may have ended already, what
// is no command: it goes to the program or nowhere.
func TestInputStartsNothing(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	first := "{on: a, type: sockLab version, wait: told}"
	for _, input := range []string{self, "sockLab server --host 0.0.0.0; x", "./sockLab version"} {
		got, err := starts(t, steps(t, first, "{on: a, type: '"+input+"'}"))
		nowhere := errors.Is(err, session.ErrNoProgram) || errors.Is(err, console.ErrNotRunning)
		if len(got) != 1 || err != nil && !nowhere {
			t.Errorf("%s: %d starts, %v", input, len(got), err)
		}
	}
}

// TestOwnFolder holds that programs have the session's folder for their files,
// all of them the same.
func TestOwnFolder(t *testing.T) {
	o := options(t, "own folder")
	_, err := session.Play(context.Background(), steps(t,
		"{on: a, type: sockLab server --clients 2 --events server.jsonl, wait: accept}",
		"{on: b, type: sockLab client --size 30 --out answer.txt, exit: 0}",
		"{on: b, type: sockLab client --file answer.txt, wait: \"Received b'0000000\", exit: 0}",
		"{on: a, exit: 0}"), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"answer.txt", "server.jsonl"} {
		for _, dir := range []string{".", o.Out} {
			if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
				t.Errorf("%s was left in %s", name, dir)
			}
		}
	}
}
