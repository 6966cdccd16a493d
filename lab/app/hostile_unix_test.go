//go:build unix

package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"socklab/lab/session"
	"socklab/lab/term"
)

func port(t *testing.T) string {
	t.Helper()
	n, err := session.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	return strconv.Itoa(n)
}

// TestStrangeProgram holds that what a program prints in a demo, and what is
// told of it where it does not print what it should, does nothing to the
// terminal.
func TestStrangeProgram(t *testing.T) {
	t.Chdir(t.TempDir())
	const prints = `printf 'a\033]52;c;ZXZ\npbA==\007b\033]0;t\033\\\033[?1000h\033[31mred\n\033P1$qm\n\033\\\302\2332J\2332J\302\205\342\200\256back\nlost\rover\010\007\n'`
	write(t, "prints.yaml", "title: x\nconsoles: [{name: one}]\nsteps:\n- say: what is said\n- {on: one, type: \""+strings.ReplaceAll(prints, `\`, `\\`)+"\", exit: 0}\n")
	write(t, "awaits.yaml", "title: x\nconsoles: [{name: one}]\nsteps:\n- {on: one, type: \""+strings.ReplaceAll(prints, `\`, `\\`)+"\", wait: never, within: 5s}\n")
	out := strange(t, "demo", "--allow-exec", "--speed", "0", "--port", port(t), "--consoles", "log", "prints.yaml")
	showsAll(t, out, "what is said", `\u009b2J\x9b2J\u0085\u202eback`, "red", "over")
	out = strange(t, "demo", "--allow-exec", "--speed", "0", "--port", port(t), "--consoles", "log", "awaits.yaml")
	showsAll(t, out, "never", `\u009b2J\x9b2J\u0085\u202eback`)
}

// A screen is a tmux of the test's own.
type screen struct {
	t      *testing.T
	socket string
}

func (s screen) tmux(args ...string) string {
	s.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-S", s.socket, "-f", "/dev/null"}, args...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LC_ALL=C.UTF-8", "SOCKLAB_LANG=en")
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %q: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// sees waits until a pane shows text.
func (s screen) sees(pane, text string) {
	s.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		shown := s.tmux("capture-pane", "-p", "-S", "-", "-t", pane)
		if strings.Contains(shown, text) {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("%q does not come:\n%s", text, shown)
		}
	}
}

// untouched holds that nothing has been done to the terminal of a pane.
func (s screen) untouched(pane, title string) {
	s.t.Helper()
	const state = "#{mouse_any_flag}#{mouse_sgr_flag}#{alternate_on}#{keypad_cursor_flag}#{keypad_flag}#{insert_flag} #{cursor_flag} #{pane_title}"
	if got := s.tmux("display-message", "-p", "-t", pane, state); got != "000000 1 "+title {
		s.t.Errorf("mouse, alternate screen, keypad, insert; cursor; title of %s: %s, want title %s", pane, got, title)
	}
	if buffers := s.tmux("list-buffers"); buffers != "" {
		s.t.Errorf("the clipboard has %s", buffers)
	}
}

// TestStrangersOnTerminal plays and shows a stranger's session on a real
// terminal, in windows of its own too, and looks at what that has become.
func TestStrangersOnTerminal(t *testing.T) {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed")
	}
	newHostile(t)
	s := screen{t, filepath.Join(t.TempDir(), "tmux")}
	s.tmux("new-session", "-d", "-x", "160", "-y", "48", "sh")
	t.Cleanup(func() { s.tmux("kill-server") })
	s.tmux("set-option", "-s", "set-clipboard", "on")
	main := s.tmux("list-panes", "-F", "#{pane_id}")
	before := s.tmux("display-message", "-p", "-t", main, "#{pane_title}")
	run := func(n int, command string) {
		s.tmux("send-keys", "-t", main, command+"; echo done-$((6542+"+strconv.Itoa(n)+"))", "Enter")
	}
	for i, command := range []string{"transcripts show session", "transcripts verify session", "replay ./*ession*/../no*such", "scripts check *.yaml",
		"demo ./*raw.yaml", "export --format diagram --diagram mermaid -o - session", "export --format txt -o - session", "replay session | cat"} {
		run(i, "sockLab "+command)
		s.sees(main, "done-"+strconv.Itoa(6542+i))
		s.untouched(main, before)
	}
	run(100, "sockLab replay session")
	s.sees(main, "Chapter 2 of 2")
	s.tmux("send-keys", "-t", main, "q")
	s.sees(main, "done-6642")
	s.untouched(main, before)
	s.tmux("clear-history", "-t", main)
	run(200, "clear; sockLab replay --consoles tmux --speed 50 session")
	s.sees(main, "The end.")
	panes := strings.Fields(s.tmux("list-panes", "-F", "#{pane_id}"))
	if len(panes) != 3 {
		t.Fatalf("panes: %q", panes)
	}
	for i, pane := range panes[1:] {
		s.sees(pane, "end")
		s.untouched(pane, term.Visible(poison("console"+strconv.Itoa(i))))
	}
	s.tmux("send-keys", "-t", main, "Enter")
	s.sees(main, "done-6742")
	s.untouched(main, before)
}
