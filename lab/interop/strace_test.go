//go:build linux

package interop

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"socklab/lab/event"
)

// A called is one call as both strace and the events show it.
type called struct {
	name string
	fd   string
	args []string
	addr string // what the system told: accept, getsockname, getpeername
	ret  string
	err  string
}

func (c called) String() string {
	return fmt.Sprintf("%s(%s %s) = %s %s %s", c.name, c.fd, strings.Join(c.args, " "), c.ret, c.err, c.addr)
}

// strace makes cmd run under strace, which writes to file. The program stays
// our child, so that it can be interrupted; strace ends before Wait does.
func strace(t *testing.T, file string, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("needs strace")
	}
	if out, err := exec.Command(path, "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not trace here: %s", out)
	}
	return exec.Command(path, append([]string{"-D", "-f", "-s", "0", "-e", "trace=network,close", "-o", file}, cmd.Args...)...)
}

var (
	unfinished = regexp.MustCompile(`^(\d+) +(.*) <unfinished \.\.\.>$`)
	resumed    = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed> ?(.*)$`)
	complete   = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (.+)$`)
	result     = regexp.MustCompile(`^(-?\d+)(?: (E[A-Z0-9]+) \(.*\))?$`)
	lingers    = regexp.MustCompile(`^\{l_onoff=1, l_linger=(\d+)\}$`)
	sockaddr   = regexp.MustCompile(`sin6?_port=htons\((\d+)\).*?"([0-9a-fA-F.:]+)"`)
)

// readTrace gives the calls on sockets in the order in which they ended.
func readTrace(t *testing.T, file string) []called {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := traceReader{begun: map[string]string{}, open: map[string]int{}, early: map[string]int{}}
	for line := range strings.Lines(string(text)) {
		r.read(t, strings.TrimRight(line, "\n"))
	}
	if len(r.calls) == 0 {
		t.Fatalf("strace saw no socket:\n%s", text)
	}
	return r.calls
}

type traceReader struct {
	calls []called
	begun map[string]string // calls under way, by thread
	open  map[string]int    // sockets of a number: two while a close of it has not been seen to end
	early map[string]int    // places of closes that are still to be seen to end, by thread
}

func (r *traceReader) read(t *testing.T, line string) {
	t.Helper()
	if m := unfinished.FindStringSubmatch(line); m != nil {
		r.begun[m[1]] = m[2]
		return
	}
	if m := resumed.FindStringSubmatch(line); m != nil {
		if !strings.HasPrefix(r.begun[m[1]], m[2]+"(") {
			t.Fatalf("resumed without a beginning: %s", line)
		}
		line = m[1] + " " + r.begun[m[1]] + m[3]
		delete(r.begun, m[1])
	}
	m := complete.FindStringSubmatch(line)
	if m == nil || m[4] == "?" || strings.HasPrefix(m[4], "? ") { // a signal, an end, or a call that is made again
		return
	}
	c := traced(t, line, m[2], m[3], m[4])
	opens := c.err == "" && (c.name == "socket" || c.name == "accept")
	if opens {
		if r.open[c.ret] > 0 {
			r.closeFirst(t, c)
		}
		r.open[c.ret]++
	}
	place, seen := r.early[m[1]]
	switch {
	case seen:
		r.calls[place] = c
		delete(r.early, m[1])
	case c.name == "socket" || r.open[c.fd] > 0:
		r.calls = append(r.calls, c)
	}
	if c.name == "close" && c.err == "" && r.open[c.fd] > 0 {
		r.open[c.fd]--
	}
}

// closeFirst keeps a place before c, which has got a number that is still in
// use, for the close that has freed it: the thread that makes it may be seen
// to end it later.
func (r *traceReader) closeFirst(t *testing.T, c called) {
	t.Helper()
	for thread, call := range r.begun {
		_, placed := r.early[thread]
		if !placed && split(strings.TrimPrefix(call, "close("))[0] == c.ret && strings.HasPrefix(call, "close(") {
			r.early[thread] = len(r.calls)
			r.calls = append(r.calls, called{})
			return
		}
	}
	t.Fatalf("number %s is in use, and nobody is closing it: %s", c.ret, c)
}

