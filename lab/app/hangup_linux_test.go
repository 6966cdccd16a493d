package app_test

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Where the tests run under nohup, or without a terminal in CI, SIGHUP may be
// ignored, and what they start would inherit that. What is caught here is not
// ignored there.
func init() {
	if filepath.Base(os.Args[0]) != "sockLab" { // as which this binary is the program
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	}
}

// A wait is a command in the midst of something that it must tidy up.
type wait struct {
	name   string
	args   string // HANG is the port of a server that never answers, PORT a free one
	sees   string // on its terminal when it is there, or
	exists string // the file that is there then
	status int    // in the end
}

var waiting = []wait{
	{"server", "server --port 0", "accept(", "", 0},
	{"server with threads", "server --port 0 --model threads", "accept(", "", 0},
	{"client", "client --port HANG --out copy", "recv(", "", 1},
	{"client with a person", "client - --port HANG", "connect(", "", 1},
	{"demo log", "demo half-close --consoles log --speed 0 --port PORT", "accept(", "", 1},
	{"demo panes", "demo half-close --consoles panes --speed 0 --port PORT", "accept(", "", 1},
	{"demo live", "demo --live --consoles log --port PORT", "next, in server", "", 1},
	{"demo live in panes", "demo --live --consoles panes --port PORT", "next, in server", "", 1},
	{"verify", "transcripts verify course-walkthrough half-close", "", "tmp/sockLab-verify-*/now/session.json", 1},
	{"record", "transcripts record rec", "playing", "", 1},
	{"replay", "replay", "We start the server", "", 1},
	{"replay web", "replay --web", "http://", "", 0},
	{"export", "export long.cast --format gif --fps 50 -o x.gif", "", ".sockLab-*", 1},
}

// A terminal is sockLab on a pty of its own. go-expect's cannot be closed while
// it is read.
type terminal struct {
	master, tty *os.File
	cmd         *exec.Cmd
	dir         string
	drained     chan struct{}

	mu   sync.Mutex
	text bytes.Buffer
}

func newTerminal(t *testing.T) *terminal {
	t.Helper()
	x := &terminal{dir: t.TempDir(), drained: make(chan struct{})}
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	x.master = os.NewFile(uintptr(fd), "ptmx")
	t.Cleanup(func() { x.master.Close() })
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: 120, Row: 40})
	}
	if err == nil {
		x.tty, err = os.OpenFile(fmt.Sprint("/dev/pts/", n), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.tty.Close() })
	go x.read()
	return x
}

// read collects what is shown until the terminal is closed.
func (x *terminal) read() {
	defer close(x.drained)
	buf := make([]byte, 32<<10)
	for {
		n, err := x.master.Read(buf)
		x.mu.Lock()
		x.text.Write(buf[:n])
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (x *terminal) shown() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.text.String()
}

func (w wait) on(t *testing.T) *terminal {
	t.Helper()
	x := newTerminal(t)
	write(t, filepath.Join(x.dir, "long.cast"), longCast(), 0o600)
	x.cmd = command(t, x.dir, strings.Fields(strings.NewReplacer("PORT", port(t), "HANG", hangs(t)).Replace(w.args))...)
	// Without a PATH there is no browser, which would outlive the test.
	x.cmd.Env = append(x.cmd.Env, "TERM=xterm", "PATH=", "SOCKLAB_PORT="+port(t))
	x.cmd.Stdin, x.cmd.Stdout, x.cmd.Stderr = x.tty, x.tty, x.tty
	x.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := x.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if w.exists == "" {
		until(t, w.sees, func() bool { return strings.Contains(x.shown(), w.sees) })
		return x
	}
	for end := time.Now().Add(patience); ; time.Sleep(time.Millisecond) { // it will not be there for long
		if found, _ := filepath.Glob(filepath.Join(x.dir, w.exists)); len(found) > 0 {
			return x
		}
		if time.Now().After(end) {
			t.Fatalf("never came: %s", w.exists)
		}
	}
}

// longCast is a recording whose pictures take a second to draw.
func longCast() string {
	var b strings.Builder
	b.WriteString(`{"version":2,"width":80,"height":24}` + "\n")
	for i := range 250 {
		fmt.Fprintf(&b, "[%d.%d, \"o\", \"%s\\r\\n\"]\n", i/10, i%10, strings.Repeat(string(rune('a'+i%26)), 79))
	}
	return b.String()
}

// hangs is a server that never answers until the test ends.
func hangs(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port) // its queue takes the client
}

