package app_test

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"socklab/lab/app"
	"socklab/lab/event"
	"socklab/lab/session"
	"socklab/lab/term"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"sockLab": func() { os.Exit(app.Main(os.Args, term.Std())) },
	})
}

var update = flag.Bool("update", false, "write what the scripts compare with")

// TestScripts runs testdata/*.txtar. -update writes what cmp compares.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOCKLAB_LANG", "en")
			e.Setenv("GORACE", "atexit_sleep_ms=0") // else each process rests a second with -race
			e.Setenv("SYSTEM", "unix")
			if runtime.GOOS == "windows" {
				e.Setenv("SYSTEM", "windows")
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "listening": listening, "sees": sees, "peer": peer, "dial": dial, "closedpipe": closedPipe,
			"absent": absent, "fill": fill, "events": events, "columns": columns, "freeport": freePort,
		},
	})
}

// patience bounds what the tests wait for; readyEvery is how often they look.
const (
	patience   = 60 * time.Second
	readyEvery = 5 * time.Millisecond
)

// await looks until ready says so.
func await(ts *testscript.TestScript, what string, ready func() bool) {
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(readyEvery)
	defer tick.Stop()
	for !ready() {
		select {
		case <-tick.C:
		case <-deadline.C:
			ts.Fatalf("waited in vain for %s", what)
		}
	}
}

func usage(ts *testscript.TestScript, wrong bool, text string) {
	if wrong {
		ts.Fatalf("usage: %s", text)
	}
}

// status N PROGRAM ARG...: the program must end with exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 2, "status N program [args...]")
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("%s ended with %d, want %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// told is what a program's --events file has so far; a line under way is left
// out.
func told(ts *testscript.TestScript, name string) []event.Line {
	text, err := os.ReadFile(ts.MkAbs(name))
	if err != nil {
		return nil // not there yet
	}
	lines, err := event.Decode(bytes.NewReader(text[:bytes.LastIndexByte(text, '\n')+1]), 1<<20)
	ts.Check(err)
	return lines
}

// listening EVENTS VAR: waits until the server that writes EVENTS has its
// port, and sets VAR to it. Clients may connect from then on.
func listening(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 2, "listening events var")
	await(ts, "a server that listens", func() bool {
		listens := false
		for _, l := range told(ts, args[0]) {
			listens = listens || l.Call == event.Listen && l.Errno == 0
			if listens && l.Call == event.Getsockname {
				_, port, err := net.SplitHostPort(l.Local)
				ts.Check(err)
				ts.Setenv(args[1], port)
				return true
			}
		}
		return false
	})
}

// sees EVENTS CALL [ERR]: waits until EVENTS has a call that succeeded, or
// failed with ERR (a regular expression).
func sees(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 2 || len(args) > 3, "sees events call [err]")
	want := regexp.MustCompile("^(" + strings.Join(args[2:], "") + ")$")
	await(ts, strings.Join(args, " "), func() bool {
		for _, l := range told(ts, args[0]) {
			if string(l.Call) == args[1] && want.MatchString(l.Err) {
				return true
			}
		}
		return false
	})
}

// events FILE CALL...: FILE is well formed and has these calls, in this order.
func events(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 2, "events file call...")
	f, err := os.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	lines, err := event.Decode(f, 1<<20)
	ts.Check(err)
	var got []string
	for i, l := range lines {
		got = append(got, string(l.Call))
		if i > 0 && l.T < lines[i-1].T || l.Dur < 0 || (l.Ret < 0) != (l.Errno != 0) || (l.Errno != 0) != (l.Err != "") {
			ts.Fatalf("line %d contradicts itself: %+v", i+1, l)
		}
	}
	if strings.Join(got, " ") != strings.Join(args[1:], " ") {
		ts.Fatalf("%s has the calls %v, want %v", args[0], got, args[1:])
	}
}

// peer KIND VAR: a server that does not echo as it should, for one client
// after the other until the script ends; VAR is set to its port.
func peer(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 2 || peers[args[0]] == nil, "peer wrong|short|long|hang|reset|deaf|ever var")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[1], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	quit := make(chan struct{})
	ts.Defer(func() { close(quit) })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return // the script has ended
			}
			peers[args[0]](c.(*net.TCPConn), quit)
			c.Close()
		}
	}()
}

