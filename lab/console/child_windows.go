package console

import (
	"bytes"
	"context"
	"io"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"unsafe"

	"github.com/charmbracelet/x/conpty"
	"golang.org/x/sys/windows"
)

// child is a program and its pseudo console.
type child struct {
	pty     *conpty.ConPty
	out     windows.Handle // our own copy: reading goes on after pty is closed
	job     windows.Handle // ends all its processes when it is closed, by whatever end of ours
	process windows.Handle

	mu     sync.Mutex
	closed bool // the handles may be others' by now
}

// startChild starts p, in a job of its own, on a pseudo console of its own.
func startChild(p Program, cols, rows int) (*child, error) {
	path, err := exec.LookPath(p.Path)
	if err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	pty, err := conpty.New(cols, rows, 0)
	if err != nil {
		return nil, err
	}
	ch := &child{pty: pty}
	if err := ch.start(path, p); err != nil {
		ch.discard()
		return nil, err
	}
	return ch, nil
}

func (ch *child) start(path string, p Program) error {
	self := windows.CurrentProcess()
	err := windows.DuplicateHandle(self, windows.Handle(ch.pty.OutPipeReadFd()), self, &ch.out, 0, false, windows.DUPLICATE_SAME_ACCESS)
	if err != nil {
		return err
	}
	if ch.job, err = newJob(); err != nil {
		return err
	}
	args := append([]string{path}, p.Args...)
	_, process, err := ch.pty.Spawn(path, args, &syscall.ProcAttr{Dir: p.Dir, Env: p.Env})
	if err != nil {
		return err
	}
	ch.process = windows.Handle(process)
	if err := windows.AssignProcessToJobObject(ch.job, ch.process); err != nil {
		_ = windows.TerminateProcess(ch.process, 1)
		return err
	}
	return nil
}

func newJob() (windows.Handle, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return 0, err
	}
	var info windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	if err != nil {
		_ = windows.CloseHandle(job)
		return 0, err
	}
	return job, nil
}

// discard closes a pseudo console whose program did not start.
func (ch *child) discard() {
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for buf := make([]byte, 4096); ; {
			if _, err := ch.read(buf); err != nil {
				return
			}
		}
	}()
	ch.close(drained)
}

// read blocks for output; io.EOF is its end. It answers what a pseudo console
// asks its terminal at the start and waits for.
func (ch *child) read(p []byte) (int, error) {
	var n uint32
	if err := windows.ReadFile(ch.out, p, &n, nil); err != nil {
		return 0, io.EOF // the pipe is broken: the pseudo console is closed
	}
	got := p[:n]
	if bytes.Contains(got, []byte("\x1b[c")) || bytes.Contains(got, []byte("\x1b[0c")) {
		_ = ch.write(context.Background(), "\x1b[?1;0c")
	}
	if bytes.Contains(got, []byte("\x1b[6n")) {
		_ = ch.write(context.Background(), "\x1b[1;1R")
	}
	return len(got), nil
}

// write types keys; the pseudo console takes them at once.
func (ch *child) write(ctx context.Context, keys string) error {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if ch.closed {
		return io.ErrClosedPipe
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := ch.pty.Write([]byte(keys))
	return err
}

func (ch *child) resize(cols, rows int) error {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if ch.closed {
		return io.ErrClosedPipe
	}
	return ch.pty.Resize(cols, rows)
}

// echoOf guesses: another process's input mode cannot be asked for.
func (ch *child) echoOf(keys string) []byte {
	var echo []byte
	for i := range len(keys) {
		switch b := keys[i]; {
		case b == '\r':
			echo = append(echo, "\r\n"...)
		case b < ' ' || b == 0x7f:
			return nil
		default:
			echo = append(echo, b)
		}
	}
	return echo
}

// hangup asks as a person would: to close the pseudo console would block until
// the program obeyed.
func (ch *child) hangup() { _ = ch.write(context.Background(), "\x03") }

func (ch *child) kill() {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if !ch.closed {
		_ = windows.TerminateJobObject(ch.job, 1)
	}
}

// awaitExit blocks until the program has ended.
func (ch *child) awaitExit() {
	_, _ = windows.WaitForSingleObject(ch.process, windows.INFINITE)
}

// finish ends what the program left behind, waits for the last output and
// returns the exit status.
func (ch *child) finish(drained <-chan struct{}) int {
	var status uint32
	_ = windows.GetExitCodeProcess(ch.process, &status)
	ch.kill()
	ch.close(drained)
	return int(status)
}

// close needs a reader that goes on until the end of the output.
func (ch *child) close(drained <-chan struct{}) {
	ch.mu.Lock()
	ch.closed = true
	ch.mu.Unlock()
	_ = ch.pty.Close()
	for !within(grace, drained) { // something out of the job keeps the pipe open
		_ = windows.CancelIoEx(ch.out, nil)
	}
	for _, h := range []windows.Handle{ch.out, ch.process, ch.job} {
		if h != 0 {
			_ = windows.CloseHandle(h)
		}
	}
}
