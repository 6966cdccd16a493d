//go:build unix

package app_test

import (
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	expect "github.com/Netflix/go-expect"

	"socklab/lab/cast"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/scripts"
	"socklab/transcripts"
)

// asSockLab gives this test binary under the name by which it is sockLab.
func asSockLab(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "sockLab")
	if err := os.Link(self, name); err != nil { // another file system
		data, rerr := os.ReadFile(self)
		if rerr != nil {
			t.Fatal(rerr)
		}
		if err := os.WriteFile(name, data, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return name
}

// at starts sockLab on a terminal of its own, as a person would.
func at(t *testing.T, args ...string) (*expect.Console, *exec.Cmd) {
	t.Helper()
	c, err := expect.NewConsole(expect.WithDefaultTimeout(patience))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	cmd := exec.Command(asSockLab(t), args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = c.Tty(), c.Tty(), c.Tty()
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "SOCKLAB_LANG=en", "TERM=xterm", "GORACE=atexit_sleep_ms=0")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return c, cmd
}

func port(t *testing.T) string {
	t.Helper()
	n, err := session.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	return strconv.Itoa(n)
}

func shows(t *testing.T, c *expect.Console, text string) {
	t.Helper()
	if seen, err := c.ExpectString(text); err != nil {
		t.Fatalf("%q never came: %v\n%s", text, err, seen)
	}
}

func press(t *testing.T, c *expect.Console, keys string) {
	t.Helper()
	if _, err := c.Send(keys); err != nil {
		t.Fatal(err)
	}
}

// TestLive sets the pace as a presenter does: space goes on, q ends.
func TestLive(t *testing.T) {
	c, cmd := at(t, "demo", "--live", "--consoles", "log", "--speed", "0", "--port", port(t))
	shows(t, c, "server: sockLab server --explain none --clients 1 (space, q)")
	press(t, c, "x") // not a key that means anything
	press(t, c, " ")
	shows(t, c, "next, in client: sockLab client --explain none")
	press(t, c, " ")
	shows(t, c, "Received b'Hello, world'")
	shows(t, c, `server: waiting to see "New connection from (`)
	shows(t, c, "6 of 6 steps played")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// TestInterrupted holds that Ctrl+C ends a demo with its programs, and that
// the recording stays.
func TestInterrupted(t *testing.T) {
	p := port(t)
	c, cmd := at(t, "demo", "half-close", "--consoles", "log", "--speed", "0", "--port", p)
	shows(t, c, "accept(")
	press(t, c, "\x03")
	shows(t, c, "interrupted")
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("%v, want exit status 1", err)
	}
	if _, err := os.Stat(filepath.Join(cmd.Dir, "sockLab-transcripts", "half-close", "session.json")); err != nil {
		t.Error(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:"+p)
	if err != nil {
		t.Fatalf("the server still has its port: %v", err)
	}
	l.Close()
}

// inTmux starts a private tmux and gives a way to talk to it.
func inTmux(t *testing.T) (run func(args ...string) string) {
	t.Helper()
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("tmux is not installed")
	}
	dir := t.TempDir()
	run = func(args ...string) string {
		out, _ := exec.Command(tmux, append([]string{"-S", filepath.Join(dir, "socket"), "-f", "/dev/null"}, args...)...).CombinedOutput()
		return string(out) // what it says of a failure is seen on the screen that is awaited
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the screens were:\n%s", screens(run))
		}
		run("kill-server")
	})
	run("new-session", "-d", "-x", "170", "-y", "50", "-c", dir, "-e", "SOCKLAB_LANG=en", "-e", "GORACE=atexit_sleep_ms=0", "sh")
	return run
}

// screens are what all panes show.
func screens(run func(...string) string) string {
	var all strings.Builder
	for _, id := range strings.Fields(run("list-panes", "-F", "#{pane_id}")) {
		all.WriteString(run("capture-pane", "-p", "-t", id))
	}
	return all.String()
}

// TestTmux plays in panes of a private tmux, as a person sees it.
func TestTmux(t *testing.T) {
	run := inTmux(t)
	run("send-keys", asSockLab(t)+" demo half-close --consoles tmux --speed 0 --port "+port(t), "Enter")
	until(t, "both panes show their console", func() bool {
		all := screens(run)
		return strings.Contains(all, "$ sockLab server --clients 2") && strings.Contains(all, "$ sockLab client --no-shutdown")
	})
	until(t, "the summary, and the panes gone", func() bool {
		return strings.Contains(run("capture-pane", "-p"), "10 of 10 steps played") && len(strings.Fields(run("list-panes", "-F", "x"))) == 1
	})
}

