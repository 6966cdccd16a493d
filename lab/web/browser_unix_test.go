//go:build unix && !darwin

package web

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// asBrowser makes a shell script be the system's browser, and gives the file in
// which it leaves what it says.
func asBrowser(t *testing.T, script string) (said string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("HOME", dir)
	said = filepath.Join(dir, "said")
	text := fmt.Sprintf("#!/bin/sh\ncd %s\n{ %s; } > said.part 2>err\nmv said.part said\n", dir, script)
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return said
}

// awaitFile waits until a file is there, and reads it.
func awaitFile(t *testing.T, name string) string {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		text, err := os.ReadFile(name)
		if err == nil {
			return string(text)
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

// TestCommandLinesDoNotTellTheSecret: what all users see of the browser's
// start does not lead to the page, and the file that does goes at the end.
func TestCommandLinesDoNotTellTheSecret(t *testing.T) {
	said := asBrowser(t, `echo "$*"; ps -eo args 2>/dev/null || :; echo; echo FILE; cat "$1"`)
	s := show(t)
	unopened, tidy := Browse(s.Address)
	args, file, ok := strings.Cut(awaitFile(t, said), "\nFILE\n")
	if secret := filepath.Base(s.Address); !ok || strings.Contains(args, secret) || !strings.Contains(file, s.Address) {
		t.Errorf("seen by all: %q; the file: %q", args, file)
	}
	opened, _, _ := strings.Cut(args, "\n")
	tidy()
	if _, err := os.Stat(filepath.Dir(opened)); !os.IsNotExist(err) || !strings.Contains(opened, "sockLab-web-") {
		t.Errorf("%q stays: %v", opened, err)
	}
	select {
	case err := <-unopened:
		t.Errorf("the browser's end is told as a failure: %v", err)
	default:
	}
}

// TestChromiumComesToThePage by itself, from the file.
func TestChromiumComesToThePage(t *testing.T) {
	if os.Getenv("SOCKLAB_SLOW") == "" {
		t.Skip("slow: runs with SOCKLAB_SLOW=1")
	}
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skipf("no chromium here: %v", err)
	}
	said := asBrowser(t, `chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-sync --disable-background-networking `+
		`--disable-component-update --user-data-dir=profile --virtual-time-budget=5000 --dump-dom "$1"`)
	s := show(t)
	_, tidy := Browse(s.Address)
	defer tidy()
	if dom := awaitFile(t, said); !strings.Contains(dom, "the page") {
		t.Errorf("chromium shows %q", dom)
	}
}
