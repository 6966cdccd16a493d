package interop

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"socklab/lab/peer"
)

func TestMain(m *testing.M) { os.Exit(peer.Main(m)) }

// messages are what a client sends, from its standard input.
var messages = map[string]string{
	"plain":  "Hello, world",
	"single": "it's",
	"double": `say "hi"`,
	"quotes": `it's "both" \ and`,
	"bytes":  allBytes(),
	"UTF-8":  "¡Ñandú! 日本語 🙂\r\n\t",
	"empty":  "",
	"100 kB": strings.Repeat(allBytes(), 400)[:100_000],
}

func allBytes() string {
	var b []byte
	for i := range 256 {
		b = append(b, byte(i))
	}
	return string(b)
}

// A side makes the command of one program.
type side func(t *testing.T, port uint16) *exec.Cmd

func pythonServer(t *testing.T, port uint16) *exec.Cmd { return python(t, "server.py", port) }
func pythonClient(t *testing.T, port uint16) *exec.Cmd { return python(t, "client.py", port, "-") }
func sockLabServer(t *testing.T, port uint16) *exec.Cmd {
	return exec.Command(peer.SockLab(t), "server", "--port", fmt.Sprint(port))
}
func sockLabClient(t *testing.T, port uint16) *exec.Cmd {
	return exec.Command(peer.SockLab(t), "client", "--port", fmt.Sprint(port), "-")
}

func python(t *testing.T, name string, port uint16, args ...string) *exec.Cmd {
	path, err := filepath.Abs(filepath.Join("..", "echo", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return exec.Command(peer.Python(t), append([]string{path, fmt.Sprint(port)}, args...)...)
}

// TestSameAsThePythonPair holds that either program in place of Python's
// leaves both standard outputs as they are, to the byte.
func TestSameAsThePythonPair(t *testing.T) {
	peer.Python(t)
	want := converse(t, pythonServer, "listening", pythonClient)
	pairs := map[string]struct {
		server side
		ready  string
		client side
	}{
		"Python client, sockLab server":  {sockLabServer, "accept(", pythonClient},
		"sockLab client, Python server":  {pythonServer, "listening", sockLabClient},
		"sockLab client, sockLab server": {sockLabServer, "accept(", sockLabClient},
	}
	for name, pair := range pairs {
		t.Run(name, func(t *testing.T) {
			got := converse(t, pair.server, pair.ready, pair.client)
			for name := range want {
				if got[name] != want[name] {
					t.Errorf("%s: printed\n%.200q\nwant\n%.200q", name, got[name], want[name])
				}
			}
		})
	}
}

// converse sends every message to one server. It returns what the client
// printed for each, and what the server printed, under "server".
func converse(t *testing.T, server side, ready string, client side) map[string]string {
	t.Helper()
	port := peer.FreePort(t)
	s := peer.Start(t, server(t, port))
	s.Prints(t, ready)
	printed := map[string]string{}
	for name, message := range messages {
		cmd := client(t, port)
		cmd.Stdin = strings.NewReader(message)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, stderr.String())
		}
		printed[name] = string(out)
	}
	s.Kill()
	printed["server"] = ephemeral.ReplaceAllString(s.Out.String(), "PORT")
	if n := strings.Count(printed["server"], "\n"); n != len(messages) {
		t.Errorf("the server printed %d lines for %d clients", n, len(messages))
	}
	return printed
}

var ephemeral = regexp.MustCompile(`\b[0-9]{4,5}\b`)

// TestMessageAsArgument sends a message as people type it.
func TestMessageAsArgument(t *testing.T) {
	port := peer.FreePort(t)
	s := peer.Start(t, sockLabServer(t, port))
	s.Prints(t, "accept(")
	for _, message := range []string{"Hello, world", "¡Ñandú!", `it's "both"`} {
		ours, err := exec.Command(peer.SockLab(t), "client", "--port", fmt.Sprint(port), message).Output()
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := python(t, "client.py", port, message).Output()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(ours, theirs) {
			t.Errorf("printed %q, Python %q", ours, theirs)
		}
	}
}
