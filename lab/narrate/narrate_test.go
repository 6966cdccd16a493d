package narrate

import (
	"bytes"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/event"
	"socklab/lab/i18n"
)

var update = flag.Bool("update", false, "write the golden files")

// A teller is a Narrator whose clock stands still until it is moved.
type teller struct {
	*Narrator
	out   bytes.Buffer
	clock time.Time
	ids   map[int64]uint64 // of the open sockets, by their numbers
	made  uint64
}

func newTeller(o Options) *teller {
	t := &teller{clock: time.Unix(1000, 0), ids: map[int64]uint64{}}
	t.Narrator = New(&t.out, o)
	t.now = func() time.Time { return t.clock }
	t.system = "linux"
	return t
}

// lines gives what was told, without the last line's end.
func (t *teller) lines() []string {
	return strings.Split(strings.TrimSuffix(t.out.String(), "\n"), "\n")
}

// done is a call that has ended; args are words, then an address or a size.
func done(call event.Call, fd, ret int64, args ...any) *event.Event {
	e := &event.Event{Call: call, FD: fd, Ret: ret, Size: -1}
	for _, a := range args {
		switch a := a.(type) {
		case string:
			e.Words = append(e.Words, a)
		case netip.AddrPort:
			e.Addr = a
		case int:
			e.Size = a
		}
	}
	return e
}

func data(call event.Call, fd int64, size int, b string) *event.Event {
	e := done(call, fd, int64(len(b)), size)
	e.Data = []byte(b)
	return e
}

func failed(e *event.Event, symbol string) *event.Event {
	e.Ret, e.Errno, e.Err = -1, 1, symbol
	return e
}

func at(e *event.Event, local, peer string) *event.Event {
	if local != "" {
		e.Local = netip.MustParseAddrPort(local)
	}
	if peer != "" {
		e.Peer = netip.MustParseAddrPort(peer)
	}
	return e
}

const home, guest = "127.0.0.1:6543", "127.0.0.1:54614"

var homeAddr = netip.MustParseAddrPort(home)

// begin announces e before it ends.
func (t *teller) begin(e *event.Event) {
	t.Begin(&event.Event{Call: e.Call, FD: e.FD, Size: e.Size, Words: e.Words, On: t.ids[e.FD]})
}

// End gives e the identities of its sockets, as a stack does, and tells it.
func (t *teller) End(e *event.Event) {
	e.On = t.ids[e.FD]
	switch {
	case e.Failed():
	case e.Call == event.Socket || e.Call == event.Accept:
		t.made++
		t.ids[e.Ret], e.Made = t.made, t.made
	case e.Call == event.Close:
		delete(t.ids, e.FD)
	}
	t.Narrator.End(e)
}

func (t *teller) all(events ...*event.Event) {
	for _, e := range events {
		t.begin(e)
		t.End(e)
	}
}

func listening() []*event.Event {
	return []*event.Event{
		done(event.Socket, -1, 3, "AF_INET", "SOCK_STREAM", 0),
		done(event.Setsockopt, 3, 0, "SO_REUSEADDR", "1"),
		at(done(event.Bind, 3, 0, homeAddr), home, ""),
		done(event.Listen, 3, 0, 10),
		at(done(event.Getsockname, 3, 0), home, ""),
	}
}

func accepted(fd int64, peer string) []*event.Event {
	return []*event.Event{
		at(done(event.Accept, 3, fd), home, peer),
		at(done(event.Getsockname, fd, 0), home, peer),
		at(done(event.Getpeername, fd, 0), home, peer),
	}
}

// serverDay is a server with three clients: the course's, one that sends in
// many pieces and resets, and one whose wait Ctrl+C ends.
func serverDay(t *teller) {
	t.all(listening()...)
	t.all(accepted(4, guest)...)
	t.all(data(event.Recv, 4, 2048, "Hello, world"), data(event.Recv, 4, 2048, ""),
		data(event.Send, 4, 12, "Hello, world"), done(event.Close, 4, 0))
	t.all(accepted(4, "127.0.0.1:54615")...)
	for size := range 10 {
		t.all(data(event.Recv, 4, 2048, strings.Repeat("x", 100+10*size)))
	}
	t.all(failed(done(event.Recv, 4, 0, 2048), "ECONNRESET"), done(event.Close, 4, 0))
	t.all(accepted(4, "127.0.0.1:54616")...)
	t.begin(done(event.Recv, 4, 0, 2048))
	t.clock = t.clock.Add(waitTold)
	t.tick()
	t.End(done(event.Shutdown, 4, 0, "SHUT_RDWR"))
	t.End(data(event.Recv, 4, 2048, ""))
	t.all(done(event.Close, 4, 0), done(event.Close, 3, 0))
	t.Say(t.o.Words.Server.Stopped)
}