// TestSignals holds that each signal that ends a command ends it in good order:
// no process is left, no file under way, and the terminal as it was.
func TestSignals(t *testing.T) {
	for _, w := range waiting {
		for _, signal := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT} {
			t.Run(w.name+" "+signal.String(), func(t *testing.T) {
				t.Parallel()
				x := w.on(t)
				if err := x.cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				if status := ends(t, x.cmd); status != w.status {
					t.Errorf("ended with %d, want %d", status, w.status)
				}
				x.asItWas(t)
				x.tty.Close() // as the last: what was shown can be read to its end
				<-x.drained
				if seen := x.shown(); strings.LastIndex(seen, "\x1b[?1049l") < strings.LastIndex(seen, "\x1b[?1049h") {
					t.Errorf("the other screen is left on: %q", seen)
				}
				tidy(t, x.dir)
			})
		}
	}
}

// TestClosedTerminal holds the same of a terminal that is closed.
func TestClosedTerminal(t *testing.T) {
	for _, w := range waiting {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			x := w.on(t)
			x.tty.Close()
			if err := x.master.Close(); err != nil {
				t.Fatal(err)
			}
			if status := ends(t, x.cmd); status != w.status && status != 1 { // its last words may be lost
				t.Errorf("ended with %d, want %d", status, w.status)
			}
			tidy(t, x.dir)
		})
	}
}

// asItWas holds that the terminal reads lines and echoes.
func (x *terminal) asItWas(t *testing.T) {
	t.Helper()
	mode, err := unix.IoctlGetTermios(int(x.tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	if mode.Lflag&unix.ICANON == 0 || mode.Lflag&unix.ECHO == 0 {
		t.Error("the terminal is left in raw mode")
	}
}

// tidy holds that a command has left no process and nothing under way.
func tidy(t *testing.T, dir string) {
	t.Helper()
	nothingLeft(t, dir)
	mark := []byte("\x00TMPDIR=" + filepath.Join(dir, "tmp") + "\x00")
	environments, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil || len(environments) == 0 {
		t.Fatalf("no processes: %v", err)
	}
	for _, name := range environments {
		if env, err := os.ReadFile(name); err == nil && bytes.Contains(env, mark) {
			line, _ := os.ReadFile(filepath.Join(filepath.Dir(name), "cmdline"))
			t.Errorf("a process is left: %q", line)
		}
	}
}

// TestHangupTwice holds that the second SIGHUP, which shells send besides the
// system, keeps nobody from tidying up.
func TestHangupTwice(t *testing.T) {
	x := waiting[4].on(t)
	for range 3 {
		if err := x.cmd.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
	}
	if status := ends(t, x.cmd); status != 1 {
		t.Errorf("ended with %d", status)
	}
	tidy(t, x.dir)
}

// TestNohup holds that what nohup keeps alive outlives its terminal.
func TestNohup(t *testing.T) {
	dir := t.TempDir()
	cmd := command(t, dir, "server", "--port", "0", "-q", "--events", "events")
	cmd.Path, cmd.Args = "/bin/sh", append([]string{"sh", "-c", `trap '' HUP; exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "a server that listens", func() bool {
		text, err := os.ReadFile(filepath.Join(dir, "events"))
		return err == nil && bytes.Contains(text, []byte(`"listen"`))
	})
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if mask, ok := strings.CutPrefix(line, "SigIgn:"); ok {
			if n, err := strconv.ParseUint(strings.TrimSpace(mask), 16, 64); err != nil || n&(1<<(syscall.SIGHUP-1)) == 0 {
				t.Errorf("SIGHUP is not ignored any more: %s (%v)", mask, err)
			}
		}
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if status := ends(t, cmd); status != 0 {
		t.Errorf("ended with %d", status)
	}
}

// TestHangupInTmux holds the same of a demo and a replay whose consoles are
// panes of tmux.
func TestHangupInTmux(t *testing.T) {
	for _, c := range []struct{ args, sees string }{
		{"demo half-close --consoles tmux --speed 0 --port " + port(t), "$ sockLab client --no-shutdown"},
		{"replay --consoles tmux", "$ sockLab server"},
	} {
		t.Run(c.args, func(t *testing.T) {
			run, dir := inTmux(t), t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "tmp"), 0o755); err != nil {
				t.Fatal(err)
			}
			run("send-keys", fmt.Sprintf("cd %s; TMPDIR=%s/tmp sh -c 'echo $$ >pid; exec %s %s'; echo ended $?", dir, dir, asSockLab(t), c.args), "Enter")
			until(t, c.sees, func() bool { return strings.Contains(screens(run), c.sees) })
			text, err := os.ReadFile(filepath.Join(dir, "pid"))
			if err != nil {
				t.Fatal(err)
			}
			pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
			if err != nil {
				t.Fatal(err)
			}
			if err := syscall.Kill(pid, syscall.SIGHUP); err != nil {
				t.Fatal(err)
			}
			until(t, "the end, and the panes gone", func() bool {
				return strings.Contains(run("capture-pane", "-p"), "\nended 1\n") && len(strings.Fields(run("list-panes", "-F", "x"))) == 1
			})
			tidy(t, dir)
		})
	}
}