// traced reads one line of strace.
func traced(t *testing.T, line, name, args, ret string) called {
	t.Helper()
	r := result.FindStringSubmatch(ret)
	if r == nil {
		t.Fatalf("no result: %s", line)
	}
	a := split(args)
	c := called{name: name, ret: r[1], err: r[2], fd: a[0]}
	switch name {
	case "socket":
		c.fd, c.args = "-1", []string{a[0], strings.TrimSuffix(a[1], "|SOCK_CLOEXEC"), strings.Replace(a[2], "IPPROTO_IP", "0", 1)}
	case "setsockopt":
		c.args = []string{strings.TrimSuffix(a[2], "_OLD")}
		if m := lingers.FindStringSubmatch(a[3]); m != nil {
			c.args = append(c.args, m[1]+"s")
		} else if value := strings.Trim(a[3], "[]"); !strings.HasPrefix(a[3], `"`) { // times are bytes to it
			c.args = append(c.args, value)
		}
	case "bind", "connect":
		c.args = []string{address(a[1])}
	case "listen", "shutdown":
		c.args = a[1:]
	case "sendto", "recvfrom":
		c.name = map[string]string{"sendto": "send", "recvfrom": "recv"}[name]
		c.args = a[2:3]
	case "accept4", "getsockname", "getpeername":
		c.name = strings.TrimSuffix(name, "4")
		if c.err == "" {
			c.addr = address(a[1])
		}
	}
	return c
}

func address(s string) string {
	m := sockaddr.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	if strings.Contains(m[2], ":") {
		return "[" + m[2] + "]:" + m[1]
	}
	return m[2] + ":" + m[1]
}

// split cuts arguments at the commas that are not inside of one.
func split(args string) []string {
	var all []string
	depth, quoted, from := 0, false, 0
	for i := 0; i < len(args); i++ {
		switch c := args[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case strings.IndexByte("{[(", c) >= 0:
			depth++
		case strings.IndexByte("}])", c) >= 0:
			depth--
		case c == ',' && depth == 0:
			all = append(all, strings.TrimSpace(args[from:i]))
			from = i + 1
		}
	}
	return append(all, strings.TrimSpace(args[from:]))
}

