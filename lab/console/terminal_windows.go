package console

import (
	"context"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/x/conpty"
	"golang.org/x/sys/windows"

	"socklab/lab/term"
)

const (
	// quiet is how long the output must pause before a match that could still
	// grow is taken, and more than a pseudo console lets pass between two frames.
	quiet = 50 * time.Millisecond

	// echoLimit is how long an echo is expected: a line is echoed when the
	// program reads it. Later equal output is the program's.
	echoLimit = 5 * time.Second

	// endOfInput is Ctrl+Z and Enter.
	endOfInput = "\x1a\r"

	// silence is how long a pseudo console that was closed may print nothing
	// before its end is no longer awaited. It takes milliseconds.
	silence = 2 * time.Second
)

// terminal is a program on a pseudo console.
type terminal struct {
	pty     *conpty.ConPty
	in      *os.File       // what is typed, whoever closes it meanwhile
	out     windows.Handle // our own copy: reading goes on after pty is closed
	job     windows.Handle
	process windows.Handle

	mirror   *mirror
	painted  []byte       // what was read last
	answers  string       // to the pseudo console's questions, while it is read
	lastRead atomic.Int64 // Unix time in nanoseconds
}

// startProgram starts p, in a job of its own, on a pseudo console of its own.
func startProgram(p Program, cols, rows int) (*terminal, error) {
	path, err := executable(p)
	if err != nil {
		return nil, err
	}
	pty, err := conpty.New(cols, rows, 0)
	if err != nil {
		return nil, err
	}
	t := &terminal{pty: pty, painted: make([]byte, 16<<10)}
	t.mirror = newMirror(cols, rows, func(s string) { t.answers += s })
	t.lastRead.Store(time.Now().UnixNano())
	if err := t.start(path, p); err != nil {
		t.discard()
		return nil, err
	}
	return t, nil
}

func (t *terminal) start(path string, p Program) error {
	var err error
	if t.out, err = duplicate(t.pty.OutPipeReadFd()); err != nil {
		return err
	}
	in, err := duplicate(t.pty.InPipeWriteFd())
	if err != nil {
		return err
	}
	t.in = os.NewFile(uintptr(in), "pseudo console")
	if t.job, err = newJob(); err != nil {
		return err
	}
	t.process, err = startProcess(path, p, windows.Handle(t.pty.Fd()), t.job)
	return err
}

func duplicate(h uintptr) (out windows.Handle, err error) {
	self := windows.CurrentProcess()
	err = windows.DuplicateHandle(self, windows.Handle(h), self, &out, 0, false, windows.DUPLICATE_SAME_ACCESS)
	return out, err
}

// discard closes a pseudo console whose program did not start.
func (t *terminal) discard() {
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for {
			if _, err := t.read(); err != nil {
				return
			}
		}
	}()
	t.close(drained)
}

// read blocks for output, and gives it as the program would have printed it on a
// plain terminal: perhaps nothing. io.EOF is its end.
func (t *terminal) read() ([]byte, error) {
	var n uint32
	err := windows.ReadFile(t.out, t.painted, &n, nil)
	t.lastRead.Store(time.Now().UnixNano())
	printed := t.mirror.show(t.painted[:n])
	if err != nil { // the pipe is broken: the pseudo console is closed
		return append(printed, t.mirror.finish()...), io.EOF
	}
	if t.answers != "" {
		_, _ = t.in.WriteString(t.answers) // one that has gone needs none
		t.answers = ""
	}
	return printed, nil
}

// write types keys; the pseudo console takes them at once.
func (t *terminal) write(ctx context.Context, keys string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// The pseudo console of Wine 10 takes Ctrl+C for the end of its input and
	// ends everything on it; with Alt it takes it for Ctrl+C.
	if term.UnderWine() {
		keys = strings.ReplaceAll(keys, ctrlC, "\x1b"+ctrlC)
	}
	_, err := t.in.WriteString(keys)
	return err
}

const ctrlC = "\x03"

func (t *terminal) resize(cols, rows int) error {
	if err := t.pty.Resize(cols, rows); err != nil {
		return err
	}
	t.mirror.resize(cols, rows)
	return nil
}

// echoOf guesses: another process's input mode cannot be asked for.
func (t *terminal) echoOf(keys string) []byte {
	var echo []byte
	for i := range len(keys) {
		switch b := keys[i]; {
		case b == '\r':
			echo = append(echo, "\r\n"...)
		case b == endOfInput[0]:
			echo = append(echo, "^Z"...)
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
func (t *terminal) hangup() error { return t.write(context.Background(), ctrlC) }

func (t *terminal) kill() error { return windows.TerminateJobObject(t.job, 1) }

// awaitExit blocks until the program has ended.
func (t *terminal) awaitExit() {
	_, _ = windows.WaitForSingleObject(t.process, windows.INFINITE)
}

// sweep ends what the program left behind in its job.
func (t *terminal) sweep(<-chan struct{}) { _ = t.kill() }

// release waits for the last output and returns the exit status.
func (t *terminal) release(drained <-chan struct{}) int {
	var status uint32
	_ = windows.GetExitCodeProcess(t.process, &status)
	t.close(drained)
	return int(status)
}

// close needs a reader that goes on until the end of the output: without one,
// older systems' pseudo consoles never close.
func (t *terminal) close(drained <-chan struct{}) {
	_ = t.in.Close()
	_ = t.pty.Close()
	for !within(grace, drained) {
		if time.Since(time.Unix(0, t.lastRead.Load())) > silence { // something out of the job keeps the pipe open
			_ = windows.CancelIoEx(t.out, nil)
		}
	}
	for _, h := range []windows.Handle{t.out, t.process, t.job} {
		if h != 0 {
			_ = windows.CloseHandle(h)
		}
	}
}
