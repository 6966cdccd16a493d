//go:build unix

package console

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"socklab/lab/term"
)

func init() {
	children["die"] = func([]string) int {
		_ = unix.Kill(os.Getpid(), unix.SIGTERM)
		select {}
	}
	children["stubborn"] = func([]string) int { // ignores all that can be ignored
		signal.Ignore(unix.SIGHUP, unix.SIGINT, unix.SIGTERM)
		fmt.Printf("pid %d.\n", os.Getpid())
		time.Sleep(time.Minute)
		return 0
	}
	children["parent"] = func(args []string) int { // leaves a stubborn child behind
		self, _ := os.Executable()
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childEnv+"=stubborn")
		cmd.Stdout = os.Stdout
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: args[0] == "group"}
		if err := cmd.Start(); err != nil {
			return 1
		}
		if len(args) > 1 { // goes when it is told
			bufio.NewScanner(os.Stdin).Scan()
			return 5
		}
		_ = cmd.Wait()
		return 0
	}
	children["size"] = func([]string) int {
		changed := make(chan os.Signal, 1)
		signal.Notify(changed, unix.SIGWINCH)
		for {
			ws, err := unix.IoctlGetWinsize(1, unix.TIOCGWINSZ)
			if err != nil {
				return 1
			}
			fmt.Printf("size %dx%d.\n", ws.Col, ws.Row)
			<-changed
		}
	}
	children["silent"] = func([]string) int { // no echo; says what was typed
		mode, err := term.Termios(0)
		if err != nil {
			return 1
		}
		mode.Lflag &^= unix.ECHO
		if err := term.SetTermios(0, mode); err != nil {
			return 1
		}
		fmt.Println("password:")
		in := bufio.NewScanner(os.Stdin)
		in.Scan()
		fmt.Println(in.Text())
		return 0
	}
}

// openConsole has nothing to do where programs get their terminal.
func openConsole() {}

func skipUnderWine(*testing.T, string) {}

func TestDeathBySignal(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "die")
	waitExit(t, c, 128+int(unix.SIGTERM))
	start(t, c, "sleep")
	kill(t, c)
	waitExit(t, c, 128+int(unix.SIGKILL))
}

func TestSize(t *testing.T) {
	c, _ := open(t, Config{Cols: 100, Rows: 30})
	start(t, c, "size")
	wait(t, c, "size 100x30.")
	if err := c.Resize(40, 12); err != nil {
		t.Fatal(err)
	}
	wait(t, c, "size 40x12.")
	_ = c.Close()
}

func TestOutputEqualToUnechoedTypingIsMatched(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "silent")
	wait(t, c, "password:\n")
	if err := c.TypeLine(t.Context(), "secret"); err != nil {
		t.Fatal(err)
	}
	wait(t, c, "^secret\n")
}

func TestCloseKillsWhatIgnoresTheHangup(t *testing.T) {
	c, rec := open(t, Config{})
	start(t, c, "stubborn")
	pid := printedPid(t, c, rec)
	_ = c.Close()
	if !gone(pid) {
		t.Error("it lives")
	}
}

func TestCloseEndsDescendants(t *testing.T) {
	for _, group := range []string{"same", "group"} {
		t.Run(group, func(t *testing.T) {
			skipGroups(t, group)
			c, rec := open(t, Config{})
			start(t, c, "parent", group)
			pid := printedPid(t, c, rec)
			_ = c.Close()
			eventuallyGone(t, pid)
		})
	}
}

func TestEndOfTheProgramEndsWhatItLeft(t *testing.T) {
	for _, group := range []string{"same", "group"} {
		t.Run(group, func(t *testing.T) {
			skipGroups(t, group)
			c, rec := open(t, Config{})
			start(t, c, "parent", group, "leave")
			pid := printedPid(t, c, rec)
			if err := c.Press("enter"); err != nil {
				t.Fatal(err)
			}
			waitExit(t, c, 5)
			eventuallyGone(t, pid)
		})
	}
}

// A write waits for a program that does not read, until the console is closed.
func TestCloseReleasesAWriter(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "sleep")
	wait(t, c, "ready")
	wrote := make(chan error)
	go func() {
		line := []byte(strings.Repeat("x", 4000) + "\r")
		for {
			if err := c.Write(line); err != nil {
				wrote <- err
				return
			}
		}
	}()
	_ = c.Close()
	if err := <-wrote; !errors.Is(err, ErrNotRunning) && !errors.Is(err, ErrClosed) {
		t.Errorf("got %v", err)
	}
}

func TestNoDescriptorAndNoZombieIsLeft(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc")
	}
	once := func() {
		c, _ := open(t, Config{})
		start(t, c, "say", "x")
		waitExit(t, c, 0)
		_ = c.Start(t.Context(), Program{Path: "/nowhere/at/all"})
		start(t, c, "sleep")
		_ = c.Close()
	}
	once() // the poller's own descriptors
	before := descriptors(t)
	for range 5 {
		once()
	}
	if after := descriptors(t); after > before {
		t.Errorf("%d descriptors, %d before", after, before)
	}
	if pid, err := unix.Wait4(-1, nil, unix.WNOHANG, nil); !errors.Is(err, unix.ECHILD) {
		t.Errorf("a child is left: %d, %v", pid, err)
	}
}

func descriptors(t *testing.T) int {
	t.Helper()
	fds, err := filepath.Glob("/proc/self/fd/*")
	if err != nil || len(fds) == 0 {
		t.Fatal("no descriptors found", err)
	}
	return len(fds)
}

// gone reports whether no such process runs; a zombie waits for init only.
func gone(pid int) bool {
	if errors.Is(unix.Kill(pid, 0), unix.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}

// eventuallyGone fails if a process is left after 2 s, and 3 more for a machine
// with much else to do; it takes milliseconds.
func eventuallyGone(t *testing.T, pid int) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !gone(pid); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			_ = unix.Kill(pid, unix.SIGKILL)
			t.Fatal("a process is left")
		}
	}
}

func skipGroups(t *testing.T, group string) {
	t.Helper()
	if group == "group" && runtime.GOOS != "linux" {
		t.Skip("other groups of a session are found in Linux's /proc only")
	}
}
