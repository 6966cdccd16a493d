package export

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/event"
)

const home, guest, other = "127.0.0.1:6543", "127.0.0.1:40001", "127.0.0.1:40002"

// at makes a call of t seconds that took dur.
func at(t, dur float64, c event.Call, fd, ret int64, more ...func(*event.Line)) event.Line {
	l := event.Line{T: t, Dur: dur, Call: c, FD: fd, Ret: ret}
	for _, f := range more {
		f(&l)
	}
	return l
}

func between(local, peer string) func(*event.Line) {
	return func(l *event.Line) { l.Local, l.Peer = local, peer }
}

func with(args ...string) func(*event.Line) { return func(l *event.Line) { l.Args = args } }

func failed(symbol string) func(*event.Line) {
	return func(l *event.Line) { l.Ret, l.Errno, l.Err = -1, 1, symbol }
}

// serverUntil is a server that begins to wait at 0.004 and serves one client,
// whose address is peer, once it has waited.
func serverUntil(waited float64, peer string) []event.Line {
	t := 0.004 + waited
	return []event.Line{
		at(0.001, 0, event.Socket, -1, 3),
		at(0.002, 0, event.Bind, 3, 0, with(home), between(home, "")),
		at(0.003, 0, event.Listen, 3, 0, between(home, "")),
		at(0.004, waited, event.Accept, 3, 6, between(home, peer)),
		at(t+0.001, 0, event.Recv, 6, 5, between(home, peer)),
		at(t+0.002, 0, event.Recv, 6, 0, between(home, peer)),
		at(t+0.003, 0, event.Send, 6, 5, between(home, peer)),
		at(t+0.004, 0, event.Close, 6, 0, between(home, peer)),
		at(t+0.005, 0, event.Close, 3, 0, between(home, "")),
	}
}

func clientFrom(local string) []event.Line {
	return []event.Line{
		at(0.001, 0, event.Socket, -1, 3),
		at(0.002, 0, event.Connect, 3, 0, with(home), between("", home)),
		at(0.003, 0, event.Send, 3, 5, between(local, home)),
		at(0.004, 0, event.Shutdown, 3, 0, with("SHUT_WR"), between(local, home)),
		at(0.005, 0.002, event.Recv, 3, 5, between(local, home)),
		at(0.008, 0, event.Recv, 3, 0, between(local, home)),
		at(0.009, 0, event.Close, 3, 0, between(local, home)),
	}
}

var refused = []event.Line{
	at(0.001, 0, event.Socket, -1, 3),
	at(0.002, 0, event.Connect, 3, 0, with(home), failed("ECONNREFUSED")),
	at(0.003, 0, event.Close, 3, 0),
}

func join(parts ...[]event.Line) []event.Line { return slices.Concat(parts...) }