// TestReplayInTmux replays each console in a pane of its own, with the keys and
// chapters in the pane where sockLab runs: a key of any pane counts.
func TestReplayInTmux(t *testing.T) {
	for _, c := range []struct {
		lang, keys, last, end string
		cols, rows            string
	}{
		{"es", "espacio: pausa  [ ] capítulo  ←→ 5 s", "Capítulo 3 de 3: El servidor", "Fin. Intro lo cierra todo", "80", "24"},
		{"en", "space: pause  [ ] chapter  q quit", "Chapter 3 of 3: The server", "The end. Enter: close", "40", "12"},
	} {
		t.Run(c.lang, func(t *testing.T) {
			run := inTmux(t)
			run("resize-window", "-x", c.cols, "-y", c.rows)
			run("send-keys", asSockLab(t)+" replay course-walkthrough --consoles tmux --pause-on-markers --lang "+c.lang+"; echo status $?", "Enter")
			pane := func(n int) string {
				ids := strings.Fields(run("list-panes", "-F", "#{pane_id}"))
				return ids[min(n, len(ids)-1)]
			}
			seen := func(n int) string { return strings.TrimSpace(run("capture-pane", "-p", "-t", pane(n))) }
			until(t, "the keys", func() bool { return strings.Contains(seen(0), c.keys) && strings.Contains(seen(0), "║") })
			run("send-keys", "]", "]")
			until(t, "the last chapter", func() bool { return strings.Contains(seen(0), c.last) })
			until(t, "what came until then", func() bool {
				return strings.Contains(seen(1), "New connection from") && strings.HasPrefix(seen(2), "$ sockLab client")
			})
			run("send-keys", "-t", pane(1), "Home")
			until(t, "the beginning, again", func() bool { return seen(1) == "" && seen(2) == "" && strings.Contains(seen(0), "0:00") })
			run("send-keys", "-t", pane(2), "End")
			until(t, "the end, and what closes it", func() bool { return strings.Contains(seen(0), c.end) })
			if c.lang == "es" {
				run("send-keys", "-t", pane(2), "x")
			} else {
				run("send-keys", "Enter")
			}
			until(t, "the panes gone", func() bool {
				return strings.Contains(seen(0), "status 0") && len(strings.Fields(run("list-panes", "-F", "x"))) == 1
			})
		})
	}
}

// TestReplayInTmuxQuits ends in the middle, with q or when both panes are
// closed.
func TestReplayInTmuxQuits(t *testing.T) {
	run := inTmux(t)
	command := asSockLab(t) + " replay course-walkthrough --consoles tmux; echo status $?"
	for _, quit := range []func(){
		func() { run("send-keys", "q") },
		func() {
			for _, id := range strings.Fields(run("list-panes", "-F", "#{pane_id}"))[1:] {
				run("kill-pane", "-t", id)
			}
		},
	} {
		run("send-keys", "clear; "+command, "Enter")
		until(t, "the keys", func() bool { return strings.Contains(screens(run), "q quit") })
		quit()
		until(t, "the panes gone", func() bool {
			return strings.Contains(run("capture-pane", "-p"), "status 0") && len(strings.Fields(run("list-panes", "-F", "x"))) == 1
		})
	}
}

// TestReplayInTmuxWithoutATerminal leaves the panes, each until a key is
// pressed in it, where nobody can steer.
func TestReplayInTmuxWithoutATerminal(t *testing.T) {
	run := inTmux(t)
	run("send-keys", asSockLab(t)+" replay course-walkthrough --consoles tmux --speed 20 > /dev/null", "Enter")
	until(t, "both consoles to their end", func() bool {
		all := screens(run)
		return strings.Contains(all, "New connection from") && strings.Contains(all, "Received b'Hello, world'")
	})
	until(t, "the panes gone", func() bool { // each stays, when all is shown, until a key is pressed in it
		panes := strings.Fields(run("list-panes", "-F", "#{pane_id}"))
		for _, id := range panes[min(1, len(panes)):] {
			run("send-keys", "-t", id, "q")
		}
		return len(panes) == 1
	})
}