// answer echoes what change makes of the message.
func answer(change func([]byte) []byte) func(*net.TCPConn, chan struct{}) {
	return func(c *net.TCPConn, _ chan struct{}) {
		message, err := io.ReadAll(c)
		if err == nil {
			_, _ = c.Write(change(message)) // the client may have seen enough
		}
	}
}

var peers = map[string]func(c *net.TCPConn, quit chan struct{}){
	"wrong": answer(func(b []byte) []byte { b[len(b)/2]++; return b }),
	"short": answer(func(b []byte) []byte { return b[:len(b)-1] }),
	"long":  answer(func(b []byte) []byte { return append(b, '!') }),
	// hang reads and never answers.
	"hang": func(c *net.TCPConn, quit chan struct{}) {
		go func() { _, _ = io.Copy(io.Discard, c) }()
		<-quit
	},
	// deaf does not even read.
	"deaf": func(_ *net.TCPConn, quit chan struct{}) { <-quit },
	// ever sends and does not stop, whatever it is sent.
	"ever": func(c *net.TCPConn, _ chan struct{}) {
		for b := make([]byte, 64<<10); ; {
			if _, err := c.Write(b); err != nil {
				return // the client has seen enough
			}
		}
	},
	// reset answers with a part and aborts.
	"reset": func(c *net.TCPConn, _ chan struct{}) {
		_, _ = io.ReadAll(c)
		_, _ = c.Write([]byte("Hel"))
		_ = c.SetLinger(0)
	},
}

// dial KIND PORT: a client that does not behave. idle and half hold their
// connection until the script ends.
func dial(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 2, "dial idle|half|reset port")
	conn, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", args[1]))
	ts.Check(err)
	c := conn.(*net.TCPConn)
	ts.Defer(func() { c.Close() })
	switch args[0] {
	case "idle":
	case "half": // says something, and never that this was all
		_, err = c.Write([]byte("GET / HTTP/1.1\r\n\r\n"))
	case "reset":
		_, err = c.Write([]byte("Hello"))
		ts.Check(err)
		ts.Check(c.SetLinger(0))
		err = c.Close()
	default:
		ts.Fatalf("unknown kind %s", args[0])
	}
	ts.Check(err)
}

// closedpipe PROGRAM ARG...: runs it with a standard output that nobody
// reads; it must fail, and not by a panic.
func closedPipe(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) == 0, "closedpipe program [args...]")
	r, w, err := os.Pipe()
	ts.Check(err)
	r.Close()
	defer w.Close()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Stdout = ts.MkAbs("."), w
	cmd.Env = append(os.Environ(), "SOCKLAB_LANG=en")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err == nil || bytes.Contains(stderr.Bytes(), []byte("goroutine ")) {
		ts.Fatalf("ended with %v, saying %s", err, stderr.Bytes())
	}
	_, err = ts.Stderr().Write(stderr.Bytes())
	ts.Check(err)
}

// absent FILE...: these must not be there, nor the beginnings of any.
func absent(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, "absent file...")
	begun, err := filepath.Glob(ts.MkAbs(".sockLab-*"))
	ts.Check(err)
	for _, name := range args {
		if _, err := os.Lstat(ts.MkAbs(name)); err == nil {
			begun = append(begun, name)
		}
	}
	if len(begun) > 0 {
		ts.Fatalf("left behind: %v", begun)
	}
}

// fill FILE BYTES: makes a file of so many bytes.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 2, "fill file bytes")
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := make([]byte, size)
	for i := range text {
		text[i] = byte(i * i >> 8)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

// columns N FILE: no line of FILE (or stdout, stderr) takes more than N.
func columns(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 2, "columns n file")
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	lines := bufio.NewScanner(strings.NewReader(ts.ReadFile(args[1])))
	for lines.Scan() {
		if n := len([]rune(lines.Text())); n > most {
			ts.Fatalf("%d columns: %s", n, lines.Text())
		}
	}
}

// freeport VAR: sets VAR to a port that is free now.
func freePort(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 1, "freeport var")
	port, err := session.FreePort()
	ts.Check(err)
	ts.Setenv(args[0], strconv.Itoa(port))
}
