package cast

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/event"
)

// calls reads events that are written shortly: begin, duration, descriptor,
// call, arguments, result or error, and the address that it tells.
func calls(t testing.TB, text string) []event.Line {
	t.Helper()
	var lines []event.Line
	for line := range strings.Lines(strings.TrimSpace(text)) {
		f := strings.Fields(line)
		l := event.Line{Who: "x", Call: event.Call(f[3])}
		if _, err := fmt.Sscan(strings.Join(f[:3], " "), &l.T, &l.Dur, &l.FD); err != nil {
			t.Fatal(err)
		}
		rest := f[4:]
		l.Args = append(l.Args, rest[:len(l.Call.Traits().Args)]...)
		rest = rest[len(l.Args):]
		if _, err := fmt.Sscan(rest[0], &l.Ret); err != nil {
			l.Ret, l.Errno, l.Err = -1, 1, rest[0]
		}
		if len(rest) > 1 {
			l.Local, l.Peer = rest[1], rest[1]
		}
		lines = append(lines, l)
	}
	return lines
}

// TestSockets holds the normal form of calls: what is another in each run, or
// on each system, is the same, and nothing else is.
func TestSockets(t *testing.T) {
	const open = "0 0 -1 socket AF_INET SOCK_STREAM 0 3\n"
	const timed = open + "1 0 3 setsockopt SO_RCVTIMEO 4s 0\n"
	for name, c := range map[string]struct {
		a, b string
		same bool
	}{
		"numbers, times and ports": {
			open + "1 1 3 connect 127.0.0.1:7001 0\n2 0 3 getsockname 0 127.0.0.1:50000",
			strings.ReplaceAll(open, " 3\n", " 268\n") + "4 2 268 connect 127.0.0.1:7001 0\n7 0 268 getsockname 0 127.0.0.1:40000", true},
		"another address":  {open + "1 1 3 connect 127.0.0.1:7001 0", open + "1 1 3 connect 127.0.0.2:7001 0", false},
		"another port":     {open + "1 1 3 connect 127.0.0.1:7001 0", open + "1 1 3 connect 127.0.0.1:7002 0", false},
		"another call":     {open + "1 0 3 listen 10 0", open + "1 0 3 close 0", false},
		"a call more":      {open, open + "1 0 3 close 0", false},
		"another argument": {open + "1 0 3 listen 10 0", open + "1 0 3 listen 11 0", false},
		"it fails":         {open + "1 0 3 listen 10 0", open + "1 0 3 listen 10 EINVAL", false},
		"of Windows":       {open + "1 0 3 setsockopt SO_REUSEADDR 1 0\n2 0 3 connect 127.0.0.1:1 ECONNREFUSED", open + "1 0 3 setsockopt SO_EXCLUSIVEADDRUSE 1 0\n2 0 3 connect 127.0.0.1:1 WSAECONNREFUSED", true},

		"a time that has passed, of Windows": {timed + "1 4 3 recv 10 EAGAIN", timed + "1 4 3 recv 10 WSAETIMEDOUT", true},
		"not now, of Windows":                {open + "1 0 3 recv 10 EAGAIN", open + "1 0 3 recv 10 WSAEWOULDBLOCK", true},
		"not now is no time that has passed": {open + "1 0 3 recv 10 EAGAIN", open + "1 0 3 recv 10 WSAETIMEDOUT", false},

		"in more pieces":           {open + "1 0 3 recv 10 5\n2 0 3 recv 10 5\n3 0 3 recv 10 0", open + "1 0 3 recv 10 10\n2 0 3 recv 10 0", true},
		"of other sizes":           {open + "1 0 3 recv 10 5\n2 0 3 recv 5 5", open + "1 0 3 recv 10 10", true},
		"less in all":              {open + "1 0 3 recv 10 5\n2 0 3 recv 10 4", open + "1 0 3 recv 10 10", false},
		"the end comes first":      {open + "1 0 3 recv 10 5\n3 0 3 recv 10 0", open + "1 0 3 recv 10 0\n3 0 3 recv 10 5", false},
		"a short send":             {open + "1 0 3 send 10 4\n2 0 3 send 6 6", open + "1 0 3 send 10 10", true},
		"two sends":                {open + "1 0 3 send 5 5\n2 0 3 send 5 5", open + "1 0 3 send 10 10", false},
		"echoes in more pieces":    {open + "1 0 3 recv 9 2\n2 0 3 send 2 2\n3 0 3 recv 9 4\n4 0 3 send 4 4", open + "1 0 3 recv 9 6\n2 0 3 send 6 6", true},
		"echoes that are not":      {open + "1 0 3 recv 9 2\n2 0 3 send 2 2\n3 0 3 recv 9 4\n4 0 3 send 3 3", open + "1 0 3 recv 9 6\n2 0 3 send 6 6", false},
		"the answer before it all": {open + "1 0 3 recv 9 2\n2 0 3 recv 9 0\n3 0 3 send 2 2", open + "1 0 3 recv 9 2\n2 0 3 send 2 2\n3 0 3 recv 9 0", false},

		"two threads with a socket": {
			open + "1 9 3 recv 9 4\n3 1 3 send 4 4\n5 1 3 shutdown SHUT_WR 0\n10 0 3 recv 9 0\n11 0 3 close 0",
			open + "1 1 3 send 4 4\n3 1 3 shutdown SHUT_WR 0\n4 1 3 recv 9 4\n5 0 3 recv 9 0\n6 0 3 close 0", true},
		"one thread in another order": {
			open + "1 1 3 recv 9 4\n3 1 3 send 4 4", open + "1 1 3 send 4 4\n3 1 3 recv 9 4", false},
		"two threads with a socket each": {
			open + "0 0 -1 socket AF_INET SOCK_STREAM 0 4\n1 0 3 send 1 1\n1 0 4 send 2 2",
			open + "0 0 -1 socket AF_INET SOCK_STREAM 0 4\n1 0 4 send 1 1\n1 0 3 send 2 2", true},

		"a release, of Windows": {
			open + "9 0 3 shutdown SHUT_RDWR 0\n1 9 3 accept EINVAL\n11 0 3 close 0", open + "11 1 3 close 0\n1 11 3 accept WSAEINTR", true},
		"a release that came between calls": {
			open + "9 0 3 shutdown SHUT_RDWR 0\n1 9 3 accept EINVAL\n11 0 3 close 0", open + "11 1 3 close 0", true},
		"an end at the same time as the close, by a coarse clock": {
			open + "9 0 3 recv 9 0\n9 0 3 close 0", open + "9 0 3 recv 9 0\n10 0 3 close 0", true},
		"an end that is missing": {
			open + "9 0 3 recv 9 0\n9 0 3 close 0", open + "10 0 3 close 0", false},
		"a failure that is none": {
			open + "1 2 3 accept EMFILE\n9 0 3 close 0", open + "11 1 3 close 0", false},
	} {
		t.Run(name, func(t *testing.T) {
			n := Normalizer{Port: 7001}
			a, b := n.Sockets(calls(t, c.a)), n.Sockets(calls(t, c.b))
			if same := alike(a, b); same != c.same {
				t.Errorf("the same? %v\n%s", same, cmp.Diff(a, b))
			}
		})
	}
}

