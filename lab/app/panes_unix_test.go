//go:build unix

package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPanesWaitForTheSession: a session that cannot begin says so at once, and
// takes no screen.
func TestPanesWaitForTheSession(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "there")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "mine"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c, cmd := at(t, "demo", "--consoles", "panes", "--speed", "0", "--port", port(t), "--out", folder)
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-ended:
	case <-time.After(patience):
		press(t, c, "x")
		<-ended
		t.Error("it waits for a key")
	}
	c.Tty().Close()
	seen, _ := c.ExpectEOF()
	if strings.Contains(seen, "\x1b[?1049h") {
		t.Errorf("the screen was taken: %q", seen)
	}
}

// TestPanesPassKeysOn: a person types to the program in a console, and corrects
// what they type, with the keys that have no character, too.
func TestPanesPassKeysOn(t *testing.T) {
	script := filepath.Join(t.TempDir(), "typed.yaml")
	text := "title: t\nconsoles: [{name: server}, {name: client}]\nsteps:\n" +
		"  - {on: server, type: sockLab server --clients 1, call: listen}\n" +
		"  - {on: client, type: sockLab client - --explain none, wait: 'to end it'}\n" +
		"  - {on: client, wait: \"Received b'a.thello.n'\", within: 1m}\n"
	if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	c, cmd := at(t, "demo", script, "--consoles", "panes", "--speed", "0", "--port", port(t))
	shows(t, c, "to end it")
	press(t, c, "\x1b[Z") // shift+tab: the client's console
	for _, key := range []string{"a", "\t", "h", "e", "x", "\x7f", "l", "l", "o", "\r", "\x04"} {
		press(t, c, key)
	}
	shows(t, c, "the session has ended: press a key to leave")
	press(t, c, "x")
	shows(t, c, "3 of 3 steps played")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
