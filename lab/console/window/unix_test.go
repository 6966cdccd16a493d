//go:build unix

package window

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// poll waits for what other programs do, of which nobody tells.
func poll(t *testing.T, what string, ready func() bool) {
	t.Helper()
	for deadline := time.Now().Add(soon); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not in time: %s", what)
		}
	}
}

// own is this test binary as a terminal.
func own(t *testing.T, mode string) Terminal {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Terminal{Name: "mine", path: self, command: options(mode)}
}

// noTickets holds that no ticket is left. All temporary files of the test go
// to the folder that it gives.
func noTickets(t *testing.T) {
	dir := filepath.Join(t.TempDir(), `un año "x"`)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	t.Cleanup(func() {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

func TestTerminalThatFails(t *testing.T) {
	noTickets(t)
	f := newHub(t).Feed(Screen{})
	_, err := Open(t.Context(), own(t, "fail"), []string{"viewer"}, f)
	var failed *Error
	if !errors.As(err, &failed) || failed.Terminal != "mine" || !strings.Contains(err.Error(), "no display here") {
		t.Error(err)
	}
	await(t, "the feed is closed", f.Closed())
}

func TestTerminalThatDoesNotComeUp(t *testing.T) {
	noTickets(t)
	f := newHub(t).Feed(Screen{})
	ctx, cancel := context.WithTimeoutCause(t.Context(), 50*time.Millisecond, ErrNotUp)
	defer cancel()
	_, err := Open(ctx, own(t, "idle"), []string{"viewer"}, f)
	if !errors.Is(err, ErrNotUp) {
		t.Error(err)
	}
	if err := watch(t, t.Context(), f.ticket).end(t); !errors.Is(err, ErrRefused) {
		t.Errorf("a window too late: %v", err)
	}
}

func TestTerminalThatIsNotThere(t *testing.T) {
	noTickets(t)
	nowhere := Terminal{Name: "gone", path: "/nowhere/terminal", command: options("-e")}
	_, err := Open(t.Context(), nowhere, []string{"viewer"}, newHub(t).Feed(Screen{}))
	if !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// twoFeeds are a server's and a client's, with something to see.
func twoFeeds(h *Hub, keys func(p []byte)) []*Feed {
	server := h.Feed(Screen{Title: "Terminal con el servidor ñ", Cols: 80, Rows: 24, Keys: keys})
	client := h.Feed(Screen{Title: "Terminal con el cliente", Cols: 80, Rows: 24})
	server.Show([]byte("$ sockLab server\r\n\x1b[32mNew connection from ('127.0.0.1', 54614) ñ á ¿\x1b[0m\r\n"))
	client.Show([]byte("$ sockLab client\r\nReceived b'Hello, world'\r\n"))
	return []*Feed{server, client}
}

// a server of tmux, with one pane of 160 columns.
type tmuxServer struct {
	t      *testing.T
	socket string
}

func startTmux(t *testing.T) *tmuxServer {
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("there is no tmux here")
	}
	dir, err := os.MkdirTemp("/tmp", "socklab") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	s := &tmuxServer{t: t, socket: filepath.Join(dir, "tmux")}
	t.Cleanup(func() {
		_ = exec.Command("tmux", "-S", s.socket, "kill-server").Run()
		_ = os.RemoveAll(dir)
	})
	s.run("-f", "/dev/null", "new-session", "-d", "-x", "170", "-y", "60", "--", "cat")
	t.Setenv("TMUX", s.socket+",1,0")
	t.Setenv("TMUX_PANE", s.run("list-panes", "-F", "#{pane_id}"))
	return s
}

func (s *tmuxServer) run(args ...string) string {
	s.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", s.socket}, args...)...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %q: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (s *tmuxServer) panes() []string {
	return strings.Split(s.run("list-panes", "-F", "#{pane_id}"), "\n")
}

func TestTmuxPanes(t *testing.T) {
	noTickets(t)
	s := startTmux(t)
	typed := make(chan string, 16)
	h := newHub(t)
	feeds := twoFeeds(h, func(p []byte) { typed <- string(p) })
	tmux, err := Tmux(Here())
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(t.Context(), tmux, viewCommand(t), feeds...)
	if err != nil {
		t.Fatal(err)
	}
	panes := s.panes()
	if len(panes) != 3 {
		t.Fatalf("panes: %q", panes)
	}
	server, client := panes[1], panes[2]
	poll(t, "the server's screen", func() bool {
		return strings.Contains(s.run("capture-pane", "-p", "-t", server), "54614) ñ á ¿")
	})
	poll(t, "the client's screen", func() bool {
		return strings.Contains(s.run("capture-pane", "-p", "-t", client), "Received b'Hello, world'")
	})
	poll(t, "the title", func() bool {
		return s.run("display-message", "-p", "-t", server, "#{pane_title}") == "Terminal con el servidor ñ"
	})
	s.run("send-keys", "-t", server, "q", "C-c")
	for got := ""; got != "q\x03"; {
		select {
		case p := <-typed:
			got += p
		case <-time.After(soon):
			t.Fatalf("typed: %q", got)
		}
	}
	h.Close(false)
	w.Close()
	if panes := s.panes(); len(panes) != 1 {
		t.Errorf("panes left: %q", panes)
	}
}

// TestStrangerInTmux holds that what a window shows, and what it is called, does
// nothing to the terminal: its clipboard, title, modes and cursor.
func TestStrangerInTmux(t *testing.T) {
	noTickets(t)
	s := startTmux(t)
	s.run("set-option", "-s", "set-clipboard", "on")
	h := newHub(t)
	f := h.Feed(Screen{Title: "title\x1b]52;c;ZXZpbA==\a#(touch evil)", Cols: 80, Rows: 24})
	tmux, err := Tmux(Here())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), tmux, viewCommand(t), f); err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{"shown\r\n\x1b]52;c;ZXZ", "pbA==\a\x1b]0;evil\a\x1b]2;evil\x1b\\\x1bkevil\x1b\\",
		"\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1h\x1b=\x1b[?25l\x1b[4h\x1b[31m", "\x1b[?1049h\u009b2J\x1b[6n\x1b[c\x1bP1$qm\x1b\\the end"} {
		f.Show([]byte(piece))
	}
	h.Close(true)
	pane := s.panes()[1]
	poll(t, "the screen", func() bool { return strings.Contains(s.run("capture-pane", "-p", "-t", pane), "the end") })
	const state = "#{mouse_any_flag}#{mouse_sgr_flag}#{alternate_on}#{keypad_cursor_flag}#{keypad_flag}#{insert_flag} #{cursor_flag} #{pane_title}"
	want := `000000 1 title\x1b]52;c;ZXZpbA==\x07#(touch evil)`
	if got := s.run("display-message", "-p", "-t", pane, state); got != want {
		t.Errorf("mouse, alternate screen, keypad, insert; cursor; title: %s, want %s", got, want)
	}
	if buffers := s.run("list-buffers"); buffers != "" {
		t.Errorf("the clipboard has %s", buffers)
	}
	s.run("send-keys", "-t", pane, "Space")
	poll(t, "the end", func() bool { return len(s.panes()) == 1 })
}

func TestTmuxPaneThatIsClosed(t *testing.T) {
	noTickets(t)
	s := startTmux(t)
	h := newHub(t)
	feeds := twoFeeds(h, nil)
	tmux, err := Tmux(Here())
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(t.Context(), tmux, viewCommand(t), feeds...)
	if err != nil {
		t.Fatal(err)
	}
	s.run("kill-pane", "-t", s.panes()[1])
	await(t, "closed", feeds[0].Closed())
	select {
	case <-feeds[1].Closed():
		t.Error("the other pane was closed as well")
	default:
	}
	w.Close()
	poll(t, "the end of the other", func() bool { return len(s.panes()) == 1 })
}

func TestTmuxPaneHolds(t *testing.T) {
	noTickets(t)
	s := startTmux(t)
	h := newHub(t)
	f := h.Feed(Screen{Title: "held", Cols: 80, Rows: 24})
	tmux, err := Tmux(Here())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), tmux, viewCommand(t), f); err != nil {
		t.Fatal(err)
	}
	f.Show([]byte("the last screen"))
	h.Close(true)
	pane := s.panes()[1]
	poll(t, "the screen", func() bool { return strings.Contains(s.run("capture-pane", "-p", "-t", pane), "the last screen") })
	s.run("send-keys", "-t", pane, "Space")
	poll(t, "the end", func() bool { return len(s.panes()) == 1 })
}

