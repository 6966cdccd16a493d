// Package peer is what tests and benchmarks of several packages share: the
// programs that they set side by side, which are sockLab as it is released and
// the course's pair in Python, and ways to wait for something. Only tests
// import it.
package peer

import (
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// within bounds every wait for another process.
const within = 30 * time.Second

// again is how long a wait sleeps before it looks again.
const again = 2 * time.Millisecond

// Main runs the tests and removes what was built for them.
func Main(m *testing.M) int {
	defer func() {
		if dir := built.dir; dir != "" {
			os.RemoveAll(dir)
		}
	}()
	return m.Run()
}

var built struct {
	once sync.Once
	dir  string
	err  error
}

// SockLab gives the path of the program, built once, as the release is. It
// skips the test where there is no Go to build it with.
func SockLab(tb testing.TB) string {
	tb.Helper()
	tool, err := exec.LookPath("go")
	if err != nil {
		tb.Skip("needs the go command")
	}
	built.once.Do(func() { built.dir, built.err = build(tool) })
	if built.err != nil {
		tb.Fatal(built.err)
	}
	return filepath.Join(built.dir, name())
}

func name() string {
	if runtime.GOOS == "windows" {
		return "sockLab.exe"
	}
	return "sockLab"
}

func build(tool string) (dir string, err error) {
	if dir, err = os.MkdirTemp("", "sockLab-test-"); err != nil {
		return "", err
	}
	cmd := exec.Command(tool, "build", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-tags=urfave_cli_no_docs",
		"-o", filepath.Join(dir, name()), "socklab/cmd/sockLab")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return dir, errors.New("go build: " + err.Error() + "\n" + string(out))
	}
	return dir, nil
}

var interpreter = sync.OnceValue(func() string {
	for _, name := range []string{"python3", "python"} {
		out, err := exec.Command(name, "-c", "import sys; assert sys.version_info >= (3, 8); print(sys.executable)").Output()
		if err == nil {
			return strings.TrimSpace(string(out))
		}
	}
	return ""
})

// Python gives the path of the interpreter itself: what stands in PATH may be
// a slow script that looks for it. It skips the test where there is none.
func Python(tb testing.TB) string {
	tb.Helper()
	path := interpreter()
	if path == "" {
		tb.Skip("needs python3")
	}
	return path
}

// FreePort gives a port of 127.0.0.1 on which nobody listens. It lies below
// those that systems give to clients, so that none of them takes it.
func FreePort(tb testing.TB) uint16 {
	tb.Helper()
	const first, last = 20000, 32000
	for range last - first {
		port := first + int(time.Now().UnixNano()/1000)%(last-first)
		l, err := net.Listen("tcp4", "127.0.0.1:"+strconv.Itoa(port))
		if err == nil {
			l.Close()
			return uint16(port)
		}
	}
	tb.Fatal("no free port")
	return 0
}

// A Process is a program under way. What it printed may be read when it has
// ended.
type Process struct {
	*exec.Cmd
	Out, Err Output
	ended    chan struct{}
	err      error
}

// Start runs a program that is killed, if need be, when the test ends.
func Start(tb testing.TB, cmd *exec.Cmd) *Process {
	tb.Helper()
	p := &Process{Cmd: cmd, ended: make(chan struct{})}
	if cmd.Stdout == nil {
		cmd.Stdout = &p.Out
	}
	if cmd.Stderr == nil {
		cmd.Stderr = &p.Err
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	go func() {
		p.err = cmd.Wait()
		close(p.ended)
	}()
	tb.Cleanup(p.Kill)
	return p
}

// Kill ends the process and waits for that.
func (p *Process) Kill() {
	_ = p.Process.Kill() // it may have ended already
	<-p.ended
}

// Wait gives the exit status of a process that ends by itself.
func (p *Process) Wait(tb testing.TB) int {
	tb.Helper()
	select {
	case <-p.ended:
	case <-time.After(within):
		tb.Fatalf("%v does not end; it printed\n%s%s", p.Args, p.Out.String(), p.Err.String())
	}
	if e := (*exec.ExitError)(nil); p.err != nil && !errors.As(p.err, &e) {
		tb.Fatal(p.err)
	}
	return p.ProcessState.ExitCode()
}

// Interrupt is Ctrl+C.
func (p *Process) Interrupt(tb testing.TB) {
	tb.Helper()
	if err := p.Process.Signal(os.Interrupt); err != nil {
		tb.Fatal(err)
	}
}

// Prints waits until the standard error of p has text in it.
func (p *Process) Prints(tb testing.TB, text string) {
	tb.Helper()
	p.until(tb, strconv.Quote(text), func() bool { return strings.Contains(p.Err.String(), text) })
}

func (p *Process) until(tb testing.TB, what string, come func() bool) {
	tb.Helper()
	for end := time.Now().Add(within); !come(); time.Sleep(again) {
		select {
		case <-p.ended:
			if !come() {
				tb.Fatalf("%v ended before %s:\n%s%s", p.Args, what, p.Out.String(), p.Err.String())
			}
			return
		default:
		}
		if time.Now().After(end) {
			tb.Fatalf("%v: no %s; it printed\n%s%s", p.Args, what, p.Out.String(), p.Err.String())
		}
	}
}

// Output is what a process printed so far.
type Output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *Output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}
