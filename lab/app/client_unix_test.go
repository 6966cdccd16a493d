//go:build unix

package app_test

import (
	"strings"
	"testing"
)

// TestPersonTypes holds that a person who types a message is told how to end
// it, in the midst of the calls, and that those keys do.
func TestPersonTypes(t *testing.T) {
	c, cmd := at(t, "client", "-", "--port", echoes(t))
	shows(t, c, "type the message; to end it, on a line of its own: Ctrl+D")
	if _, err := c.Send("hola\n\x04"); err != nil {
		t.Fatal(err)
	}
	shows(t, c, `Received b'hola\n'`)
	if status := ends(t, cmd); status != 0 {
		t.Error("exit status", status)
	}
}

// TestLongAnswer holds that a terminal gets a part of a long answer, and is
// told so; a pipe gets every byte.
func TestLongAnswer(t *testing.T) {
	c, cmd := at(t, "client", "--size", "100KiB", "--explain", "none", "--port", echoes(t))
	seen, err := c.ExpectString("... and 100400 bytes more; a file or a pipe gets them all")
	if err != nil {
		t.Fatalf("%v\n%s", err, seen)
	}
	if !strings.HasPrefix(seen, `Received b'0000000\n`) || !strings.Contains(seen, `0000249\n'`) || len(seen) > 3000 {
		t.Errorf("%d bytes are shown: %s", len(seen), seen)
	}
	if status := ends(t, cmd); status != 0 {
		t.Error("exit status", status)
	}
	out, err := command(t, t.TempDir(), "client", "--size", "100KiB", "--explain", "none", "--port", echoes(t)).Output()
	if err != nil || !strings.HasSuffix(string(out), "0012799\\n'\n") || len(out) != len("Received b''\n")+100<<10+100<<10/8 {
		t.Errorf("%v: a pipe gets %d bytes", err, len(out))
	}
}