func TestNothingIsLeftOfAKilledShow(t *testing.T) {
	noTickets(t)
	s := startTmux(t)
	viewer := viewCommand(t)
	show := exec.Command(viewer[0], append([]string{"host"}, viewer...)...)
	out, err := show.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := show.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("%q, %v", line, err)
	}
	if panes := s.panes(); len(panes) != 3 {
		t.Errorf("panes: %q", panes)
	}
	_ = show.Process.Kill()
	_ = show.Wait()
	poll(t, "nothing is left", func() bool { return len(s.panes()) == 1 })
}

func TestTmuxWithoutRoom(t *testing.T) {
	noTickets(t)
	s := startTmux(t)
	s.run("resize-window", "-x", "10", "-y", "2")
	tmux, err := Tmux(Here())
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), tmux, viewCommand(t), twoFeeds(newHub(t), nil)...)
	var failed *Error
	if !errors.As(err, &failed) || failed.Terminal != "tmux" {
		t.Error(err)
	}
	poll(t, "nothing is left", func() bool { return len(s.panes()) == 1 })
}

// startX starts an X server without a screen and sets DISPLAY.
func startX(t *testing.T) {
	for _, program := range []string{"Xvfb", "xwininfo", "import"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("there is no %s here", program)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x700x24", "-nolisten", "tcp", "-noreset")
	x.ExtraFiles = []*os.File{w}
	err = x.Start()
	w.Close()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Process.Kill(); _ = x.Wait() })
	number, err := bufio.NewReader(r).ReadString('\n') // it says so when it is ready
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
}

