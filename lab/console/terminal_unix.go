//go:build unix

package console

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"sync/atomic"
	"syscall"
	"time"

	expect "github.com/Netflix/go-expect"
	"golang.org/x/sys/unix"
)

const (
	// quiet is how long the output must pause before a match that could still
	// grow is taken: \d+ is not to be satisfied by the half of a number that one
	// read happened to bring. Also, an echo comes without such a pause.
	quiet = 20 * time.Millisecond

	// echoLimit is how long an echo is expected: it comes within milliseconds,
	// the margin is for a loaded machine. Later equal output is the program's.
	echoLimit = time.Second

	// endOfInput is Ctrl+D.
	endOfInput = "\x04"
)

// terminal is a program on a pseudo-terminal.
type terminal struct {
	cmd       *exec.Cmd
	master    *os.File
	tty       *os.File    // the program's side, until it has started
	buf       []byte      // what was read last
	abandoned atomic.Bool // somebody out of reach keeps the terminal open
}

// startProgram starts p as the leader of a session on a terminal of its own. It must be
// called on a thread that lives as long as the program.
func startProgram(p Program, cols, rows int) (*terminal, error) {
	t := &terminal{buf: make([]byte, 64<<10)}
	if err := t.openTerminal(); err != nil {
		return nil, err
	}
	t.cmd = exec.Command(p.Path, p.Args...)
	t.cmd.Env, t.cmd.Dir = p.Env, p.Dir
	t.cmd.Stdin, t.cmd.Stdout, t.cmd.Stderr = t.tty, t.tty, t.tty
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	setDeathSignal(t.cmd.SysProcAttr)
	err := t.resize(cols, rows)
	if err == nil {
		err = t.cmd.Start()
	}
	if err != nil {
		t.close()
		return nil, err
	}
	// Our copy of the program's side would keep the end of the output away.
	_ = t.tty.Close()
	return t, nil
}

// openTerminal opens a pty through go-expect and takes over its reading.
// go-expect copies the output into a pipe and looks at it rune by rune, only
// while something is expected: too slow, and without the times of writing.
func (t *terminal) openTerminal() error {
	pty, err := expect.NewConsole()
	if err != nil {
		return err
	}
	defer pty.Close()
	// Its copier ends when nobody has the program's side open.
	_ = pty.Tty().Close()
	_, _ = pty.ExpectEOF() // an error is that end as well

	if t.tty, err = os.OpenFile(pty.Tty().Name(), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return err
	}
	fd, err := unix.FcntlInt(pty.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, pollable)
	}
	if err != nil {
		_ = t.tty.Close()
		return err
	}
	t.master = os.NewFile(uintptr(fd), "pty")
	return nil
}

// close closes both sides, the program's first.
func (t *terminal) close() {
	_ = t.tty.Close()
	_ = t.master.Close()
}

// read blocks for output, which is valid until the next call; io.EOF is its end.
func (t *terminal) read() ([]byte, error) {
	if t.abandoned.Load() {
		_ = t.master.SetReadDeadline(time.Now().Add(grace))
	}
	n, err := t.master.Read(t.buf)
	// Linux answers EIO when nobody has the program's side open any more.
	if errors.Is(err, unix.EIO) || errors.Is(err, os.ErrDeadlineExceeded) {
		err = io.EOF
	}
	return t.buf[:n], err
}

// write types keys; the terminal may have no room before the program reads.
func (t *terminal) write(ctx context.Context, keys string) error {
	interrupted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		_ = t.master.SetWriteDeadline(time.Unix(1, 0))
		close(interrupted)
	})
	_, err := t.master.WriteString(keys)
	if !stop() {
		<-interrupted
		_ = t.master.SetWriteDeadline(time.Time{})
	}
	return err
}

// control calls f with the descriptor of our side, which stays open meanwhile.
func (t *terminal) control(f func(fd int) error) error {
	raw, err := t.master.SyscallConn()
	if err != nil {
		return err
	}
	var ferr error
	if err := raw.Control(func(fd uintptr) { ferr = f(int(fd)) }); err != nil {
		return err
	}
	return ferr
}

func (t *terminal) resize(cols, rows int) error {
	return t.control(func(fd int) error {
		return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(cols), Row: uint16(rows)})
	})
}

// hangup tells the session that its terminal is gone.
func (t *terminal) hangup() error {
	return t.signal(unix.SIGHUP, unix.SIGCONT) // a stopped process would not notice
}

func (t *terminal) kill() error { return t.signal(unix.SIGKILL) }

// signal sends to the whole session. Processes that left it are out of reach.
func (t *terminal) signal(signals ...syscall.Signal) error {
	leader := t.cmd.Process.Pid
	for _, group := range append(otherGroups(leader), leader) {
		for _, sig := range signals {
			_ = unix.Kill(-group, sig) // it may have ended
		}
	}
	return nil
}

// sweep ends what the program left behind in its session, and waits for the
// last output.
func (t *terminal) sweep(drained <-chan struct{}) {
	_ = t.hangup()
	if !within(grace, drained) {
		_ = t.kill()
		if !within(grace, drained) {
			t.abandoned.Store(true)
			_ = t.master.SetReadDeadline(time.Now().Add(grace))
			<-drained
		}
	}
	_ = t.kill() // also what closed the terminal but stayed in the session
}

// release reaps the program and returns its exit status.
func (t *terminal) release(<-chan struct{}) int {
	_ = t.cmd.Wait() // the status tells all
	t.close()
	status := t.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}