// clientDay is a client that sends more than fits, waits, and one that finds
// nobody.
func clientDay(t *teller) {
	t.all(done(event.Socket, -1, 3, "AF_INET", "SOCK_STREAM", 0),
		done(event.Setsockopt, 3, 0, "SO_RCVTIMEO", "2s"),
		done(event.Connect, 3, 0, homeAddr),
		at(done(event.Getsockname, 3, 0), guest, home))
	short := data(event.Send, 3, 40, "two  blanks, it's \"quoted\"\r\n")
	t.all(short, data(event.Send, 3, 12, "and the rest"), done(event.Shutdown, 3, 0, "SHUT_WR"))
	t.begin(done(event.Recv, 3, 0, 2048))
	t.clock = t.clock.Add(waitTold)
	t.tick()
	t.End(data(event.Recv, 3, 2048, firstBytes(40)))
	t.all(data(event.Recv, 3, 2048, ""), done(event.Close, 3, 0))
	t.all(done(event.Socket, -1, 3, "AF_INET6", "SOCK_STREAM", 0),
		failed(done(event.Connect, 3, 0, netip.MustParseAddrPort("[2001:db8::7]:6543")), "ECONNREFUSED"),
		done(event.Close, 3, 0))
}

// firstBytes are the bytes from 0 on, of which most cannot be printed.
func firstBytes(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i)
	}
	return string(b)
}

// TestGolden holds the words of both sides, in both languages, as wide as a
// console and half as wide.
func TestGolden(t *testing.T) {
	levels := map[string]Level{"calls": Calls, "full": Full}
	sides := map[string]func(*teller){"server": serverDay, "client": clientDay}
	for _, lang := range []string{"es", "en"} {
		for _, width := range []int{80, 40} {
			for level, l := range levels {
				for side, live := range sides {
					name := fmt.Sprintf("%s-%s-%s-%d", side, level, lang, width)
					t.Run(name, func(t *testing.T) {
						n := newTeller(Options{Words: i18n.In(lang), Level: l, Width: width, Server: side == "server", Hex: side == "client"})
						live(n)
						n.Close()
						golden(t, name, n.out.Bytes())
						fits(t, n.lines(), width)
					})
				}
			}
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got), -update writes it:\n%s", file, diff)
	}
}

// fits holds that lines leave the last column free.
func fits(t *testing.T, lines []string, width int) {
	t.Helper()
	for _, l := range lines {
		if n := utf8.RuneCountInString(l); n >= width {
			t.Errorf("%d columns of %d: %s", n, width, l)
		}
	}
}

