//go:build linux

package interop

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"socklab/lab/peer"
)

// TestLogIsInTheOrderOfCalls plays a session whose two consoles stand in one
// log, again and again: each cause stands before its effect.
func TestLogIsInTheOrderOfCalls(t *testing.T) {
	for range 8 {
		cmd := exec.Command(peer.SockLab(t), "demo", "course-explained", "--consoles", "log", "--speed", "0", "--lang", "en",
			"--port", fmt.Sprint(peer.FreePort(t)), "--out", filepath.Join(t.TempDir(), "log"))
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v, saying %.2000s", err, out)
		}
		at := 0
		for _, want := range []string{
			"server | listen(", "# The client connects", "client | socket(", "client | connect(", "server | accept(3) = ", "server | recv(4, 2048) = 12",
			"server | send(", "client | recv(3, 2048) = 12", "# The server answers", "# Ctrl+C ends", "server | shutdown(", "server | Ctrl+C",
		} {
			next := strings.Index(string(out[at:]), want)
			if next < 0 {
				t.Fatalf("%q does not stand where it happened:\n%s", want, out)
			}
			at += next + 1
		}
		send, recv := strings.Index(string(out), "client | send("), strings.Index(string(out), "server | recv(4, 2048) = 12")
		if send < 0 || recv < send {
			t.Fatalf("what the client sends stands after its recv:\n%s", out)
		}
	}
}