// readEvents gives the calls of an events file.
func readEvents(t *testing.T, file string) []called {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := event.Decode(f, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	var calls []called
	for _, l := range lines {
		c := called{name: string(l.Call), fd: fmt.Sprint(l.FD), args: l.Args, ret: fmt.Sprint(l.Ret), err: l.Err}
		switch {
		case l.Err != "":
		case l.Call == event.Getsockname:
			c.addr = l.Local
		case l.Call == event.Accept, l.Call == event.Getpeername:
			c.addr = l.Peer
		}
		if l.Call == event.Setsockopt && strings.HasSuffix(l.Args[0], "TIMEO") {
			c.args = l.Args[:1] // strace does not read the time
		}
		calls = append(calls, c)
	}
	return calls
}

// same compares the two accounts of one run. Where several threads make calls
// at the same time, which of them is heard first is chance: then each
// descriptor's calls are compared, and those that open and close a number must
// alternate.
func same(t *testing.T, trace, events string, threads bool) []called {
	t.Helper()
	seen, told := readTrace(t, trace), readEvents(t, events)
	releasedAfter(seen)
	if threads {
		for _, calls := range [][]called{seen, told} {
			alternate(t, calls)
			slices.SortStableFunc(calls, func(a, b called) int { return strings.Compare(a.number(), b.number()) })
		}
	}
	for i := range max(len(seen), len(told)) {
		s, e := "nothing", "nothing"
		if i < len(seen) {
			s = seen[i].String()
		}
		if i < len(told) {
			e = told[i].String()
		}
		if s != e {
			t.Errorf("call %d: strace saw %s\n\tthe events have %s\nall:\n%s", i+1, s, e, listed(seen, told))
			break
		}
	}
	return told
}

// number is the descriptor that the call is about: a socket's is the new one.
func (c called) number() string {
	if c.name == "socket" && c.err == "" {
		return c.ret
	}
	return c.fd
}

// alternate holds that no number is used before it is open, or given again
// before it is closed.
func alternate(t *testing.T, calls []called) {
	t.Helper()
	open := map[string]bool{}
	for i, c := range calls {
		if c.name != "socket" && !open[c.fd] {
			t.Errorf("call %d is on a number that is not open: %s", i+1, c)
		}
		switch {
		case c.err != "":
		case c.name == "close":
			open[c.fd] = false
		case c.name == "socket", c.name == "accept":
			if open[c.ret] {
				t.Errorf("call %d is given a number that is open: %s", i+1, c)
			}
			open[c.ret] = true
		}
	}
}

// releasedAfter puts a call that a shutdown has released behind it: which of
// the two threads strace hears of first is chance.
func releasedAfter(calls []called) {
	for i := range len(calls) - 1 {
		a, b := calls[i], calls[i+1]
		released := a.name == "accept" && a.err != "" || a.name == "recv" && (a.ret == "0" || a.err != "")
		if released && b.name == "shutdown" && b.args[0] == "SHUT_RDWR" && a.fd == b.fd {
			calls[i], calls[i+1] = b, a
		}
	}
}

func listed(seen, told []called) string {
	var b strings.Builder
	for _, c := range seen {
		fmt.Fprintln(&b, "  strace:", c)
	}
	for _, c := range told {
		fmt.Fprintln(&b, "  events:", c)
	}
	return b.String()
}

// has tells that the run was what the test means to compare.
func has(t *testing.T, calls []called, name, errno string) {
	t.Helper()
	if !slices.ContainsFunc(calls, func(c called) bool { return c.name == name && c.err == errno }) {
		t.Errorf("no %s with %q among the calls", name, errno)
	}
}

func TestReadTrace(t *testing.T) {
	file := t.TempDir() + "/trace"
	err := os.WriteFile(file, []byte(`10 close(3)                          = 0
11 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3
11 accept4(3,  <unfinished ...>
10 --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=10, si_uid=0} ---
12 connect(9, {sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
11 <... accept4 resumed>{sa_family=AF_INET, sin_port=htons(40000), sin_addr=inet_addr("127.0.0.1")}, [112 => 16], SOCK_CLOEXEC) = 4
11 recvfrom(4, "a, \")"..., 2048, 0, NULL, NULL) = 10
11 recvfrom(4, 0xc000, 2048, 0, NULL, NULL) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)
11 recvfrom(4,  <unfinished ...>
10 shutdown(3, SHUT_RDWR)            = 0
11 <... recvfrom resumed>0xc000, 2048, 0, NULL, NULL) = -1 ECONNRESET (Connection reset by peer)
11 close(4)                          = 0
11 close(4)                          = 0
10 +++ exited with 0 +++
`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	readsAs(t, file, []string{
		"socket(-1 AF_INET SOCK_STREAM 0) = 3",
		"accept(3 ) = 4 127.0.0.1:40000",
		"recv(4 2048) = 10",
		"shutdown(3 SHUT_RDWR) = 0",
		"recv(4 2048) = -1 ECONNRESET",
		"close(4 ) = 0",
	})
}

// TestReadTraceOfANumberUsedAgain has strace tell of a close after the accept
// that got its number, and after a call on it.
func TestReadTraceOfANumberUsedAgain(t *testing.T) {
	file := t.TempDir() + "/trace"
	err := os.WriteFile(file, []byte(`11 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3
11 accept4(3, {sa_family=AF_INET, sin_port=htons(40000), sin_addr=inet_addr("127.0.0.1")}, [112 => 16], SOCK_CLOEXEC) = 4
12 close(4 <unfinished ...>
11 accept4(3, {sa_family=AF_INET, sin_port=htons(40001), sin_addr=inet_addr("127.0.0.1")}, [112 => 16], SOCK_CLOEXEC) = 4
13 recvfrom(4, "a", 2048, 0, NULL, NULL) = 1
12 <... close resumed>)              = 0
13 close(4)                          = 0
13 close(4)                          = 0
`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	readsAs(t, file, []string{
		"socket(-1 AF_INET SOCK_STREAM 0) = 3",
		"accept(3 ) = 4 127.0.0.1:40000",
		"close(4 ) = 0",
		"accept(3 ) = 4 127.0.0.1:40001",
		"recv(4 2048) = 1",
		"close(4 ) = 0",
	})
}

func readsAs(t *testing.T, file string, want []string) {
	t.Helper()
	var got []string
	for _, c := range readTrace(t, file) {
		got = append(got, strings.Join(strings.Fields(c.String()), " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("read\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
