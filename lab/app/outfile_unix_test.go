//go:build unix

package app_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// echoes is a server that echoes until the test ends; it gives its port.
func echoes(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return // the test has ended
			}
			go func() {
				defer c.Close()
				message, _ := io.ReadAll(c) // a client that gives up is no fault
				_, _ = c.Write(message)
			}()
		}
	}()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// command is sockLab with its folders below dir; nothing of it outlives the
// test.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	temp := filepath.Join(dir, "tmp")
	if err := os.MkdirAll(temp, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(asSockLab(t), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "SOCKLAB_LANG=en", "GORACE=atexit_sleep_ms=0", "TMPDIR="+temp)
	t.Cleanup(func() {
		if cmd.Process != nil && cmd.ProcessState == nil {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	})
	return cmd
}

// ends waits for the end of cmd and gives its exit status, -1 for a signal.
func ends(t *testing.T, cmd *exec.Cmd) int {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case <-done:
		return cmd.ProcessState.ExitCode()
	case <-time.After(patience):
		_ = cmd.Process.Kill()
		<-done
		t.Fatalf("%q does not end", cmd.Args[1:])
	}
	return 0
}

// noBeginnings holds that no file under way is left.
func noBeginnings(t *testing.T, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		if left, _ := filepath.Glob(filepath.Join(dir, ".sockLab-*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func write(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, mode); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != text {
		t.Errorf("%s has %.40q, want %.40q", filepath.Base(name), got, text)
	}
	if info.Mode() != mode {
		t.Errorf("%s has the mode %v, want %v", filepath.Base(name), info.Mode(), mode)
	}
}

// fifo makes a pipe with a name.
func fifo(t *testing.T, name string) {
	t.Helper()
	if err := unix.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A place is what stands where a command is to write, and what stands there
// afterwards.
type place struct {
	name   string
	make   func(t *testing.T, dir string)
	out    string // where the command writes
	target string // the file that has the text then
	mode   os.FileMode
	link   bool // out is a link, and stays one
}

const old = "old"

var places = []place{
	{"a new file", func(*testing.T, string) {}, "out", "out", 0o640, false}, // umask is 027
	{"a file", func(t *testing.T, dir string) { write(t, dir+"/out", old, 0o600) }, "out", "out", 0o600, false},
	{"a file for others", func(t *testing.T, dir string) { write(t, dir+"/out", old, 0o666) }, "out", "out", 0o666, false},
	{"a link", func(t *testing.T, dir string) {
		write(t, dir+"/sub/target", old, 0o600)
		symlink(t, "sub/target", dir+"/out")
	}, "out", "sub/target", 0o600, true},
	{"a link to nothing yet", func(t *testing.T, dir string) { symlink(t, "sub/target", dir+"/out") }, "out", "sub/target", 0o640, true},
	{"a link by way of a linked folder", func(t *testing.T, dir string) {
		symlink(t, "sub/deep", dir+"/way")
		symlink(t, "way/../target", dir+"/out")
	}, "out", "sub/target", 0o640, true},
}

func symlink(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}

// writers are the commands that write a file of the user's choice.
func writers(port string) map[string][]string {
	return map[string][]string{
		"client --out": {"client", "hello", "--port", port, "-q", "--force", "--out"},
		"export -o":    {"export", "course-walkthrough", "--format", "txt", "--force", "-o"},
	}
}

// written is what each of them writes.
func written(t *testing.T, args []string) string {
	t.Helper()
	if args[0] == "client" {
		return "hello"
	}
	out, err := command(t, t.TempDir(), "export", "course-walkthrough", "--format", "txt", "-o", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestForceKeepsWhatItIs holds that what is overwritten stays what it is: a
// link leads where it led, and modes are kept.
func TestForceKeepsWhatItIs(t *testing.T) {
	for name, args := range writers(echoes(t)) {
		want := written(t, args)
		for _, p := range places {
			t.Run(name+" on "+p.name, func(t *testing.T) {
				dir := t.TempDir()
				if err := os.MkdirAll(dir+"/sub/deep", 0o755); err != nil {
					t.Fatal(err)
				}
				p.make(t, dir)
				cmd := command(t, dir, append(args[:len(args):len(args)], p.out)...)
				cmd.Path, cmd.Args = "/bin/sh", append([]string{"sh", "-c", `umask 027; exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				holds(t, filepath.Join(dir, p.target), want, p.mode)
				if info, err := os.Lstat(filepath.Join(dir, p.out)); err != nil || info.Mode()&os.ModeSymlink != 0 != p.link {
					t.Errorf("%s is %v now (%v)", p.out, info.Mode(), err)
				}
				noBeginnings(t, dir, dir+"/sub")
			})
		}
	}
}

// TestForceWritesToAPipe holds that a pipe is written to, and stays.
func TestForceWritesToAPipe(t *testing.T) {
	for name, args := range writers(echoes(t)) {
		want := written(t, args)
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			pipe := filepath.Join(dir, "pipe")
			fifo(t, pipe)
			read := make(chan []byte, 1)
			go func() {
				b, _ := os.ReadFile(pipe) // what came is compared
				read <- b
			}()
			if out, err := command(t, dir, append(args[:len(args):len(args)], "pipe")...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			select {
			case got := <-read:
				if string(got) != want {
					t.Errorf("the pipe gave %.40q, want %.40q", got, want)
				}
			case <-time.After(patience):
				t.Error("nobody wrote to the pipe")
			}
			if info, err := os.Lstat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
				t.Errorf("the pipe is %v now (%v)", info, err)
			}
			noBeginnings(t, dir)
		})
	}
}

// TestForceWritesToADevice holds that a device stays, with one of its own that
// swallows all, as /dev/null does.
func TestForceWritesToADevice(t *testing.T) {
	for name, args := range writers(echoes(t)) {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			device := filepath.Join(dir, "null")
			if err := unix.Mknod(device, unix.S_IFCHR|0o666, int(unix.Mkdev(1, 3))); err != nil {
				t.Skip("no device can be made here: ", err)
			}
			if f, err := os.OpenFile(device, os.O_WRONLY, 0); err != nil {
				t.Skip("devices are not used here: ", err)
			} else {
				f.Close()
			}
			before, err := os.Stat(device)
			if err != nil {
				t.Fatal(err)
			}
			if out, err := command(t, dir, append(args[:len(args):len(args)], "null")...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			after, err := os.Lstat(device)
			if err != nil || !os.SameFile(before, after) || after.Mode() != before.Mode() {
				t.Errorf("the device is %v now (%v)", after, err)
			}
			noBeginnings(t, dir)
		})
	}
}

// held opens a pipe when somebody has its other end, and keeps it open until
// the test ends.
func held(t *testing.T, pipe string, flag int) *os.File {
	t.Helper()
	var f *os.File
	until(t, "somebody at the other end", func() bool {
		var err error
		f, err = os.OpenFile(pipe, flag|unix.O_NONBLOCK, 0)
		if err != nil && !errors.Is(err, unix.ENXIO) {
			t.Fatal(err)
		}
		return err == nil
	})
	t.Cleanup(func() { f.Close() })
	return f
}

// TestSilentWriter holds that a client whose pipe brings nothing ends as one
// whose server is silent: at a signal, in time, and when the server ends.
func TestSilentWriter(t *testing.T) {
	for _, c := range []struct {
		name    string
		args    []string
		server  func(c net.Conn, end chan struct{})
		signal  bool
		message string
	}{
		{"a signal", nil, func(_ net.Conn, end chan struct{}) { <-end }, true, "interrupted\n"},
		{"--timeout", []string{"--timeout", "200ms"}, func(_ net.Conn, end chan struct{}) { <-end }, false, "the time allowed has passed"},
		{"the server's end", nil, func(net.Conn, chan struct{}) {}, false, "the server ended the connection before everything was sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			pipe := filepath.Join(dir, "pipe")
			fifo(t, pipe)
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			var stderr bytes.Buffer
			cmd := command(t, dir, append([]string{"client", "-q", "--file", "pipe", "--port", strconv.Itoa(l.Addr().(*net.TCPAddr).Port)}, c.args...)...)
			cmd.Stderr = &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			conn, err := l.Accept()
			if err != nil {
				t.Fatal(err)
			}
			held(t, pipe, os.O_WRONLY)
			end := make(chan struct{})
			defer close(end)
			go func() { c.server(conn, end); conn.Close() }()
			if c.signal {
				if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
					t.Fatal(err)
				}
			}
			if status := ends(t, cmd); status != 1 || !strings.Contains(stderr.String(), c.message) {
				t.Errorf("ended with %d, saying %s", status, stderr.String())
			}
		})
	}
}

// TestEventsToAPipe holds that all is told through a pipe that is read, the
// end of a server that was interrupted, too.
func TestEventsToAPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	fifo(t, pipe)
	cmd := command(t, dir, "server", "-q", "--port", "0", "--events", "pipe")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(pipe)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all bytes.Buffer
	buf := make([]byte, 64<<10)
	for !strings.Contains(all.String(), `"listen"`) {
		n, err := f.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(buf[:n])
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(&all, f); err != nil {
		t.Fatal(err)
	}
	if status := ends(t, cmd); status != 0 || !strings.Contains(all.String(), `"close"`) {
		t.Errorf("ended with %d, telling %s", status, all.String())
	}
}
