//go:build unix

package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// limited runs a demo with a limit of descriptors and gives its status and
// what it said.
func limited(t *testing.T, limit string) (status int, said string) {
	t.Helper()
	dir := t.TempDir()
	cmd := command(t, dir, "demo", "--consoles", "log", "--speed", "0", "--out", "rec", "--port", port(t))
	cmd.Path, cmd.Args = "/bin/sh", append([]string{"sh", "-c", `ulimit -n ` + limit + `; exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	status = ends(t, cmd)
	if _, err := os.Stat(filepath.Join(dir, "rec")); err == nil && status != 0 {
		t.Errorf("with %s, a recording is left behind", limit)
	}
	nothingLeft(t, dir)
	return status, stderr.String()
}

// TestFewDescriptors holds that a demo that cannot open what it needs says how
// much that is and leaves nothing, and that with as much it plays.
func TestFewDescriptors(t *testing.T) {
	told := regexp.MustCompile(`\Atoo few descriptors: this session needs \d+, and only \d+ can be opened\n` +
		`hint: raise the limit in the shell before you start sockLab: ulimit -n (\d+)\n\z`)
	enough := ""
	for limit := 12; limit <= 32; limit += 4 {
		status, said := limited(t, fmt.Sprint(limit))
		found := told.FindStringSubmatch(said)
		if status != 1 || found == nil {
			t.Fatalf("with %d, ended with %d, saying %s", limit, status, said)
		}
		if enough != "" && found[1] != enough {
			t.Errorf("with %d, %s are needed; before, %s were", limit, found[1], enough)
		}
		enough = found[1]
	}
	if status, said := limited(t, enough); status != 0 {
		t.Errorf("with %s, as told, ended with %d, saying %s", enough, status, said)
	}
}
