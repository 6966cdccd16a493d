package console

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const limit = 20 * time.Second // for what should take milliseconds

// recorder is an Output that keeps all and notices concurrent calls.
type recorder struct {
	t      testing.TB
	inside atomic.Bool
	mu     sync.Mutex
	bytes.Buffer
	last time.Time
}

func (r *recorder) output(at time.Time, p []byte) {
	if !r.inside.CompareAndSwap(false, true) {
		r.t.Error("Output called from two goroutines at once")
	}
	defer r.inside.Store(false)
	r.mu.Lock()
	defer r.mu.Unlock()
	if at.Before(r.last) {
		r.t.Errorf("time went back from %v to %v", r.last, at)
	}
	r.last = at
	r.Write(p)
}

func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.String()
}

func open(t testing.TB, cfg Config) (*Console, *recorder) {
	t.Helper()
	if cfg.Prompt == "" {
		cfg.Prompt = "$ "
	}
	rec := &recorder{t: t}
	cfg.Output = rec.output
	c, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c, rec
}

func program(t testing.TB, name string, args ...string) Program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if children[name] == nil {
		t.Fatalf("no child program %s", name)
	}
	return Program{Path: self, Args: args, Env: append(os.Environ(), childEnv+"="+name, noRaceDelay)}
}

func start(t testing.TB, c *Console, name string, args ...string) {
	t.Helper()
	if err := c.Start(t.Context(), program(t, name, args...)); err != nil {
		t.Fatal(err)
	}
}

// kill ends the program that runs.
func kill(t testing.TB, c *Console) {
	t.Helper()
	child, err := c.running()
	if err != nil || child == nil {
		t.Fatal("no program runs", err)
	}
	child.kill()
}

func within20s(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	t.Cleanup(cancel)
	return ctx
}

func wait(t testing.TB, c *Console, re string) {
	t.Helper()
	if err := c.Wait(within20s(t), regexp.MustCompile(re)); err != nil {
		var we *WaitError
		errors.As(err, &we)
		t.Fatalf("%v; last lines: %q", err, we.Tail)
	}
}

func waitExit(t testing.TB, c *Console, want int) {
	t.Helper()
	status, err := c.WaitExit(within20s(t))
	if err != nil || status != want {
		t.Fatalf("ended with %d, %v; want %d", status, err, want)
	}
}

func TestShowsWhatATerminalShows(t *testing.T) {
	c, rec := open(t, Config{})
	c.Prompt()
	if err := c.TypeLine(t.Context(), "say ñandú"); err != nil {
		t.Fatal(err)
	}
	start(t, c, "say", "a\nb\n")
	waitExit(t, c, 0)
	if got, want := rec.text(), "$ say ñandú\r\na\r\nb\r\n$ "; got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
}

func TestPromptComesInTheFirstColumn(t *testing.T) {
	c, rec := open(t, Config{})
	start(t, c, "say", "no end\x1b[0m")
	waitExit(t, c, 0)
	want := "no end\x1b[0m\r\n$ "
	if runtime.GOOS == "windows" {
		want = "no end\r\n$ " // a pseudo console tells of colours that are seen
	}
	if got := rec.text(); got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
}

func TestTypedOneByOneWithDelays(t *testing.T) {
	delays := 0
	c, rec := open(t, Config{Keystroke: func() time.Duration { delays++; return time.Microsecond }})
	start(t, c, "repeat")
	wait(t, c, `ready> `)
	if err := c.TypeLine(t.Context(), "añb"); err != nil {
		t.Fatal(err)
	}
	wait(t, c, `<añb>`)
	if delays != 4 {
		t.Errorf("%d delays for 3 characters and enter", delays)
	}
	if !strings.Contains(rec.text(), "ready> añb\r\n<añb>\r\n") {
		t.Errorf("shown %q", rec.text())
	}
}

func TestTypingStopsWithItsContext(t *testing.T) {
	c, _ := open(t, Config{Keystroke: func() time.Duration { return time.Hour }})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, cancel)
	if err := c.TypeLine(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestExitStatus(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "exit", "42")
	waitExit(t, c, 42)
	if c.Running() {
		t.Error("still running after its end")
	}
	waitExit(t, c, 42) // it stays available
}

