package event_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/event"
)

var home, guest = netip.MustParseAddrPort("127.0.0.1:6543"), netip.MustParseAddrPort("127.0.0.1:54614")

// lines are events and the JSON line that the contract gives each.
var lines = map[string]struct {
	event event.Event
	want  string
}{
	"bind": {
		event.Event{T: 1234 * time.Microsecond, Dur: 20 * time.Microsecond, Who: "server", Call: event.Bind, FD: 3, Addr: home, Size: -1, Local: home},
		`{"t":0.001234,"dur":0.000020,"who":"server","call":"bind","fd":3,"args":["127.0.0.1:6543"],"ret":0,"errno":0,"err":"","local":"127.0.0.1:6543","peer":""}`,
	},
	"socket": {
		event.Event{Who: "client", Call: event.Socket, FD: -1, Words: []string{"AF_INET", "SOCK_STREAM"}, Ret: 3},
		`{"t":0.000000,"dur":0.000000,"who":"client","call":"socket","fd":-1,"args":["AF_INET","SOCK_STREAM","0"],"ret":3,"errno":0,"err":"","local":"","peer":""}`,
	},
	"a refusal": {
		event.Event{T: 2 * time.Second, Who: "client", Call: event.Connect, FD: 3, Addr: home, Size: -1, Ret: -1, Errno: 111, Err: "ECONNREFUSED"},
		`{"t":2.000000,"dur":0.000000,"who":"client","call":"connect","fd":3,"args":["127.0.0.1:6543"],"ret":-1,"errno":111,"err":"ECONNREFUSED","local":"","peer":""}`,
	},
	"no arguments, both ends": {
		event.Event{Who: "server", Call: event.Accept, FD: 3, Size: -1, Ret: 4, Local: home, Peer: guest},
		`{"t":0.000000,"dur":0.000000,"who":"server","call":"accept","fd":3,"args":[],"ret":4,"errno":0,"err":"","local":"127.0.0.1:6543","peer":"127.0.0.1:54614"}`,
	},
	"data is not written": {
		event.Event{Who: "server", Call: event.Recv, FD: 4, Size: 2048, Ret: 2, Data: []byte("hi")},
		`{"t":0.000000,"dur":0.000000,"who":"server","call":"recv","fd":4,"args":["2048"],"ret":2,"errno":0,"err":"","local":"","peer":""}`,
	},
	"IPv6 with a zone that needs quoting": {
		event.Event{Who: "x", Call: event.Connect, FD: 3, Addr: netip.MustParseAddrPort(`[fe80::1%a"b]:1`), Size: -1},
		`{"t":0.000000,"dur":0.000000,"who":"x","call":"connect","fd":3,"args":["[fe80::1%a\"b]:1"],"ret":0,"errno":0,"err":"","local":"","peer":""}`,
	},
	"a word that needs quoting": {
		event.Event{Who: "se\"r\nñ", Call: event.Listen, FD: 3, Size: 10},
		`{"t":0.000000,"dur":0.000000,"who":"se\"r\nñ","call":"listen","fd":3,"args":["10"],"ret":0,"errno":0,"err":"","local":"","peer":""}`,
	},
}

