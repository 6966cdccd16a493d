// Package console is a terminal that a script drives: a prompt, command lines
// typed as by a person, and one program at a time on a pseudo-terminal of its
// own. There is no shell; the console starts the program itself. It reports
// every byte it shows, waits for what was printed, and leaves nothing behind.
//
// It must not know words for users, the process's own standard streams, how a
// recording is stored or what a script looks like.
package console

import (
	"errors"
	"sync"
	"time"
)

// Sentinel errors, for errors.Is.
var (
	ErrClosed     = errors.New("console is closed")
	ErrRunning    = errors.New("a program is running")
	ErrNotRunning = errors.New("no program is running")
	ErrUnknownKey = errors.New("unknown key")
)

const (
	defaultCols, defaultRows = 80, 24

	// grace is how long a program has to obey a hangup before it is killed.
	grace = 500 * time.Millisecond
)

// Config says what a console looks like and who listens to it.
type Config struct {
	Cols, Rows int    // size in cells; 0 is 80 and 24
	Prompt     string // shown before each command line, e.g. "$ "

	// Output gets every byte that the console shows (prompt, simulated typing,
	// program output), in order, never from two goroutines at once, with the
	// time at which it was written or read from the program. p is valid only
	// during the call. A slow Output slows the program; it must not call back
	// into the console. nil discards.
	Output func(at time.Time, p []byte)

	// Keystroke gives the delay before each typed character; nil types a line
	// in one go.
	Keystroke func() time.Duration

	// Now stamps the output; nil is time.Now.
	Now func() time.Time
}

// Program is what Start runs.
type Program struct {
	Path string   // looked up in PATH if it has no separator
	Args []string // what follows the program's name
	Env  []string // nil inherits this process's
	Dir  string   // working directory; empty is this process's
}

// Console is one terminal. Its methods may be called from several goroutines.
type Console struct {
	cfg     Config
	changed chan struct{} // holds one signal: text came, or a program ended
	waiting chan struct{} // holds one token, which the Wait under way has

	startMu sync.Mutex // a start and a close exclude each other
	typeMu  sync.Mutex // keys reach the program in the order of their expected echo
	showMu  sync.Mutex // Output is called by one goroutine at a time
	shown   []byte     // the last bytes shown, under showMu

	mu          sync.Mutex // all below
	text        text
	echo        echoes
	current     *run // the program started last
	closed      bool
	cols, rows  int
	lastPrinted time.Time
	caughtUp    *sync.Cond // tells that a search ended, or the Wait that held the reader back
}

// Open returns an idle console. It holds no system resources until Start.
func Open(cfg Config) (*Console, error) {
	if cfg.Cols < 0 || cfg.Rows < 0 || cfg.Cols > 0x7fff || cfg.Rows > 0x7fff {
		return nil, errors.New("console size out of range")
	}
	if cfg.Cols == 0 {
		cfg.Cols = defaultCols
	}
	if cfg.Rows == 0 {
		cfg.Rows = defaultRows
	}
	if cfg.Output == nil {
		cfg.Output = func(time.Time, []byte) {}
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	c := &Console{
		cfg: cfg, cols: cfg.Cols, rows: cfg.Rows,
		changed: make(chan struct{}, 1),
		waiting: make(chan struct{}, 1),
	}
	c.caughtUp = sync.NewCond(&c.mu)
	return c, nil
}

// Prompt shows the prompt. It is for the beginning: after each program's end
// the console shows the prompt by itself, on a line of its own.
func (c *Console) Prompt() {
	c.show([]byte(c.cfg.Prompt))
}

// Running reports whether a program has been started whose end, with all its
// output, has not been passed on yet.
func (c *Console) Running() bool {
	child, _ := c.running()
	return child != nil
}

// runningLocked must be called with mu held.
func (c *Console) runningLocked() bool {
	return c.current != nil && !c.current.over
}

// Resize sets the size in cells, for the running program and those to come.
func (c *Console) Resize(cols, rows int) error {
	if cols < 1 || rows < 1 || cols > 0x7fff || rows > 0x7fff {
		return errors.New("console size out of range")
	}
	c.startMu.Lock()
	defer c.startMu.Unlock()
	c.mu.Lock()
	c.cols, c.rows = cols, rows
	c.mu.Unlock()
	if child, _ := c.running(); child != nil {
		return child.resize(cols, rows)
	}
	return nil
}

// Close ends the running program with all its descendants in the session, by
// a hangup and, half a second later, by force. It returns when the output is
// passed on and no process, goroutine or descriptor is left. A second call does
// no more.
func (c *Console) Close() error {
	c.startMu.Lock()
	c.mu.Lock()
	c.closed = true
	r := c.current
	c.mu.Unlock()
	c.startMu.Unlock()
	if r == nil {
		return nil
	}
	if child, _ := c.running(); child != nil {
		child.hangup()
		if !within(grace, r.done) {
			child.kill()
		}
	}
	<-r.done
	return nil
}

// running gives the program that runs, or nil, and ErrClosed where the console
// is closed.
func (c *Console) running() (child *child, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.runningLocked() {
		child = c.current.child
	}
	if c.closed {
		err = ErrClosed
	}
	return child, err
}

// show passes on what no program printed. It is never matched.
func (c *Console) show(p []byte) {
	c.showMu.Lock()
	defer c.showMu.Unlock()
	c.output(p)
}

// output must be called with showMu held.
func (c *Console) output(p []byte) {
	if len(p) == 0 {
		return
	}
	c.cfg.Output(c.cfg.Now(), p)
	const enough = 64 // for the last visible character and the escapes after it
	c.shown = append(c.shown, p[max(0, len(p)-enough):]...)
	if len(c.shown) > enough {
		c.shown = append(c.shown[:0], c.shown[len(c.shown)-enough:]...)
	}
}

// within reports whether done was closed in time.
func within(d time.Duration, done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	case <-time.After(d):
		return false
	}
}