// TestColumnOnWindows holds that the words stand beside the calls where
// numbers have three digits and names are longer, in one column but for the
// longest of all, and that previews do not reach beyond the screen.
func TestColumnOnWindows(t *testing.T) {
	opens := done(event.Socket, -1, 228, "AF_INET", "SOCK_STREAM", 0)
	for lang, want := range map[string][]string{
		"es": {
			"socket(AF_INET, SOCK_STREAM, 0) = 228  socket TCP nuevo, descriptor 228",
			"setsockopt(228, SO_EXCLUSIVEADDRUSE, 1) = 0  nadie más podrá tomar el puerto",
			"setsockopt(228, SO_RCVTIMEO, 2s) = 0   se rinde al cabo de 2 s",
			"connect(228, 127.0.0.1:6543) = 0       ESTABLISHED con 127.0.0.1:6543",
			"send(228, 100) = 100                   b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'...",
		},
		"en": {
			"socket(AF_INET, SOCK_STREAM, 0) = 228  new TCP socket, descriptor 228",
			"setsockopt(228, SO_EXCLUSIVEADDRUSE, 1) = 0  no other program can take the port",
			"setsockopt(228, SO_RCVTIMEO, 2s) = 0   gives up after 2 s",
			"connect(228, 127.0.0.1:6543) = 0       ESTABLISHED with 127.0.0.1:6543",
			"send(228, 100) = 100                   b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'...",
		},
	} {
		n := newTeller(Options{Words: i18n.In(lang), Level: Calls, Width: 80})
		n.system = "windows"
		n.all(opens, done(event.Setsockopt, 228, 0, "SO_EXCLUSIVEADDRUSE", "1"), done(event.Setsockopt, 228, 0, "SO_RCVTIMEO", "2s"),
			done(event.Connect, 228, 0, homeAddr), data(event.Send, 228, 100, strings.Repeat("x", 100)))
		if diff := cmp.Diff(want, n.lines()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		fits(t, n.lines(), 80)
	}
}

// TestReasonsOfEachSystem holds that what is said of a call is what the
// system at hand does.
func TestReasonsOfEachSystem(t *testing.T) {
	for system, want := range map[string]string{"linux": "somaxconn", "darwin": "macOS", "windows": "Windows refuses"} {
		n := newTeller(Options{Words: i18n.In("en"), Level: Full, Width: 1000, Server: true})
		n.system = system
		n.all(listening()...)
		if !strings.Contains(n.out.String(), want) {
			t.Errorf("on %s the reason of listen lacks %q:\n%s", system, want, n.out.String())
		}
	}
}

func TestLongRunIsSummarised(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	n.all(accepted(4, guest)...)
	before := len(n.lines())
	for i := range 1000 {
		n.all(data(event.Recv, 4, 2048, strings.Repeat("x", 1+i%7)))
	}
	n.all(data(event.Recv, 4, 2048, ""))
	got := n.lines()[before:]
	want := []string{
		"recv(4, 2048) = 1                    b'x'",
		"recv(4, 2048) = 2                    b'xx'",
		"recv(4, 2048) = 3                    b'xxx'",
		"recv(4, 2048) = 4                    b'xxxx'",
		"recv(4) ...                          and 996 more: 3987 bytes in all, 1-7 each",
		"recv(4, 2048) = 0                    0 bytes: the other side sends no more",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLongRunIsSummarisedWhileItLasts(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	n.all(accepted(4, guest)...)
	before := len(n.lines())
	const seconds, calls = 10, 100
	for i := range calls {
		n.clock = n.clock.Add(seconds * time.Second / calls)
		n.all(data(event.Recv, 4, 2048, "x"))
		if i == 0 {
			n.timer.Stop() // only this test moves the clock
		}
	}
	if got, most := len(n.lines())-before, toldCalls+seconds/int(summaryEvery/time.Second); got > most || got <= toldCalls {
		t.Errorf("%d calls in %d s take %d lines, want more than %d and at most %d:\n%s", calls, seconds, got, toldCalls, most, n.out.String())
	}
}

// TestRepeatedFailureIsSummarised has a server without descriptors accept in
// vain, ten times a second, until one is free.
func TestRepeatedFailureIsSummarised(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	before := len(n.lines())
	for range 30 {
		n.clock = n.clock.Add(100 * time.Millisecond)
		n.End(failed(done(event.Accept, 3, 0), "EMFILE"))
	}
	n.End(at(done(event.Accept, 3, 4), home, guest))
	want := []string{
		"accept(3) = -1 EMFILE                too many open sockets",
		"accept(3) = -1 EMFILE                too many open sockets",
		"accept(3) = -1 EMFILE                too many open sockets",
		"accept(3) = -1 EMFILE                too many open sockets",
		"accept(3) ...                        and 20 more that fail",
		"accept(3) ...                        and 6 more that fail",
		"accept(3) = 4                        connection from 127.0.0.1:54614",
	}
	if diff := cmp.Diff(want, n.lines()[before:]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBurstIsSummarised holds that a thousand connections leave a screen that
// can be read, and that none of them is missing in the sum.
func TestBurstIsSummarised(t *testing.T) {
	const connections, between, most = 1000, 100 * time.Microsecond, 64
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	for i := range connections {
		n.clock = n.clock.Add(between)
		fd := int64(4 + i%500)
		n.all(accepted(fd, fmt.Sprintf("127.0.0.1:%d", 10_000+i))...)
		n.all(data(event.Recv, fd, 2048, "Hello, world"), data(event.Recv, fd, 2048, ""),
			data(event.Send, fd, 12, "Hello, world"), done(event.Close, fd, 0))
	}
	n.Close()
	if got := len(n.lines()); got > most {
		t.Errorf("%d connections take %d lines, want at most %d", connections, got, most)
	}
	const muted = connections - burst
	want := fmt.Sprintf("and %d more connections: %d calls, %d bytes received, %d sent; still open: 0", muted, muted*7, muted*12, muted*12)
	if told := strings.Join(strings.Fields(n.out.String()), " "); !strings.Contains(told, want) {
		t.Errorf("%q is missing in:\n%s", want, n.out.String())
	}
}

// TestEndsOfCountedClientsAreTold holds that a client that a summary has
// counted is heard of again when it ends: those of a second in one line.
func TestEndsOfCountedClientsAreTold(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	const clients, muted = burst + 3, 3
	for i := range clients {
		n.all(accepted(int64(4+i), fmt.Sprintf("127.0.0.1:%d", 10_000+i))...)
	}
	told := func(after time.Duration, want string) {
		t.Helper()
		before := n.out.Len()
		n.timer.Stop()
		n.clock = n.clock.Add(after)
		n.tick()
		if got := strings.Join(strings.Fields(n.out.String()[before:]), " "); got != want {
			t.Errorf("told %q, want %q", got, want)
		}
	}
	told(waitTold, fmt.Sprintf("... and %d more connections: %d calls, 0 bytes received, 0 sent; still open: %d", muted, 3*muted, muted))
	last := int64(4 + clients - 1)
	n.all(data(event.Recv, last, 2048, "Hello, world"), data(event.Send, last, 12, "Hello, world"),
		done(event.Close, last, 0), done(event.Close, last-1, 0))
	told(waitTold, "... of those, ended: 2, still open: 1; calls since: 4, 12 bytes received, 12 sent")
	n.all(done(event.Close, last-2, 0))
	told(waitTold, "... of those, ended: 1, still open: 0; calls since: 1, 0 bytes received, 0 sent")
	told(waitTold, "")
}

// TestFailedCallSaysWhatItMeans holds the words beside a call that failed, on
// each system and in both languages.
func TestFailedCallSaysWhatItMeans(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		r := i18n.In(lang).Reasons
		for _, c := range []struct {
			call   event.Call
			symbol string
			want   string
		}{
			{event.Connect, "ECONNREFUSED", r.Refused},
			{event.Connect, "WSAECONNREFUSED", r.Refused},
			{event.Connect, "EINPROGRESS", r.UnderWay},
			{event.Connect, "WSAETIMEDOUT", r.ConnTimeout},
			{event.Bind, "EADDRINUSE", r.InUse},
			{event.Bind, "WSAEACCES", r.Denied},
			{event.Recv, "EAGAIN", r.NotNow},
			{event.Send, "WSAEWOULDBLOCK", r.NotNow},
			{event.Recv, "WSAETIMEDOUT", r.Timeout},
			{event.Recv, "ETIMEDOUT", r.ConnTimeout},
			{event.Recv, "ECONNRESET", r.Reset},
			{event.Send, "EPIPE", r.BrokenPipe},
			{event.Shutdown, "ENOTCONN", r.NotConnected},
			{event.Accept, "EMFILE", r.TooMany},
			{event.Send, "EINVAL", ""},
		} {
			n := newTeller(Options{Words: i18n.In(lang), Level: Calls, Width: 80})
			n.End(failed(done(c.call, 3, 0), c.symbol))
			told := n.out.String()
			got := strings.TrimSpace(told[strings.Index(told, c.symbol)+len(c.symbol):])
			if got != c.want {
				t.Errorf("%s: %s fails with %s: %q, want %q", lang, c.call, c.symbol, got, c.want)
			}
		}
	}
}

// TestCloseReleases holds that an accept that this side's close has ended says
// so, as on Windows and macOS, and not what its number means elsewhere.
func TestCloseReleases(t *testing.T) {
	for _, symbol := range []string{"WSA_OPERATION_ABORTED", "WSAEINTR", "ECONNABORTED"} {
		n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
		n.all(listening()...)
		listener := n.ids[3]
		n.End(done(event.Close, 3, 0))
		accept := failed(done(event.Accept, 3, 0), symbol)
		accept.On = listener
		n.Narrator.End(accept)
		if told := n.lines()[len(n.lines())-1]; !strings.HasSuffix(told, "released by that close") {
			t.Errorf("%q", told)
		}
	}
}

// TestWaitIsAnnounced holds that a call that blocks for a second says on whom
// it waits, once, and one that returns before says nothing.
func TestWaitIsAnnounced(t *testing.T) {
	for name, c := range map[string]struct {
		o    Options
		call event.Call
		want string
	}{
		"server recv":           {Options{Server: true}, event.Recv, "waits for the client to send"},
		"client recv":           {Options{}, event.Recv, "waits for the server's answer"},
		"client, open half":     {Options{NoShutdown: true}, event.Recv, "there was no shutdown"},
		"send to full buffers":  {Options{}, event.Send, "the buffers are full"},
		"connect to a full one": {Options{}, event.Connect, "waits for the server's system"},
	} {
		t.Run(name, func(t *testing.T) {
			c.o.Words, c.o.Level, c.o.Width = i18n.In("en"), Calls, 200
			n := newTeller(c.o)
			n.all(done(event.Socket, -1, 3, "AF_INET", "SOCK_STREAM", 0))
			before := n.out.Len()
			n.begin(done(c.call, 3, 0, 2048))
			n.timer.Stop() // only this test moves the clock
			n.clock = n.clock.Add(waitTold / 2)
			n.tick()
			if got := n.out.String()[before:]; got != "" {
				t.Errorf("told after %v already: %s", waitTold/2, got)
			}
			n.timer.Stop()
			n.clock = n.clock.Add(waitTold / 2)
			n.tick()
			n.clock = n.clock.Add(waitTold)
			n.tick()
			got := n.out.String()[before:]
			if strings.Count(got, c.want) != 1 || strings.Count(got, "\n") != 1 {
				t.Errorf("told %q, want one line with %q", got, c.want)
			}
		})
	}
}

func TestWaitThatEndsIsNotAnnounced(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80})
	n.all(done(event.Socket, -1, 3, "AF_INET", "SOCK_STREAM", 0), data(event.Recv, 3, 2048, "x"))
	before := n.out.Len()
	n.clock = n.clock.Add(10 * waitTold)
	n.tick()
	if got := n.out.String()[before:]; got != "" {
		t.Errorf("told %q of a call that has ended", got)
	}
}

func TestAcceptIsAnnouncedAtOnce(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("es"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	n.begin(done(event.Accept, 3, 0))
	if got := n.lines()[len(n.lines())-1]; got != "accept(3) ...                        espera a un cliente" {
		t.Errorf("the last line is %q", got)
	}
}

// TestBrowserIsRecognised holds that a page that loads for ever gets its
// reason.
func TestBrowserIsRecognised(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	n.all(accepted(4, guest)...)
	n.all(data(event.Recv, 4, 2048, "GE"), data(event.Recv, 4, 2048, "T / HTTP/1.1\r\n"))
	n.begin(done(event.Recv, 4, 0, 2048))
	n.timer.Stop()
	n.clock = n.clock.Add(waitTold)
	n.tick()
	if told := strings.Join(strings.Fields(n.out.String()), " "); !strings.Contains(told, "this is an HTTP request") {
		t.Errorf("nothing of HTTP in:\n%s", n.out.String())
	}
}

// TestNarratorIsShared holds that goroutines may tell at the same time and
// that lines stay whole.
func TestNarratorIsShared(t *testing.T) {
	n := New(&lineChecker{t: t}, Options{Words: i18n.In("en"), Level: Full, Width: 80, Server: true})
	for _, e := range listening() {
		if e.Call == event.Socket {
			e.Made = 1
		} else {
			e.On = 1
		}
		n.End(e)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			fd, id := int64(10+i), uint64(10+i)
			for _, e := range accepted(fd, fmt.Sprintf("127.0.0.1:%d", 10_000+i)) {
				e.On = id
				if e.Call == event.Accept {
					e.On, e.Made = 1, id
				}
				n.End(e)
			}
			for range 100 {
				e := data(event.Recv, fd, 2048, "x")
				e.On = id
				n.Begin(e)
				n.End(e)
			}
			e := done(event.Close, fd, 0)
			e.On = id
			n.End(e)
		})
	}
	wg.Wait()
	n.Close()
}

// A lineChecker takes whole lines only.
type lineChecker struct{ t *testing.T }

func (c *lineChecker) Write(p []byte) (int, error) {
	if !bytes.HasSuffix(p, []byte("\n")) {
		c.t.Errorf("%q is no whole line", p)
	}
	return len(p), nil
}

// TestNumberUsedAgain has two sockets of one number whose calls come mixed,
// as from two threads: neither takes the other's place, and all is in the sum.
func TestNumberUsedAgain(t *testing.T) {
	n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
	n.all(listening()...)
	for i := range burst { // what comes after them is summed up
		n.all(accepted(4, fmt.Sprintf("127.0.0.1:%d", 10_000+i))...)
		n.all(done(event.Close, 4, 0))
	}
	before := n.out.Len()
	on := func(id uint64, events ...*event.Event) {
		for _, e := range events {
			if e.On = id; e.Call == event.Accept {
				e.On, e.Made = 1, id
			}
			n.Narrator.End(e)
		}
	}
	const first, second = 101, 102
	on(first, accepted(4, "127.0.0.1:20001")...)
	on(second, accepted(4, "127.0.0.1:20002")...)
	on(first, done(event.Close, 4, 0))
	on(second, data(event.Recv, 4, 2048, "Hello, world"), data(event.Recv, 4, 2048, ""),
		data(event.Send, 4, 12, "Hello, world"), done(event.Close, 4, 0))
	if got := n.out.String()[before:]; got != "" {
		t.Errorf("told one by one:\n%s", got)
	}
	n.Close()
	want := "and 2 more connections: 11 calls, 12 bytes received, 12 sent"
	if told := strings.Join(strings.Fields(n.out.String()[before:]), " "); !strings.Contains(told, want) {
		t.Errorf("%q is missing in %q", want, told)
	}
}

// TestTableListsWhatItCounts holds that a table has a row for each socket of
// its sum, or says how many it leaves out.
func TestTableListsWhatItCounts(t *testing.T) {
	for _, clients := range []int{1, 2, tableRows, tableRows + 1, 3 * tableRows} {
		n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80, Server: true})
		n.all(listening()...)
		var before int
		for i := range clients {
			n.clock = n.clock.Add(burst * refill) // slowly: each is told
			before = n.out.Len()
			n.all(accepted(int64(100-i), fmt.Sprintf("127.0.0.1:%d", 10_000+i))...)
		}
		table := n.out.String()[before:]
		listed, left := strings.Count(table, "ESTABLISHED "), 0
		if at := strings.Index(table, "... and "); at >= 0 {
			if _, err := fmt.Sscanf(table[at:], "... and %d more", &left); err != nil {
				t.Error(err)
			}
		}
		sum := fmt.Sprintf("%d sockets open: 1 that listens + %d with a client", clients+1, clients)
		newest := fmt.Sprintf("%6d  ESTABLISHED", 101-clients)
		if listed+left != clients || listed > tableRows || !strings.Contains(table, sum) || !strings.Contains(table, newest) {
			t.Errorf("of %d clients %d are listed and %d left out:\n%s", clients, listed, left, table)
		}
	}
}

// TestTimeoutIsToldFromNotNow holds that the same number means a time that has
// passed where the program has set one, and only there.
func TestTimeoutIsToldFromNotNow(t *testing.T) {
	r := i18n.In("en").Reasons
	for option, want := range map[string]map[event.Call]string{
		"SO_RCVTIMEO": {event.Recv: r.Timeout, event.Send: r.NotNow, event.Connect: r.UnderWay},
		"SO_SNDTIMEO": {event.Recv: r.NotNow, event.Send: r.Timeout, event.Connect: r.ConnTimeout},
		"SO_LINGER":   {event.Recv: r.NotNow, event.Send: r.NotNow, event.Connect: r.UnderWay},
	} {
		for call, words := range want {
			n := newTeller(Options{Words: i18n.In("en"), Level: Calls, Width: 80})
			n.all(done(event.Socket, -1, 3, "AF_INET", "SOCK_STREAM", 0), done(event.Setsockopt, 3, 0, option, "4s"))
			n.all(failed(done(call, 3, 0), "EAGAIN"))
			lines := n.lines()
			if got := lines[len(lines)-1]; !strings.HasSuffix(got, "  "+words) {
				t.Errorf("after %s: %q, want %q", option, got, words)
			}
		}
	}
}
