package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// silentPipes are the options by which a command opens a pipe at whose other
// end nobody is.
var silentPipes = map[string][]string{
	"client --file":   {"client", "-q", "--file", "pipe"},
	"client --out":    {"client", "-q", "--force", "--out", "pipe"},
	"client --events": {"client", "-q", "--events", "pipe"},
	"server --events": {"server", "-q", "--events", "pipe"},
	"export -o":       {"export", "course-walkthrough", "--format", "txt", "--force", "-o", "pipe"},
}

// TestSilentPipe holds that each of the signals that end a command ends one
// that waits for somebody at the other end of a pipe.
func TestSilentPipe(t *testing.T) {
	listening := echoes(t)
	for name, args := range silentPipes {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
			t.Run(name+" "+signal.String(), func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				fifo(t, filepath.Join(dir, "pipe"))
				port := listening
				if args[0] == "server" {
					port = "0"
				}
				line := args
				if args[0] != "export" {
					line = append([]string{args[0], "--port", port}, args[1:]...)
				}
				var stderr bytes.Buffer
				cmd := command(t, dir, line...)
				cmd.Stderr = &stderr
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				waitsForPipe(t, cmd.Process.Pid)
				if err := cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				if status := ends(t, cmd); status != 1 || stderr.String() != "interrupted\n" {
					t.Errorf("ended with %d, saying %s", status, stderr.String())
				}
				noBeginnings(t, dir)
			})
		}
	}
}

// waitsForPipe waits until the process is in open(2), which a pipe alone
// holds up.
func waitsForPipe(t *testing.T, pid int) {
	t.Helper()
	if _, err := os.ReadFile("/proc/self/syscall"); err != nil {
		t.Skip("what a process waits for is not shown here: ", err)
	}
	seen := 0
	until(t, "a wait for the pipe", func() bool {
		if inOpen(pid) {
			seen++
		} else {
			seen = 0
		}
		return seen == 2 // the open of a file is over at the second look
	})
}

func inOpen(pid int) bool {
	tasks, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/syscall")
	for _, task := range tasks {
		if text, err := os.ReadFile(task); err == nil && strings.HasPrefix(string(text), strconv.Itoa(unix.SYS_OPENAT)+" ") {
			return true
		}
	}
	return false
}

// TestSilentReader holds that one who does not read the events keeps nobody
// from ending, and that what an end brings about is still written.
func TestSilentReader(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	fifo(t, pipe)
	var stderr bytes.Buffer
	cmd := command(t, dir, "client", "-q", "--events", "pipe", "--repeat", "100000", "--port", echoes(t))
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reader := held(t, pipe, os.O_RDONLY)
	const nearly = 60 << 10 // of the 64 KiB that a pipe holds
	until(t, "a pipe that is full", func() bool {
		n, err := unix.IoctlGetInt(int(reader.Fd()), unix.TIOCINQ)
		return err == nil && n > nearly
	})
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if status := ends(t, cmd); status != 1 || stderr.String() != "interrupted\n" {
		t.Errorf("ended with %d, saying %s", status, stderr.String())
	}
}