func TestLine(t *testing.T) {
	for name, c := range lines {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want+"\n", string(event.AppendJSON(nil, &c.event))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestLineIsAppended holds that what stands before stays.
func TestLineIsAppended(t *testing.T) {
	e := event.Event{Call: event.Accept, Size: -1}
	got := event.AppendJSON([]byte("[1,"), &e)
	if want := "[1," + string(event.AppendJSON(nil, &e)); string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// lineOf is what Decode must give for e.
func lineOf(e *event.Event) event.Line {
	l := event.Line{T: e.T.Seconds(), Dur: e.Dur.Seconds(), Who: e.Who, Call: e.Call, FD: e.FD, Args: e.Args(), Ret: e.Ret, Errno: e.Errno, Err: e.Err}
	if e.Local.IsValid() {
		l.Local = e.Local.String()
	}
	if e.Peer.IsValid() {
		l.Peer = e.Peer.String()
	}
	return l
}

func TestDecode(t *testing.T) {
	var file []byte
	var want []event.Line
	for _, c := range lines {
		file = append(event.AppendJSON(file, &c.event), '\n') // a blank line is no damage
		want = append(want, lineOf(&c.event))
	}
	got, err := event.Decode(bytes.NewReader(file), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDecodeDamage holds that what came before the damage is returned, and
// that the error names its line.
func TestDecodeDamage(t *testing.T) {
	e := event.Event{Call: event.Accept, Size: -1}
	good := string(event.AppendJSON(nil, &e))
	for name, c := range map[string]struct {
		file string
		good int
		line string
	}{
		"nothing":         {"", 0, ""},
		"cut off":         {good + good + good[:20], 2, "line 3"},
		"no JSON":         {good + "hello\n", 1, "line 2"},
		"behind a blank":  {good + "\n\nhello\n" + good, 1, "line 4"},
		"a wrong type":    {strings.Replace(good, `"fd":0`, `"fd":"x"`, 1), 0, "line 1"},
		"an endless line": {good + "{" + strings.Repeat(" ", 1<<17), 1, "line 2"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := event.Decode(strings.NewReader(c.file), 1<<20)
			if len(got) != c.good {
				t.Errorf("%d lines are good, want %d", len(got), c.good)
			}
			if (err != nil) != (c.line != "") || err != nil && !strings.Contains(err.Error(), c.line) {
				t.Errorf("the error is %v, want it to name %q", err, c.line)
			}
		})
	}
}

// near tells whether two times are the same microsecond.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a)/1e9) }

func FuzzLineReadsBack(f *testing.F) {
	f.Add(int64(1234567), "server", "bind", int64(3), "SO_REUSEADDR", "127.0.0.1:6543", 10, int64(-1), 111, "ECONNREFUSED")
	f.Add(int64(0), "a\"\\\x00ñ\u2028<&>", "", int64(-1), "", "[fe80::1%a\"b]:1", -1, int64(0), 0, "")
	f.Fuzz(func(t *testing.T, took int64, who, call string, fd int64, word, addr string, size int, ret int64, errno int, symbol string) {
		for _, s := range []string{who, call, word, addr, symbol} {
			if !utf8.ValidString(s) {
				t.Skip("JSON holds text")
			}
		}
		e := event.Event{T: time.Duration(took), Dur: time.Duration(took / 2), Who: who, Call: event.Call(call), FD: fd,
			Words: []string{word}, Size: size, Ret: ret, Errno: errno, Err: symbol}
		if a, err := netip.ParseAddrPort(addr); err == nil {
			e.Addr, e.Local, e.Peer = a, a, a
		}
		if len(event.AppendJSON(nil, &e)) > 1<<16 {
			t.Skip("longer than a line may be")
		}
		got, err := event.Decode(bytes.NewReader(event.AppendJSON(nil, &e)), 1<<20)
		if err != nil || len(got) != 1 {
			t.Fatalf("%+v reads back as %v, %v", e, got, err)
		}
		want := lineOf(&e)
		if !near(got[0].T, want.T) || !near(got[0].Dur, want.Dur) {
			t.Errorf("times %v and %v, want %v and %v", got[0].T, got[0].Dur, want.T, want.Dur)
		}
		got[0].T, got[0].Dur = want.T, want.Dur
		if diff := cmp.Diff(want, got[0]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, c := range lines {
		f.Add(event.AppendJSON(nil, &c.event))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		lines, err := event.Decode(bytes.NewReader(file), 1<<20)
		if err == nil && len(lines) > bytes.Count(file, []byte("\n"))+1 {
			t.Errorf("%d lines out of %q", len(lines), file)
		}
	})
}

// A writer hands on what is written to it, and fails when told to.
type writer struct {
	written chan []byte
	fail    error
}

func newWriter() *writer { return &writer{written: make(chan []byte, 1000)} }

func (w *writer) Write(p []byte) (int, error) {
	w.written <- bytes.Clone(p)
	if w.fail != nil {
		return 0, w.fail
	}
	return len(p), nil
}

// await gives what is written next.
func (w *writer) await(t *testing.T) []byte {
	t.Helper()
	select {
	case p := <-w.written:
		return p
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was written")
		return nil
	}
}

func TestWriterWritesByItself(t *testing.T) {
	w := newWriter()
	log := event.NewWriter(w)
	for _, call := range []event.Call{event.Socket, event.Bind} { // the second arms the timer again
		e := event.Event{Call: call, Size: -1}
		log.Begin(&e)
		log.End(&e)
		if got := w.await(t); !bytes.Equal(got, event.AppendJSON(nil, &e)) {
			t.Errorf("%s is written as %s", call, got)
		}
	}
	if err := log.Flush(); err != nil {
		t.Error(err)
	}
	if len(w.written) != 0 {
		t.Errorf("%q is written twice", <-w.written)
	}
}

func TestWriterFlush(t *testing.T) {
	w := newWriter()
	log := event.NewWriter(w)
	e := event.Event{Call: event.Close, Size: -1}
	log.Begin(&e) // has not ended: is not written
	log.End(&e)
	if err := log.Flush(); err != nil {
		t.Fatal(err)
	}
	if got := w.await(t); !json.Valid(got) || bytes.Count(got, []byte("\n")) != 1 {
		t.Errorf("flushed %q, want one line", got)
	}
}

// TestWriterKeepsOrder holds that goroutines leave whole lines, all of them.
func TestWriterKeepsOrder(t *testing.T) {
	var file bytes.Buffer
	log := event.NewWriter(&file)
	const goroutines, calls = 8, 500 // more than one buffer full
	var wg sync.WaitGroup
	for fd := range goroutines {
		wg.Go(func() {
			for i := range calls {
				log.End(&event.Event{Call: event.Recv, FD: int64(fd), Ret: int64(i), Size: -1})
			}
		})
	}
	wg.Wait()
	if err := log.Flush(); err != nil {
		t.Fatal(err)
	}
	got, err := event.Decode(&file, 1<<20)
	if err != nil || len(got) != goroutines*calls {
		t.Fatalf("%d lines, %v; want %d", len(got), err, goroutines*calls)
	}
	next := map[int64]int64{}
	for _, l := range got {
		if l.Ret != next[l.FD] {
			t.Fatalf("call %d of %d comes after %d", l.Ret, l.FD, next[l.FD]-1)
		}
		next[l.FD]++
	}
}

// TestWriterFails holds that the first error stays, and that nothing is
// written after it.
func TestWriterFails(t *testing.T) {
	w := newWriter()
	w.fail = errors.New("no space")
	log := event.NewWriter(w)
	e := event.Event{Call: event.Close, Size: -1}
	log.End(&e)
	if err := log.Flush(); !errors.Is(err, w.fail) {
		t.Errorf("Flush gives %v, want %v", err, w.fail)
	}
	w.await(t)
	first := w.fail
	w.fail = nil
	log.End(&e)
	if err := log.Flush(); !errors.Is(err, first) {
		t.Errorf("Flush gives %v after the failure, want %v still", err, first)
	}
	if len(w.written) != 0 {
		t.Errorf("%q is written after a failure", <-w.written)
	}
}

// A noter writes down what it is told.
type noter struct {
	name string
	log  *[]string
}

func (n noter) Begin(e *event.Event) { *n.log = append(*n.log, n.name+" begin "+string(e.Call)) }
func (n noter) End(e *event.Event)   { *n.log = append(*n.log, n.name+" end "+string(e.Call)) }

func TestTee(t *testing.T) {
	if event.Tee() != nil || event.Tee(nil, nil) != nil {
		t.Error("a Tee of nobody is somebody")
	}
	var log []string
	a, b := noter{"a", &log}, noter{"b", &log}
	if got := event.Tee(nil, a, nil); got != a {
		t.Errorf("a Tee of one is %v", got)
	}
	all := event.Tee(a, nil, b)
	e := event.Event{Call: event.Accept}
	all.Begin(&e)
	all.End(&e)
	if diff := cmp.Diff([]string{"a begin accept", "b begin accept", "a end accept", "b end accept"}, log); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWriterWritesBeforeAWait holds that who reads along learns at once what
// was done before a call that may wait.
func TestWriterWritesBeforeAWait(t *testing.T) {
	w := newWriter()
	log := event.NewWriter(w)
	listen, accept := event.Event{Call: event.Listen, Size: 10}, event.Event{Call: event.Accept, Size: -1}
	log.End(&listen)
	log.Begin(&accept)
	select {
	case got := <-w.written:
		if !bytes.Equal(got, event.AppendJSON(nil, &listen)) {
			t.Errorf("%s is written", got)
		}
	default:
		t.Error("nothing is written before it waits")
	}
}
