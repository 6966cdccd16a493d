//go:build unix

package app_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A pane is sockLab in a terminal of tmux, on a server of its own.
type pane struct {
	t      *testing.T
	socket string
}

// openPane runs a shell command in a window of that size. The terminal stays
// when the command has ended.
func openPane(t *testing.T, cols, rows int, command string) *pane {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed")
	}
	p := &pane{t: t, socket: filepath.Join(t.TempDir(), "tmux")}
	p.tmux("new-session", "-d", "-x", fmt.Sprint(cols), "-y", fmt.Sprint(rows), command+"; sleep 600")
	t.Cleanup(func() { p.tmux("kill-server") })
	return p
}

func (p *pane) tmux(args ...string) string {
	p.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-S", p.socket, "-f", "/dev/null"}, args...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LC_ALL=C.UTF-8")
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.t.Fatalf("tmux %q: %v: %s", args, err, out)
	}
	return string(out)
}

// sees waits until the screen matches.
func (p *pane) sees(pattern string) string {
	p.t.Helper()
	want := regexp.MustCompile("(?m)" + pattern)
	deadline := time.Now().Add(patience)
	for {
		screen := p.tmux("capture-pane", "-p")
		if want.MatchString(screen) {
			return screen
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%q does not come:\n%s", pattern, screen)
		}
		time.Sleep(readyEvery)
	}
}

func (p *pane) press(keys ...string) {
	p.t.Helper()
	p.tmux(append([]string{"send-keys"}, keys...)...)
}

// TestReplayOnTerminal plays a session at three sizes, in both languages, with
// the keys of a teacher, and leaves the terminal as it was.
func TestReplayOnTerminal(t *testing.T) {
	for _, c := range []struct {
		lang                               string
		cols, rows                         int
		server, client, first, last, space string
	}{
		{"es", 80, 24, "Terminal con el servidor", "Terminal con el cliente", "Capítulo 1 de 3: Arrancamos", "Capítulo 3 de 3: El servidor", "espacio"},
		{"en", 120, 40, "Server terminal", "Client terminal", "► 0:00  We start the server", "► 0:07  The server has seen", "space"},
		{"en", 40, 12, "Server terminal", "Client terminal", "Chapter 1 of 3: We start", "Chapter 3 of 3: The server", "space"},
		{"es", 40, 12, "Terminal con el s", "Terminal con el c", "Capítulo 1 de 3: Arrancamos", "Capítulo 3 de 3: El servidor", "espacio"},
	} {
		t.Run(fmt.Sprintf("%s %dx%d", c.lang, c.cols, c.rows), func(t *testing.T) {
			p := openPane(t, c.cols, c.rows, "sockLab --lang "+c.lang+" replay --pause-on-markers; echo ended $?")
			p.sees(c.first)
			screen := p.sees(`║ 0:00.*0:09`) // the last row to be painted
			for _, want := range []string{c.server, c.client} {
				if !strings.Contains(screen, want) {
					t.Errorf("%s is missing:\n%s", want, screen)
				}
			}
			p.press("]", "]")
			p.sees(c.last)
			p.sees(`New connection from`)
			p.press("?")
			p.sees(c.space + "  +p")
			p.press("?", "0")
			p.sees(`[║] 0:00`)
			p.press(".", ".", ".", ".") // both prompts, then the keys of a command
			p.sees(`\$ so$|\$ so `)
			p.press(",")
			p.sees(`\$ s$|\$ s `)
			p.press("+", "l")
			p.sees(`×1[.,]5  `)
			p.press("9")
			p.sees(`0:08`)
			p.tmux("resize-window", "-x", "9", "-y", "2")
			p.tmux("resize-window", "-x", "100", "-y", "30")
			p.sees(`0:08.*0:09`)
			p.press("q")
			p.sees(`^ended 0$`)
			if screen := p.tmux("capture-pane", "-p"); strings.Contains(screen, c.server) {
				t.Errorf("the player is still to be seen:\n%s", screen)
			}
		})
	}
}

// TestReplayInterrupted holds that a signal, too, leaves the terminal as it
// was: with its echo and its cursor.
func TestReplayInterrupted(t *testing.T) {
	for _, signal := range []string{"INT", "TERM", "HUP"} {
		t.Run(signal, func(t *testing.T) {
			pid := filepath.Join(t.TempDir(), "pid")
			p := openPane(t, 80, 24, "sh -c 'echo $$ >"+pid+"; exec sockLab --lang en replay'; echo ended $?; stty -a | grep -o '[-]*icanon\\|[-]*echo '")
			p.sees("Chapter 1 of 3")
			id, err := os.ReadFile(pid)
			if err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command("kill", "-"+signal, strings.TrimSpace(string(id))).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			screen := p.sees(`^ended 1\n(.*\n)*icanon\n *echo`)
			if !strings.Contains(screen, "interrupted") || strings.Contains(screen, "Chapter") {
				t.Errorf("the screen has\n%s", screen)
			}
			if got := strings.TrimSpace(p.tmux("display-message", "-p", "#{alternate_on} #{cursor_flag}")); got != "0 1" {
				t.Errorf("alternate screen and cursor are %s", got)
			}
		})
	}
}

// TestReplayFromPipe holds that a recording on standard input leaves the keys
// to the terminal.
func TestReplayFromPipe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.cast")
	recording := `{"version":2,"width":80,"height":24,"title":"Piped"}` + "\n" + `[0.1, "o", "hello\r\n"]` + "\n" + `[60, "o", "world"]` + "\n"
	if err := os.WriteFile(file, []byte(recording), 0o600); err != nil {
		t.Fatal(err)
	}
	p := openPane(t, 80, 24, "cat "+file+" | sockLab --lang en replay -; echo ended $?")
	p.sees(`^hello`)
	p.press(".", ".", ".", ".") // both prompts, then the keys of a command
	p.sees(`^world`)
	p.press("q")
	p.sees(`^ended 0$`)
}
