package console

import (
	"context"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/x/conpty"
	"golang.org/x/sys/windows"
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

// child is a program and its pseudo console.
type child struct {
	pty     *conpty.ConPty
	out     windows.Handle // our own copy: reading goes on after pty is closed
	job     windows.Handle
	process windows.Handle

	raw      []byte // for the reader only
	ready    []byte // what is still to be passed on
	ended    bool
	lastRead atomic.Int64 // Unix time in nanoseconds

	paintMu sync.Mutex
	mirror  *mirror
	answers string // to the pseudo console's questions

	mu     sync.Mutex
	closed bool // the handles may be others' by now
}

// startChild starts p, in a job of its own, on a pseudo console of its own.
func startChild(p Program, cols, rows int) (*child, error) {
	path, err := executable(p)
	if err != nil {
		return nil, err
	}
	pty, err := conpty.New(cols, rows, 0)
	if err != nil {
		return nil, err
	}
	ch := &child{pty: pty, raw: make([]byte, 16<<10)}
	ch.mirror = newMirror(cols, rows, func(s string) { ch.answers += s })
	ch.lastRead.Store(time.Now().UnixNano())
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
	ch.process, err = startProcess(path, p, windows.Handle(ch.pty.Fd()), ch.job)
	return err
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

// read blocks for output, as the program would have printed it on a plain
// terminal; io.EOF is its end.
func (ch *child) read(p []byte) (int, error) {
	for len(ch.ready) == 0 {
		if ch.ended {
			return 0, io.EOF
		}
		var n uint32
		err := windows.ReadFile(ch.out, ch.raw, &n, nil)
		ch.lastRead.Store(time.Now().UnixNano())
		ch.ended = err != nil // the pipe is broken: the pseudo console is closed
		if answers := ch.painted(ch.raw[:n]); answers != "" {
			_ = ch.write(context.Background(), answers) // one that has gone needs none
		}
	}
	n := copy(p, ch.ready)
	ch.ready = ch.ready[n:]
	return n, nil
}

// painted makes ready what the pseudo console painted, and returns the answers
// to what it asks its terminal.
func (ch *child) painted(p []byte) (answers string) {
	ch.paintMu.Lock()
	defer ch.paintMu.Unlock()
	ch.ready = ch.mirror.show(p)
	if ch.ended {
		ch.ready = append(ch.ready, ch.mirror.finish()...)
	}
	answers, ch.answers = ch.answers, ""
	return answers
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
	_, err := ch.pty.Write([]byte(strings.ReplaceAll(keys, ctrlC, interrupt())))
	return err
}

const ctrlC = "\x03"

// interrupt is how a pseudo console is told of Ctrl+C. That of Wine 10 takes
// the key for the end of its input and ends everything on it; with Alt it
// takes it for Ctrl+C.
var interrupt = sync.OnceValue(func() string {
	if windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil {
		return "\x1b" + ctrlC
	}
	return ctrlC
})

func (ch *child) resize(cols, rows int) error {
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if ch.closed {
		return io.ErrClosedPipe
	}
	if err := ch.pty.Resize(cols, rows); err != nil {
		return err
	}
	ch.paintMu.Lock()
	defer ch.paintMu.Unlock()
	ch.mirror.resize(cols, rows)
	return nil
}

// echoOf guesses: another process's input mode cannot be asked for.
func (ch *child) echoOf(keys string) []byte {
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
func (ch *child) hangup() { _ = ch.write(context.Background(), ctrlC) }

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

// close needs a reader that goes on until the end of the output: without one,
// older systems' pseudo consoles never close.
func (ch *child) close(drained <-chan struct{}) {
	ch.mu.Lock()
	ch.closed = true
	ch.mu.Unlock()
	_ = ch.pty.Close()
	for !within(grace, drained) {
		if time.Since(time.Unix(0, ch.lastRead.Load())) > silence { // something out of the job keeps the pipe open
			_ = windows.CancelIoEx(ch.out, nil)
		}
	}
	for _, h := range []windows.Handle{ch.out, ch.process, ch.job} {
		if h != 0 {
			_ = windows.CloseHandle(h)
		}
	}
}
