//go:build unix

package window

import (
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// process is a terminal's program.
type process struct {
	cmd    *exec.Cmd
	words  *os.File      // what it says
	failed chan struct{} // closed if it ended badly
	done   chan struct{} // closed when it has ended
	err    error         // after failed
}

// startProcess starts a terminal out of reach of the keys of ours: Ctrl+C in
// the presenter's terminal must not end it.
func startProcess(t Terminal, s spec) (*process, error) {
	words, err := scratch()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(t.path, t.command(s)...)
	cmd.Stderr = words // a file: a pipe would kill a terminal that outlives us
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		_ = words.Close()
		return nil, err
	}
	p := &process{cmd: cmd, words: words, failed: make(chan struct{}), done: make(chan struct{})}
	go p.wait()
	return p, nil
}

// scratch is a file without a name, gone with its last user.
func scratch() (*os.File, error) {
	file, err := os.CreateTemp("", "sockLab-words-*")
	if err != nil {
		return nil, err
	}
	return file, os.Remove(file.Name())
}

func (p *process) wait() {
	defer close(p.done)
	defer p.words.Close()
	if err := p.cmd.Wait(); err != nil {
		words, _ := io.ReadAll(io.NewSectionReader(p.words, 0, 4<<10))
		p.err = said(err, words)
		close(p.failed)
	}
}

// end waits for the program to end by itself, asks it to, and makes it. Then
// it waits for that.
func (p *process) end(grace time.Duration) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		timer := time.NewTimer(grace)
		select {
		case <-p.done:
			timer.Stop()
			return
		case <-timer.C:
			_ = syscall.Kill(-p.cmd.Process.Pid, sig) // it leads its group
		}
	}
	<-p.done
}