func TestWaitExitEndsWithItsContext(t *testing.T) {
	c, _ := open(t, Config{})
	if _, err := c.WaitExit(t.Context()); !errors.Is(err, ErrNotRunning) {
		t.Errorf("before a start: %v", err)
	}
	start(t, c, "sleep")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.WaitExit(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if !c.Running() {
		t.Error("the context of a wait ended the program")
	}
}

func TestOneProgramAfterAnother(t *testing.T) {
	c, rec := open(t, Config{})
	for range 5 {
		start(t, c, "say", "hello\n")
		waitExit(t, c, 0)
	}
	if got := strings.Count(rec.text(), "hello\r\n$ "); got != 5 {
		t.Errorf("%d times in %q", got, rec.text())
	}
}

func TestStartErrors(t *testing.T) {
	c, _ := open(t, Config{})
	if err := c.Start(t.Context(), Program{Path: "/nowhere/at/all"}); !errors.Is(err, os.ErrNotExist) && !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("missing program: %v", err)
	}
	if c.Running() {
		t.Error("running after a failed start")
	}
	start(t, c, "sleep")
	if err := c.Start(t.Context(), program(t, "sleep")); !errors.Is(err, ErrRunning) {
		t.Errorf("second program: %v", err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Start(t.Context(), program(t, "sleep")); !errors.Is(err, ErrClosed) {
		t.Errorf("closed console: %v", err)
	}
}

func TestKeysNeedAProgram(t *testing.T) {
	c, _ := open(t, Config{})
	if err := c.Press("enter"); !errors.Is(err, ErrNotRunning) {
		t.Errorf("press: %v", err)
	}
	if err := c.Press("hyper+x"); !errors.Is(err, ErrUnknownKey) {
		t.Errorf("unknown key: %v", err)
	}
	_ = c.Close()
	if err := c.Write([]byte("x")); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}

func TestCtrlC(t *testing.T) {
	c, rec := open(t, Config{})
	start(t, c, "interrupt")
	wait(t, c, "ready\n")
	if err := c.Press("ctrl+c"); err != nil {
		t.Fatal(err)
	}
	waitExit(t, c, 7)
	if !strings.HasSuffix(rec.text(), "bye\r\n$ ") {
		t.Errorf("shown %q", rec.text())
	}
}

// TestEveryInterruptArrives: Ctrl+C, pressed as soon as the program says that
// it is ready, ends it each time.
func TestEveryInterruptArrives(t *testing.T) {
	times := 20
	if os.Getenv("SOCKLAB_SLOW") != "" {
		times = 60
	}
	c, _ := open(t, Config{})
	for i := range times {
		start(t, c, "interrupt")
		wait(t, c, "ready")
		if err := c.Press("ctrl+c"); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(t.Context(), limit)
		status, err := c.WaitExit(ctx)
		stop()
		if status != 7 || err != nil {
			t.Fatalf("%d of %d: status %d, %v", i+1, times, status, err)
		}
	}
}

func TestCloseEndsTheProgram(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "sleep")
	wait(t, c, "ready")
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { _ = c.Close() })
	}
	wg.Wait()
	if c.Running() {
		t.Error("running after Close")
	}
}

func TestSlowListenerLosesNothing(t *testing.T) {
	const size = 300_000
	got, first := 0, true
	c, err := Open(Config{Output: func(_ time.Time, p []byte) {
		if first {
			time.Sleep(3 * grace) // longer than the console is patient with what holds the terminal
			first = false
		}
		got += len(p) - bytes.Count(p, []byte("\r"))
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	start(t, c, "flood", "300000")
	waitExit(t, c, 3)
	if want := size + len("END\n"); got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
}

func TestCtrlDEndsTheInput(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "copy")
	if err := c.Press("ctrl+d"); err != nil {
		t.Fatal(err)
	}
	waitExit(t, c, 0)
}

// Windows closes the job of a process that dies, and so ends what is in it. Linux
// hangs up its terminals and kills their programs, one that ignores a hangup, too.
func TestNothingOutlivesAKill(t *testing.T) {
	if runtime.GOOS != "linux" && runtime.GOOS != "windows" {
		t.Skip("only Linux and Windows kill a program that ignores the hangup")
	}
	p := program(t, "host")
	host := exec.Command(p.Path)
	host.Env = p.Env
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Start(); err != nil {
		t.Fatal(err)
	}
	defer host.Wait()
	defer host.Process.Kill()
	line, err := bufio.NewReader(out).ReadString('.')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(line, "pid "), "."))
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventuallyGone(t, pid)
}

// printedPid waits for the number that a stubborn program prints.
func printedPid(t *testing.T, c *Console, rec *recorder) int {
	t.Helper()
	wait(t, c, `pid \d+\.\n`)
	shown := regexp.MustCompile(`pid (\d+)\.`).FindStringSubmatch(rec.text())
	pid, err := strconv.Atoi(shown[1])
	if err != nil {
		t.Fatal(err)
	}
	return pid
}