// alike tells whether each socket has one like it on the other side.
func alike(a, b []SocketCalls) bool {
	count := map[string]int{}
	for side, sockets := range map[int][]SocketCalls{1: a, -1: b} {
		for _, s := range sockets {
			form := s.Calls
			if anyThreads(a) || anyThreads(b) {
				form = s.Apart
			}
			count[strings.Join(form, "\n")] += side
		}
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

func anyThreads(sockets []SocketCalls) bool {
	for _, s := range sockets {
		if s.Threads {
			return true
		}
	}
	return false
}

// TestSocketsName holds what is written of a socket, and where it stands in the
// events.
func TestSocketsName(t *testing.T) {
	got := Normalizer{}.Sockets(calls(t, `
0 0 -1 socket AF_INET SOCK_STREAM 0 3
1 0 3 accept 4 127.0.0.1:50000
2 0 4 recv 2048 5
3 0 4 recv 2048 5
4 0 3 accept EMFILE
5 0 4 close 0`))
	want := []SocketCalls{
		{Calls: []string{"x", "socket(AF_INET, SOCK_STREAM, 0) = <fd>", "accept(<fd>) = <fd> 127.0.0.1:<port>", "accept(<fd>) = -1 EMFILE"}, Lines: []int{1, 1, 2, 5}},
		{Calls: []string{"x", "recv(<fd>, 2048)... = 10", "close(<fd>) = 0"}, Lines: []int{2, 3, 6}},
	}
	for i := range got {
		got[i].Apart = nil
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAllowsTime(t *testing.T) {
	const timed = "0 0 3 setsockopt SO_RCVTIMEO 4s 0\n1 4 3 recv 9 EAGAIN\n"
	for text, want := range map[string]bool{
		timed:                         true,
		timed + "9 0 4 recv 9 EAGAIN": false,
		timed + "8 0 3 accept 3\n9 0 3 recv 9 EAGAIN": false,
		"1 0 3 recv 9 0": false,
		"0 0 3 setsockopt SO_RCVTIMEO 4s 0\n1 4 3 recv 9 WSAETIMEDOUT": true,
	} {
		if got := AllowsTime(Normalizer{}.Sockets(calls(t, text))); got != want {
			t.Errorf("%v of\n%s", got, text)
		}
	}
}

// FuzzSockets holds that events that anybody has written have a normal form,
// the same each time, which names calls that are there.
func FuzzSockets(f *testing.F) {
	for _, l := range calls(f, "0 0 -1 socket AF_INET SOCK_STREAM 0 3\n1 9 3 recv 9 4\n2 1 3 send 9 4\n3 1 3 send 5 5\n4 0 3 setsockopt SO_RCVTIMEO 4s 0\n5 1 3 recv 9 EAGAIN\n6 0 3 close 0") {
		line, err := json.Marshal(l)
		check(f, err)
		f.Add(string(line) + "\n" + string(line))
	}
	f.Add(`{"call":"send","args":["x"],"ret":9223372036854775807}` + "\n" + `{"call":"send","ret":1}` + "\n" + `{"call":"accept","ret":-1}`)
	f.Fuzz(func(t *testing.T, text string) {
		lines, _ := event.Decode(strings.NewReader(text), 1000) // what came before the damage
		n := Normalizer{Port: 7001}
		once, again := n.Sockets(lines), n.Sockets(lines)
		if diff := cmp.Diff(once, again); diff != "" {
			t.Errorf("another each time:\n%s", diff)
		}
		for _, s := range once {
			if len(s.Calls) != len(s.Lines) || s.Lines[0] < 1 || s.Lines[0] > len(lines) {
				t.Errorf("the calls %q are told by the lines %v of %d", s.Calls, s.Lines, len(lines))
			}
		}
	})
}
