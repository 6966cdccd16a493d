package session_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"socklab/lab/app"
	"socklab/lab/cast"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
	"socklab/scripts"
	"socklab/transcripts"
)

// asMain makes the test binary be sockLab, as the scripts' programs.
const asMain = "SOCKLAB_TEST_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(asFlood) != "" {
		os.Exit(flood())
	}
	if name := os.Getenv(tellSurroundings); name != "" {
		os.Exit(writeSurroundings(name))
	}
	if os.Getenv(asMain) != "" {
		os.Exit(app.Main(os.Args, term.Std()))
	}
	if dir := os.Getenv(playForKill); dir != "" {
		os.Exit(playUntilKilled(dir))
	}
	os.Exit(m.Run())
}

// ports gives each session of this process a port of its own.
var ports sync.Mutex

func freePort(t testing.TB) int {
	t.Helper()
	ports.Lock()
	defer ports.Unlock()
	port, err := session.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func options(t testing.TB, name string) session.Options {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return session.Options{Name: name, Lang: "en", Self: self, Env: []string{asMain + "=1", "GORACE=atexit_sleep_ms=0"},
		Port: freePort(t), Out: filepath.Join(t.TempDir(), name), Prompt: "$ "}
}

func shipped(t testing.TB, name string) *script.Script {
	t.Helper()
	data, err := scripts.FS.ReadFile(name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(data))
}

func parse(t testing.TB, text string) *script.Script {
	t.Helper()
	s, err := script.Parse("test.yaml", []byte(text), false)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// steps makes a script of two consoles out of steps.
func steps(t testing.TB, lines ...string) *script.Script {
	return parse(t, "title: t\nconsoles: [{name: a}, {name: b}]\nsteps:\n  - "+strings.Join(lines, "\n  - ")+"\n")
}

func open(t testing.TB, dir string) *cast.Transcript {
	t.Helper()
	tr, err := cast.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// TestLongFolderVerifies holds that a session of Windows in a folder whose name
// is longer than the screen is wide says the same as one that ships.
func TestLongFolderVerifies(t *testing.T) {
	for _, dir := range []string{strings.Repeat("x", 100), strings.Repeat(`carpeta con ñ\`, 10) + "clase", strings.Repeat("y", 60)} {
		o := options(t, "course-walkthrough")
		o.Prompt = `C:\Users\Ana\` + dir + ">"
		if _, err := session.Play(t.Context(), shipped(t, o.Name), o); err != nil {
			t.Fatal(err)
		}
		recorded, err := cast.Open(transcripts.FS, "en/"+o.Name)
		if err != nil {
			t.Fatal(err)
		}
		if diff, err := session.Compare(t.Context(), heads, recorded, open(t, o.Out)); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", o.Prompt, err, diff)
		}
	}
}

// TestWalkthrough plays what sockLab demo plays and compares it with the
// transcript that ships.
func TestWalkthrough(t *testing.T) {
	o := options(t, "course-walkthrough")
	begun := time.Now()
	r, err := session.Play(context.Background(), shipped(t, o.Name), o)
	if err != nil {
		t.Fatal(err)
	}
	if d := time.Since(begun); d > 10*time.Second {
		t.Errorf("took %v at speed 0", d)
	}
	if r.Steps != 6 || r.Waits != 3 || fmt.Sprint(r.Exits) != "[{client 0} {server 0}]" {
		t.Errorf("played %+v", r)
	}
	recorded, err := cast.Open(transcripts.FS, "en/course-walkthrough")
	if err != nil {
		t.Fatal(err)
	}
	now := open(t, o.Out)
	if diff, err := session.Compare(t.Context(), heads, recorded, now); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if len(now.Session.Chapters) != 3 || now.Session.Port != o.Port {
		t.Errorf("session.json: %+v", now.Session)
	}
	for _, name := range []string{"server", "client"} {
		rec, err := now.Cast(cast.NewBudget(t.Context()), name)
		if err != nil {
			t.Fatal(err)
		}
		if last := rec.Events[len(rec.Events)-1].Time.Seconds(); last-now.Session.Duration > 1e-3 || now.Session.Duration-last > 1e-3 {
			t.Errorf("%s ends at %v, the session at %v", name, last, now.Session.Duration)
		}
	}
}

// TestTheSameEachTime records one script again and again.
func TestTheSameEachTime(t *testing.T) {
	if os.Getenv("SOCKLAB_SLOW") == "" {
		playAgainAndAgain(t, 3)
		return
	}
	t.Run("idle", func(t *testing.T) { playAgainAndAgain(t, 10) })
	t.Run("every core busy", func(t *testing.T) {
		var stop atomic.Bool
		defer stop.Store(true)
		for range runtime.NumCPU() {
			go func() {
				for !stop.Load() {
				}
			}()
		}
		playAgainAndAgain(t, 10)
	})
}

func playAgainAndAgain(t *testing.T, times int) {
	var first *cast.Transcript
	for range times {
		o := options(t, "course-explained")
		if _, err := session.Play(context.Background(), shipped(t, o.Name), o); err != nil {
			t.Fatalf("%v\n%s", err, left(o.Out))
		}
		now := open(t, o.Out)
		if first == nil {
			first = now
			continue
		}
		if diff, err := session.Compare(t.Context(), heads, first, now); diff != "" || err != nil {
			t.Fatalf("%v\n%s", err, diff)
		}
	}
}

// left is the end of what a session recorded, with the times: it tells whether
// a key came late, or the program did not obey it.
func left(dir string) string {
	var all strings.Builder
	for _, pattern := range []string{"*.cast", "*.events.jsonl"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern)) // the pattern is good
		for _, name := range files {
			text, err := os.ReadFile(name)
			lines := strings.SplitAfter(string(text), "\n")
			fmt.Fprintf(&all, "%s: %v\n%s\n", filepath.Base(name), err, strings.Join(lines[max(0, len(lines)-8):], ""))
		}
	}
	return all.String()
}

func TestFailures(t *testing.T) {
	for _, tt := range []struct {
		name  string
		steps []string
		check func(*session.StepError) bool
	}{
		{"what never comes", []string{"{on: a, type: sockLab server, call: listen}", "{on: a, wait: never, within: 100ms}"},
			func(e *session.StepError) bool {
				return e.N == 2 && e.Want == "never" && e.Got == nil && strings.Contains(strings.Join(e.Tail, "\n"), "accept(")
			}},
		{"a program that ends before", []string{"{on: a, type: sockLab version, wait: never}"},
			func(e *session.StepError) bool { return e.N == 1 && e.Got != nil && *e.Got == 0 }},
		{"another status", []string{"{on: a, type: sockLab version, exit: 3}"},
			func(e *session.StepError) bool { return e.Want == "3" && e.Got != nil && *e.Got == 0 }},
		{"no end in time", []string{"{on: a, type: sockLab server, call: listen}", "{on: a, exit: 0, within: 100ms}"},
			func(e *session.StepError) bool {
				return e.Want == "0" && e.Got == nil && errors.Is(e, context.DeadlineExceeded)
			}},
		{"a call that is not made", []string{"{on: a, type: sockLab server, call: connect, within: 300ms}"},
			func(e *session.StepError) bool { return e.Want == "connect" && errors.Is(e, context.DeadlineExceeded) }},
		{"a port that another program has", []string{"{on: a, type: sockLab server, call: listen}", "{on: b, type: sockLab server, call: listen}"},
			func(e *session.StepError) bool {
				return e.N == 2 && strings.HasPrefix(e.Busy, "127.0.0.1:") && e.Got != nil && *e.Got == 1 && strings.Contains(strings.Join(e.Tail, "\n"), "EADDRINUSE")
			}},
		{"a command where a program runs", []string{"{on: a, type: sockLab server, call: listen}", "{on: a, type: sockLab server, wait: x, within: 100ms}"},
			func(e *session.StepError) bool { return errors.Is(e, session.ErrStillRuns) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := options(t, "failing")
			_, err := session.Play(context.Background(), steps(t, tt.steps...), o)
			var e *session.StepError
			if !errors.As(err, &e) || !tt.check(e) {
				t.Errorf("%v: %+v", err, e)
			}
			open(t, o.Out) // what was recorded reads
		})
	}
}

func TestPresenterEndsIt(t *testing.T) {
	o := options(t, "quit")
	o.Before = func(_ context.Context, n int, _ script.Step) error {
		if n == 3 {
			return session.ErrQuit
		}
		return nil
	}
	r, err := session.Play(context.Background(), shipped(t, "course-walkthrough"), o)
	if err != nil || !r.Quit || r.Steps != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	open(t, o.Out)
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	o := options(t, "cancelled")
	o.Show = func(_ string, p []byte) {
		if strings.Contains(string(p), "accept(") {
			cancel()
		}
	}
	_, err := session.Play(ctx, steps(t, "{on: a, type: sockLab server, wait: never, within: 1m}"), o)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context canceled", err)
	}
	text, err := open(t, o.Out).Text(cast.NewBudget(t.Context()), "a")
	if err != nil || !strings.Contains(text, "accept(") {
		t.Errorf("recorded %q, %v", text, err)
	}
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", o.Port))
	if err != nil {
		t.Fatalf("the server still has its port: %v", err)
	}
	l.Close()
}

// TestTwoInOneFolder plays into a folder while another session does.
func TestTwoInOneFolder(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	first := options(t, "first")
	runs := make(chan struct{})
	once := sync.OnceFunc(func() { close(runs) })
	first.Show = func(_ string, p []byte) {
		if strings.Contains(string(p), "accept(") {
			once()
		}
	}
	ended := make(chan error, 1)
	go func() {
		_, err := session.Play(ctx, steps(t, "{on: a, type: sockLab server, wait: never, within: 1m}"), first)
		ended <- err
	}()
	<-runs
	second := options(t, "second")
	second.Out = first.Out
	r, err := session.Play(context.Background(), shipped(t, "course-walkthrough"), second)
	var refused *cast.Error
	if !errors.As(err, &refused) || refused.Kind != cast.KindBusy || r.Out != first.Out {
		t.Errorf("the second: %+v, %v", r, err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the first: %v", err)
	}
	if now := open(t, first.Out); now.Session.Port != first.Port {
		t.Errorf("the folder has the session %+v", now.Session)
	}
	if r, err = session.Play(context.Background(), shipped(t, "course-walkthrough"), second); err != nil || r.Steps != 6 {
		t.Errorf("when the first has ended: %+v, %v", r, err)
	}
}

// TestFreshFolders plays several sessions at once that name the same folder and
// want one of their own.
func TestFreshFolders(t *testing.T) {
	name := filepath.Join(t.TempDir(), "demo")
	var mu sync.Mutex
	outs := map[string]bool{}
	var wg sync.WaitGroup
	for range 4 {
		o := options(t, "demo")
		o.Out, o.Fresh = name, true
		s := steps(t, "{on: a, type: sockLab version, exit: 0}")
		wg.Go(func() {
			r, err := session.Play(context.Background(), s, o)
			mu.Lock()
			defer mu.Unlock()
			outs[r.Out] = true
			if err != nil || open(t, r.Out).Session.Port != o.Port {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
	wg.Wait()
	if len(outs) != 4 || !outs[name] || !outs[name+"-4"] {
		t.Errorf("folders %v", outs)
	}
}

func TestCompareFindsADifference(t *testing.T) {
	a, b := options(t, "course-walkthrough"), options(t, "course-walkthrough")
	for _, o := range []session.Options{a, b} {
		if _, err := session.Play(context.Background(), steps(t, "{on: a, type: sockLab version, exit: 0}"), o); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(b.Out, "a.txt"), []byte("something else\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	diff, err := session.Compare(t.Context(), heads, open(t, a.Out), open(t, b.Out))
	if err != nil || !strings.Contains(diff, "+something else") || !strings.HasPrefix(diff, "a:\n") {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestFreePortIsFree(t *testing.T) {
	port := freePort(t)
	if port < 6543 || port > 9999 {
		t.Errorf("port %d is not as long as the course's", port)
	}
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Skipf("another program took port %d meanwhile", port)
	}
	l.Close()
}

const playForKill = "SOCKLAB_TEST_PLAY"

// playUntilKilled plays a script that never ends.
func playUntilKilled(dir string) int {
	s, err := script.Parse("x", []byte("title: t\nconsoles: [{name: a}]\nsteps: [{on: a, type: sockLab server --port 0, wait: never, within: 10m}]"), false)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	self, _ := os.Executable()
	_, err = session.Play(context.Background(), s, session.Options{Name: "killed", Lang: "en", Self: self,
		Env: []string{asMain + "=1", playForKill + "="}, Out: dir})
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// TestCompareCountsConsoles holds that a recording without one of the consoles,
// or with one that the script lacks, is not the same.
func TestCompareCountsConsoles(t *testing.T) {
	o := options(t, "two consoles")
	if _, err := session.Play(context.Background(), steps(t, "{on: a, type: sockLab version, exit: 0}"), o); err != nil {
		t.Fatal(err)
	}
	now := open(t, o.Out)
	less := open(t, o.Out)
	less.Session.Consoles = less.Session.Consoles[:1]
	for _, tt := range []struct {
		recorded, now *cast.Transcript
		want          string
	}{{less, now, "+b"}, {now, less, "-b"}} {
		if diff, err := session.Compare(context.Background(), heads, tt.recorded, tt.now); err != nil || !strings.Contains(diff, tt.want) {
			t.Errorf("%v, %q, want %s", err, diff, tt.want)
		}
	}
}

// TestCallsWithoutARecording holds that a step may wait for a call though
// nothing is recorded, also for the last one of a program that ends behind it.
func TestCallsWithoutARecording(t *testing.T) {
	o := options(t, "unrecorded")
	o.Out = ""
	s := steps(t, "{on: b, type: sockLab client -q, call: close, exit: 1}",
		"{on: a, type: sockLab server --clients 1 -q, call: listen}",
		"{on: b, type: sockLab client -q, call: shutdown, exit: 0}",
		"{on: a, call: close, exit: 0}")
	r, err := session.Play(t.Context(), s, o)
	if err != nil || r.Steps != 4 || r.Waits != 4 {
		t.Errorf("%+v, %v", r, err)
	}
}