func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	end := time.After(patience)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("never came: %s", what)
		}
	}
}

// TestShippedTranscriptsVerify plays every script that ships again.
func TestShippedTranscriptsVerify(t *testing.T) {
	if os.Getenv("SOCKLAB_SLOW") == "" {
		t.Skip("slow: runs with SOCKLAB_SLOW=1")
	}
	for _, lang := range []string{"es", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(asSockLab(t), "transcripts", "verify", "--lang", lang)
			cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// TestEveryScriptHasItsTranscripts holds that what ships is complete, and of
// the scripts as they are by name and SHA-256: verify plays nothing else.
func TestEveryScriptHasItsTranscripts(t *testing.T) {
	for _, name := range scripts.Names() {
		data, err := scripts.FS.ReadFile(name + ".yaml")
		if err != nil {
			t.Error(err)
			continue
		}
		for _, lang := range []string{"es", "en"} {
			recorded, err := cast.Open(transcripts.FS, lang+"/"+name)
			if err != nil {
				t.Error(err)
			} else if want := (cast.Script{Name: name, SHA256: script.SHA256(data)}); recorded.Session.Script != want {
				t.Errorf("%s/%s is of %+v, the script is %+v: go generate ./transcripts", lang, name, recorded.Session.Script, want)
			}
		}
	}
}

// TestPlaysInAsciinema lets the real asciinema play what ships.
func TestPlaysInAsciinema(t *testing.T) {
	player, err := exec.LookPath("asciinema")
	if err != nil {
		t.Skip("asciinema is not installed")
	}
	casts, err := fs.Glob(transcripts.FS, "*/*/*.cast")
	if err != nil || len(casts) == 0 {
		t.Fatalf("no casts: %v", err)
	}
	for _, name := range casts {
		data, err := fs.ReadFile(transcripts.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "x.cast")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		c, err := expect.NewConsole(expect.WithDefaultTimeout(patience))
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(player, "play", "-s", "1000", "-i", "0.001", file)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = c.Tty(), c.Tty(), c.Tty()
		cmd.Env = append(os.Environ(), "TERM=xterm", "LC_ALL=C.UTF-8")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		want := "sockLab server"
		if !strings.HasSuffix(name, "server.cast") {
			want = "sockLab client"
		}
		if seen, err := c.ExpectString(want); err != nil {
			t.Errorf("%s: %v\n%s", name, err, seen)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		case <-time.After(patience):
			t.Errorf("%s: asciinema does not end", name)
			_ = cmd.Process.Kill()
		}
		c.Close()
	}
}

// TestLiveQuits ends where the presenter presses q, in good order.
func TestLiveQuits(t *testing.T) {
	c, cmd := at(t, "demo", "--live", "--consoles", "log", "--speed", "0", "--port", port(t))
	shows(t, c, "Chapter 1 of 3: We start the server")
	shows(t, c, "server: sockLab server --explain none --clients 1 (space, q)")
	press(t, c, " ")
	shows(t, c, "server: waiting for the call listen()")
	shows(t, c, "next, in client: sockLab client --explain none")
	press(t, c, "q")
	shows(t, c, "you have ended the demo")
	shows(t, c, "3 of 6 steps played")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// TestLivePause goes on before a pause of the script is over.
func TestLivePause(t *testing.T) {
	script := filepath.Join(t.TempDir(), "p.yaml")
	text := "title: t\nconsoles: [{name: a}]\nsteps:\n  - {on: a, type: sockLab version, exit: 0, pause: 1m}\n  - {on: a, type: sockLab version, exit: 0}\n"
	if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	c, cmd := at(t, "demo", script, "--live", "--consoles", "log", "--port", port(t))
	shows(t, c, "next, in a: sockLab version")
	press(t, c, " ")
	shows(t, c, "a pause of 1 min to look")
	press(t, c, " ")
	shows(t, c, "next, in a: sockLab version")
	press(t, c, "\r")
	shows(t, c, "2 of 2 steps played")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// TestPanesStay holds that the last screen stays until a key is pressed.
func TestPanesStay(t *testing.T) {
	c, cmd := at(t, "demo", "--consoles", "panes", "--speed", "0", "--port", port(t))
	shows(t, c, "the session has ended: press a key to leave")
	press(t, c, "x")
	shows(t, c, "6 of 6 steps played")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
