//go:build unix

package console

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"sync"
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

// child is a program and its terminal.
type child struct {
	cmd       *exec.Cmd
	master    *os.File
	tty       *os.File    // the program's side, until it has started
	abandoned atomic.Bool // somebody out of reach keeps the terminal open

	mu     sync.Mutex
	reaped bool // the process's number may be another's by now
}

// startChild starts p as the leader of a session on a terminal of its own. It
// must be called on a thread that lives as long as the program.
func startChild(p Program, cols, rows int) (*child, error) {
	ch := &child{}
	if err := ch.openTerminal(); err != nil {
		return nil, err
	}
	ch.cmd = exec.Command(p.Path, p.Args...)
	ch.cmd.Env, ch.cmd.Dir = p.Env, p.Dir
	ch.cmd.Stdin, ch.cmd.Stdout, ch.cmd.Stderr = ch.tty, ch.tty, ch.tty
	ch.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	setDeathSignal(ch.cmd.SysProcAttr)
	err := ch.resize(cols, rows)
	if err == nil {
		err = ch.cmd.Start()
	}
	if err != nil {
		ch.close()
		return nil, err
	}
	// Our copy of the program's side would keep the end of the output away.
	_ = ch.tty.Close()
	return ch, nil
}

// openTerminal opens a pty through go-expect and takes over its reading.
// go-expect copies the output into a pipe and looks at it rune by rune, only
// while something is expected: too slow, and without the times of writing.
func (ch *child) openTerminal() error {
	terminal, err := expect.NewConsole()
	if err != nil {
		return err
	}
	defer terminal.Close()
	// Its copier ends when nobody has the program's side open.
	_ = terminal.Tty().Close()
	_, _ = terminal.ExpectEOF() // an error is that end as well

	if ch.tty, err = os.OpenFile(terminal.Tty().Name(), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return err
	}
	fd, err := unix.FcntlInt(terminal.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, pollable)
	}
	if err != nil {
		_ = ch.tty.Close()
		return err
	}
	ch.master = os.NewFile(uintptr(fd), "pty")
	return nil
}

// close closes both sides, the program's first.
func (ch *child) close() {
	_ = ch.tty.Close()
	_ = ch.master.Close()
}

// read blocks for output; io.EOF is its end.
func (ch *child) read(p []byte) (int, error) {
	if ch.abandoned.Load() {
		_ = ch.master.SetReadDeadline(time.Now().Add(grace))
	}
	n, err := ch.master.Read(p)
	// Linux answers EIO when nobody has the program's side open any more.
	if errors.Is(err, unix.EIO) || errors.Is(err, os.ErrDeadlineExceeded) {
		err = io.EOF
	}
	return n, err
}

// write types keys; the terminal may have no room before the program reads.
func (ch *child) write(ctx context.Context, keys string) error {
	interrupted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		_ = ch.master.SetWriteDeadline(time.Unix(1, 0))
		close(interrupted)
	})
	_, err := ch.master.WriteString(keys)
	if !stop() {
		<-interrupted
		_ = ch.master.SetWriteDeadline(time.Time{})
	}
	return err
}

// control calls f with the descriptor of our side, which stays open meanwhile.
func (ch *child) control(f func(fd int) error) error {
	raw, err := ch.master.SyscallConn()
	if err != nil {
		return err
	}
	var ferr error
	if err := raw.Control(func(fd uintptr) { ferr = f(int(fd)) }); err != nil {
		return err
	}
	return ferr
}

func (ch *child) resize(cols, rows int) error {
	return ch.control(func(fd int) error {
		return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(cols), Row: uint16(rows)})
	})
}

// hangup tells the session that its terminal is gone.
func (ch *child) hangup() {
	ch.signal(unix.SIGHUP, unix.SIGCONT) // a stopped process would not notice
}

func (ch *child) kill() { ch.signal(unix.SIGKILL) }

// signal sends to the whole session. Processes that left it are out of reach.
func (ch *child) signal(signals ...syscall.Signal) {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if ch.reaped {
		return
	}
	leader := ch.cmd.Process.Pid
	for _, group := range append(otherGroups(leader), leader) {
		for _, sig := range signals {
			_ = unix.Kill(-group, sig)
		}
	}
}

// finish ends what the program left behind in its session, waits for the last
// output, reaps the program and returns its exit status.
func (ch *child) finish(drained <-chan struct{}) int {
	ch.hangup()
	if !within(grace, drained) {
		ch.kill()
		if !within(grace, drained) {
			ch.abandoned.Store(true)
			_ = ch.master.SetReadDeadline(time.Now().Add(grace))
			<-drained
		}
	}
	ch.kill() // also what closed the terminal but stayed in the session
	ch.mu.Lock()
	ch.reaped = true
	ch.mu.Unlock()
	_ = ch.cmd.Wait() // the status tells all
	ch.close()
	status := ch.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}
