//go:build unix

package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"socklab/lab/cast"
)

// TestPanesHaveTheirWidth plays in tmux panes of 39 columns: the programs in
// them break their lines at blanks, and verify does the same again.
func TestPanesHaveTheirWidth(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		t.Run(lang, func(t *testing.T) {
			run := inTmux(t)
			run("resize-window", "-x", "80", "-y", "24")
			out, self := filepath.Join(t.TempDir(), "narrow"), asSockLab(t)
			run("send-keys", fmt.Sprintf("%s --lang %s demo course-explained --consoles tmux --speed 0 --port %s --out %s; echo status $?", self, lang, port(t), out), "Enter")
			until(t, "the end", func() bool { return strings.Contains(run("capture-pane", "-p"), "status 0") })
			recorded, err := cast.OpenFolder(out)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range recorded.Session.Consoles {
				if c.Cols != 39 && c.Cols != 40 || c.Rows != 16 {
					t.Errorf("%s is %dx%d", c.Name, c.Cols, c.Rows)
				}
				text, err := os.ReadFile(filepath.Join(out, c.Name+".txt"))
				if err != nil {
					t.Fatal(err)
				}
				if narrow := regexp.MustCompile(`(?m)^recv\(\d, 2048\) = 12\n    b'Hello, world'$`); !narrow.Match(text) {
					t.Errorf("%s breaks its lines elsewhere:\n%s", c.Name, text)
				}
			}
			run("send-keys", fmt.Sprintf("clear; %s transcripts verify %s; echo status $?", self, out), "Enter")
			until(t, "verify says that it is the same", func() bool { return strings.Contains(run("capture-pane", "-p"), "status 0") })
		})
	}
}

// TestPanesAreResized makes the panes wider while a program waits in one.
func TestPanesAreResized(t *testing.T) {
	run := inTmux(t)
	run("resize-window", "-x", "80", "-y", "24")
	out := filepath.Join(t.TempDir(), "wider")
	script, self := waitingScript(t), asSockLab(t)
	run("send-keys", fmt.Sprintf("%s demo %s --consoles tmux --live --speed 0 --port %s --out %s; echo status $?", self, script, port(t), out), "Enter")
	until(t, "the server is next", func() bool { return strings.Contains(screens(run), "next, in server: sockLab server") })
	run("send-keys", "Space")
	until(t, "the client is next", func() bool { return strings.Contains(screens(run), "next, in client") })
	run("resize-window", "-x", "130", "-y", "24")
	until(t, "both consoles know", func() bool { return resizes(t, out, "server", "client") })
	run("send-keys", "Space")
	until(t, "wide lines", func() bool {
		return regexp.MustCompile(`recv\(\d, 2048\) = 12 +b'Hello, world'`).MatchString(screens(run))
	})
	until(t, "the server's end is next", func() bool { return strings.Contains(screens(run), "next, in server: [ctrl+c]") })
	run("send-keys", "Space")
	until(t, "the end", func() bool { return strings.Contains(run("capture-pane", "-p"), "status 0") })
	run("resize-window", "-x", "60")
	run("send-keys", fmt.Sprintf("clear; %s transcripts verify %s --script %s; echo status $?", self, out, script), "Enter")
	until(t, "verify says why", func() bool {
		shown := run("capture-pane", "-p", "-S", "-")
		return strings.Contains(shown, "status 3") && strings.Contains(shown, "its consoles changed their size while")
	})
}

// waitingScript has a server that waits and a client that comes when the
// presenter wants.
func waitingScript(t *testing.T) string {
	t.Helper()
	const text = `title: t
consoles: [{name: server}, {name: client}]
steps:
  - {on: server, type: sockLab server, call: listen}
  - {on: client, type: sockLab client, exit: 0}
  - {on: server, press: ctrl+c, exit: 0}
`
	name := filepath.Join(t.TempDir(), "waiting.yaml")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// resizes tells whether consoles were recorded to have another size.
func resizes(t *testing.T, out string, consoles ...string) bool {
	t.Helper()
	for _, name := range consoles {
		data, err := os.ReadFile(filepath.Join(out, name+".cast"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), `"r", "`) {
			return false
		}
	}
	return true
}

// TestLogHasItsWidth holds that the consoles of a log are as wide as what is
// left of the terminal behind their names, also after a resize.
func TestLogHasItsWidth(t *testing.T) {
	run := inTmux(t)
	run("resize-window", "-x", "80", "-y", "50")
	out := filepath.Join(t.TempDir(), "log")
	script := waitingScript(t)
	run("send-keys", fmt.Sprintf("%s demo %s --consoles log --live --speed 0 --port %s --out %s; echo status $?", asSockLab(t), script, port(t), out), "Enter")
	until(t, "the server is next", func() bool { return strings.Contains(run("capture-pane", "-p"), "next, in server: sockLab server") })
	run("send-keys", "Space")
	until(t, "words that go on below", func() bool {
		return regexp.MustCompile(`(?m)^server \| bind.*its own address is now\nserver \| +127.0.0.1:`).MatchString(run("capture-pane", "-p"))
	})
	until(t, "the client is next", func() bool { return strings.Contains(run("capture-pane", "-p"), "next, in client") })
	run("resize-window", "-x", "50", "-y", "50")
	until(t, "both consoles know", func() bool { return resizes(t, out, "server", "client") })
	run("send-keys", "Space")
	until(t, "narrow lines", func() bool {
		return regexp.MustCompile(`(?m)^client \| recv\(\d, 2048\) = 12\nclient \|     b'Hello, world'$`).MatchString(run("capture-pane", "-p"))
	})
	until(t, "the server's end is next", func() bool { return strings.Contains(run("capture-pane", "-p"), "server: [ctrl+c]") })
	run("send-keys", "Space")
	until(t, "the end", func() bool { return strings.Contains(run("capture-pane", "-p"), "status 0") })
	recorded, err := cast.OpenFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	if cols, rows := recorded.Session.Size("client"); cols != 71 || rows != 24 {
		t.Errorf("the client's console is %dx%d, want 71x24", cols, rows)
	}
}

// TestServerLearnsAWidth makes the terminal of a waiting server narrower.
func TestServerLearnsAWidth(t *testing.T) {
	c, cmd := at(t, "server", "--port", port(t))
	defer cmd.Wait()
	shows(t, c, "listen")
	if err := unix.IoctlSetWinsize(int(c.Tty().Fd()), unix.TIOCSWINSZ, &unix.Winsize{Col: 40, Row: 12}); err != nil {
		t.Fatal(err)
	}
	shows(t, c, "accept(")
	press(t, c, "\x03")
	shows(t, c, "\r\n    releases the call that waits")
}
