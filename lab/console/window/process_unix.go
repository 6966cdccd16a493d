//go:build unix

package window

import (
	"io"
	"os"
	"os/exec"
	"syscall"
)

// start starts a terminal out of reach of the keys of ours: Ctrl+C in the
// presenter's terminal must not end it. wait gives why it ended badly, with
// what it printed; stops ask it to end, and then make it.
func start(t Terminal, s spec) (wait func() error, stops []func(), err error) {
	stderr, err := unnamedFile()
	if err != nil {
		return nil, nil, err
	}
	cmd := exec.Command(t.path, t.command(s)...)
	cmd.Stderr = stderr // a file: a pipe would kill a terminal that outlives us
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		_ = stderr.Close()
		return nil, nil, err
	}
	wait = func() error {
		defer stderr.Close()
		err := cmd.Wait()
		if err == nil {
			return nil
		}
		text, _ := io.ReadAll(io.NewSectionReader(stderr, 0, 4<<10))
		return withLastLine(err, text)
	}
	kill := func(sig syscall.Signal) func() {
		return func() { _ = syscall.Kill(-cmd.Process.Pid, sig) } // it leads its group
	}
	return wait, []func(){kill(syscall.SIGTERM), kill(syscall.SIGKILL)}, nil
}

// unnamedFile is a file without a name, gone with its last user.
func unnamedFile() (*os.File, error) {
	file, err := os.CreateTemp("", "sockLab-stderr-*")
	if err != nil {
		return nil, err
	}
	return file, os.Remove(file.Name())
}
