package session

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"socklab/lab/event"
)

// A mergeBench is a merger of two consoles, what their programs write, and what
// it has shown.
type mergeBench struct {
	*merger
	shown []string
	write map[string]func([]byte)
}

func newMergeBench(t *testing.T) *mergeBench {
	t.Helper()
	b := &mergeBench{write: map[string]func([]byte){}}
	b.merger = newMerger(func(console string, p []byte) {
		b.shown = append(b.shown, console+" "+strings.TrimRight(string(p), "\r\n"))
	})
	for _, name := range []string{"server", "client"} {
		s := &stream{keep: func([]byte) {}, news: make(chan struct{}, 1)}
		b.write[name] = s.reader()
		b.open(name, s)
	}
	return b
}

// begin is a program that begins in a console.
func (b *mergeBench) begin(name string, at time.Time) { b.write[name]([]byte(Began(at))) }

func (b *mergeBench) call(name string, e event.Event) {
	e.Who = name
	b.write[name](event.AppendJSON(nil, &e))
}

// TestMergerPutsCausesFirst has the terminals bring the lines in the wrong
// order: the events put them right, also those of a console's second program.
func TestMergerPutsCausesFirst(t *testing.T) {
	b := newMergeBench(t)
	base := time.Now().Add(-time.Second)
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	b.begin("server", base)
	b.begin("client", base.Add(ms(-500)))
	b.call("client", event.Event{T: ms(100), Call: event.Listen, FD: 3, Size: 10}) // an earlier program's, not told
	b.begin("client", base.Add(ms(5)))
	b.add("server", base.Add(ms(20)), []byte("accept(3) = 4  from there\r\nNew connection\r\nrecv(4, 2048) = 5  b'Hello'\r\n"))
	b.add("client", base.Add(ms(21)), []byte("\x1b[36msocket(AF_INET)\x1b[0m = 3\r\nconnect(3, 127.0.0.1:1) = 0\r\nsend(3, 5)"))
	b.add("client", base.Add(ms(22)), []byte(" = 5  b'Hello'\r\nbye"))
	b.call("server", event.Event{T: ms(1), Dur: ms(8), Call: event.Accept, FD: 3, Size: -1, Ret: 4})
	b.call("server", event.Event{T: ms(10), Dur: ms(2), Call: event.Recv, FD: 4, Size: 2048, Ret: 5})
	b.call("client", event.Event{T: ms(0), Call: event.Socket, FD: -1, Words: []string{"AF_INET"}, Size: -1, Ret: 3})
	b.call("client", event.Event{T: ms(3), Dur: ms(4), Call: event.Connect, FD: 3, Words: []string{"127.0.0.1:1"}, Size: -1})
	b.call("client", event.Event{T: ms(6), Dur: ms(5), Call: event.Send, FD: 3, Size: 5, Ret: 5})
	b.drain()
	b.close()
	want := []string{
		"client \x1b[36msocket(AF_INET)\x1b[0m = 3", "client connect(3, 127.0.0.1:1) = 0",
		"server accept(3) = 4  from there", "server New connection",
		"client send(3, 5) = 5  b'Hello'", "server recv(4, 2048) = 5  b'Hello'", "client bye",
	}
	if got := strings.Join(b.shown, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("shown:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

// TestMergerWaitsForNoEventForEver shows a line that only looks like a call,
// and one that never ends.
func TestMergerWaitsForNoEventForEver(t *testing.T) {
	b := newMergeBench(t)
	b.begin("server", time.Now())
	b.add("server", time.Now(), []byte("recv(9, 9) = 9 says a program\nnext\n"))
	b.drain()
	b.add("client", time.Now(), bytes.Repeat([]byte("x"), 2*mergeMost))
	held := len(b.shown)
	b.close()
	if held != 3 || b.shown[0] != "server recv(9, 9) = 9 says a program" || len(b.shown) != 3 {
		t.Errorf("%d lines shown before the end, %d in all", held, len(b.shown))
	}
}