// told writes an order as words: the console's letter and the call, with a
// plus where the call begins to wait.
func told(t testing.TB, consoles ...[]event.Line) string {
	v, err := readCalls(consoles)
	check(t, err)
	var words []string
	steps, err := order(t.Context(), v)
	check(t, err)
	for _, s := range steps {
		c := v.calls[s.call]
		word := string(rune('a'+v.console(s.call))) + "." + string(c.Call)
		if s.waiting {
			word += "+"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestOrder(t *testing.T) {
	for name, c := range map[string]struct {
		consoles [][]event.Line
		before   []string // each pair: the first comes before the second
	}{
		"a server that waits": {
			[][]event.Line{serverUntil(2, guest), clientFrom(guest)},
			[]string{"a.accept+ b.connect", "b.connect a.accept", "b.send a.recv", "b.shutdown a.send", "a.send b.recv", "a.close b.close"},
		},
		"the client's console stands first": {
			[][]event.Line{clientFrom(guest), serverUntil(2, guest)},
			[]string{"b.listen a.connect", "b.accept+ a.connect", "a.connect b.accept", "a.send b.recv", "b.send a.recv"},
		},
		"a server whose clock began long before": {
			[][]event.Line{serverUntil(2000, guest), clientFrom(guest)},
			[]string{"a.accept+ b.connect", "b.connect a.accept", "b.send a.recv"},
		},
		"refused, then served": {
			[][]event.Line{join(refused, clientFrom(guest)), serverUntil(2, guest)},
			[]string{"a.connect b.socket", "b.listen a.send", "b.accept+ a.send"},
		},
		"served, then refused": {
			[][]event.Line{join(clientFrom(guest), refused), serverUntil(2, guest)},
			[]string{"b.socket a.connect", "b.listen a.connect"},
		},
		"two clients, in the order of the queue": {
			[][]event.Line{join(serverUntil(2, guest)[:8], []event.Line{
				at(2.01, 0, event.Accept, 3, 6, between(home, other)),
				at(2.02, 0, event.Recv, 6, 5, between(home, other)),
			}), clientFrom(other), clientFrom(guest)},
			[]string{"a.accept+ c.connect", "c.connect b.connect", "b.send c.close"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := told(t, c.consoles...)
			words := strings.Fields(got)
			for _, pair := range c.before {
				a, b, _ := strings.Cut(pair, " ")
				i, k := slices.Index(words, a), slices.Index(words, b)
				if i < 0 || k < 0 || i >= k {
					t.Errorf("%s does not come before %s in %s", a, b, got)
				}
			}
			inOrder(t, c.consoles)
		})
	}
}

// inOrder holds that all calls are there, each once, causes first.
func inOrder(t *testing.T, consoles [][]event.Line) {
	t.Helper()
	v, err := readCalls(consoles)
	check(t, err)
	places := map[moment]int{}
	steps, err := order(t.Context(), v)
	check(t, err)
	for i, s := range steps {
		if _, twice := places[s.moment]; twice {
			t.Errorf("call %d comes twice", s.call)
		}
		places[s.moment] = i
	}
	for i := range v.calls {
		if _, ok := places[moment{i, false}]; !ok {
			t.Errorf("call %d is missing", i)
		}
	}
	for _, l := range v.links {
		if cause, effect := places[moment{l.cause, v.calls[l.cause].blocked()}], places[moment{l.effect, false}]; cause >= effect {
			t.Errorf("%s (%d) does not come before %s (%d)", v.calls[l.cause].Call, cause, v.calls[l.effect].Call, effect)
		}
	}
}

// TestOrderOfSessions holds the recorded ones.
func TestOrderOfSessions(t *testing.T) {
	for _, name := range sessions {
		consoles, err := load(t, name).calls(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		inOrder(t, consoles)
	}
}

func TestPrograms(t *testing.T) {
	// The second begins earlier by its clock, the third only a little later.
	lines := join(clientFrom(guest), clientFrom(other), serverUntil(1, guest)[:5])
	var sizes []int
	for _, p := range programs(lines) {
		sizes = append(sizes, len(p))
	}
	if diff := cmp.Diff([]int{7, 7, 5}, sizes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestStream(t *testing.T) {
	// 9 bytes in two sends arrive in three pieces.
	client := []event.Line{
		at(0.001, 0, event.Connect, 3, 0, with(home), between(guest, home)),
		at(0.002, 0, event.Send, 3, 4, between(guest, home)),
		at(0.003, 0, event.Send, 3, 5, between(guest, home)),
		at(0.004, 0, event.Close, 3, 0, between(guest, home)),
	}
	server := []event.Line{
		at(0.001, 0, event.Accept, 3, 6, between(home, guest)),
		at(0.002, 0, event.Recv, 6, 2, between(home, guest)),
		at(0.103, 0.1, event.Recv, 6, 3, between(home, guest)),
		at(0.204, 0, event.Recv, 6, 4, between(home, guest)),
		at(0.205, 0, event.Recv, 6, 0, between(home, guest)),
	}
	var got []string
	v, err := readCalls([][]event.Line{client, server})
	check(t, err)
	for _, l := range v.links {
		got = append(got, fmt.Sprintf("%d: %s %d, %s %d", l.kind, v.calls[l.cause].Call, l.cause, v.calls[l.effect].Call, l.effect-len(client)))
	}
	want := []string{"1: connect 0, accept 0", "2: send 1, recv 1", "2: send 1, recv 2", "2: send 2, recv 2", "2: send 2, recv 3", "3: close 3, recv 4"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzDiagram draws whatever events say.
func FuzzDiagram(f *testing.F) {
	for _, name := range sessions {
		files, err := filepath.Glob(filepath.Join("testdata", name, "*.events.jsonl"))
		if err != nil || len(files) < 2 {
			f.Fatal(name, files, err)
		}
		var data [2][]byte
		for i := range data {
			if data[i], err = os.ReadFile(files[i]); err != nil {
				f.Fatal(err)
			}
		}
		f.Add(string(data[0]), string(data[1]))
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 20_000 {
			t.Skip()
		}
		var consoles [][]event.Line
		for _, text := range []string{a, b} {
			lines, _ := event.Decode(strings.NewReader(text), 1<<20)
			consoles = append(consoles, lines)
		}
		v, err := readCalls(consoles)
		if tooLarge(err) {
			t.Skip()
		}
		check(t, err)
		ends := 0
		steps, err := order(t.Context(), v)
		check(t, err)
		for _, s := range steps {
			if !s.waiting {
				ends++
			}
		}
		if ends != len(v.calls) {
			t.Errorf("%d of %d calls", ends, len(v.calls))
		}
		s := oneConsole(10, 2, "")
		s.Consoles = append(s.Consoles, s.Consoles[0])
		if d, err := sequence(t.Context(), consoles, s, options("es").Words); err == nil {
			d.text()
			d.mermaid()
			d.svg(Dark)
		}
	})
}