// windowsOf counts the X windows with this title: -1 while they come and go.
func windowsOf(title string) int {
	cmd := exec.Command("xwininfo", "-root", "-tree")
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := cmd.Output()
	if err != nil {
		return -1
	}
	return strings.Count(string(out), fmt.Sprintf("%q: (", title))
}

// photograph keeps the screen in the folder that SOCKLAB_PHOTOS names.
func photograph(t *testing.T, name string) {
	if dir := os.Getenv("SOCKLAB_PHOTOS"); dir != "" {
		if out, err := exec.Command("import", "-window", "root", filepath.Join(dir, name+".png")).CombinedOutput(); err != nil {
			t.Errorf("photograph: %v: %s", err, out)
		}
	}
}

func TestXterm(t *testing.T) {
	if _, err := exec.LookPath("xterm"); err != nil {
		t.Skip("there is no xterm here")
	}
	noTickets(t)
	startX(t)
	found := Terminals(Here())
	i := slices.IndexFunc(found, func(t Terminal) bool { return t.Name == "xterm" })
	if i < 0 {
		t.Fatalf("found: %v", names(found))
	}
	h := newHub(t)
	feeds := twoFeeds(h, nil)
	w, err := Open(t.Context(), found[i], viewCommand(t), feeds...)
	if err != nil {
		t.Fatal(err)
	}
	titles := []string{"Terminal con el servidor ñ", "Terminal con el cliente"}
	for i, title := range titles {
		feeds[i].Show([]byte("\x1b]0;another title\x07"))
		poll(t, title, func() bool { return windowsOf(title) == 1 })
	}
	photograph(t, "xterm")
	h.Close(false)
	w.Close()
	for i, title := range titles {
		await(t, "closed", feeds[i].Closed())
		poll(t, "no window is left", func() bool { return windowsOf(title) == 0 })
	}
}

func TestXtermWithoutAScreen(t *testing.T) {
	path, err := exec.LookPath("xterm")
	if err != nil {
		t.Skip("there is no xterm here")
	}
	noTickets(t)
	t.Setenv("DISPLAY", ":59999")
	_, err = Open(t.Context(), Terminal{Name: "xterm", path: path, command: known[len(known)-1].command}, viewCommand(t), newHub(t).Feed(Screen{}))
	if err == nil || !strings.HasSuffix(err.Error(), "Can't open display: %s") {
		t.Error(err)
	}
}
