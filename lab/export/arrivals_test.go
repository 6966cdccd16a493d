package export

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/cast"
	"socklab/lab/event"
	"socklab/lab/tape"
)

// ofServer and ofClient are the calls with which each begins, up to those that
// a case is about: the client is connected, the server listens.
var ofServer = []event.Line{
	at(0.001, 0, event.Socket, -1, 3),
	at(0.002, 0, event.Listen, 3, 0, between(home, "")),
}

// accepts is an accept of fd 6 for the client at peer.
func accepts(t, dur float64, peer string) event.Line {
	return at(t, dur, event.Accept, 3, 6, between(home, peer))
}

// ofConnection makes calls on the server's connection, or on a client's.
func ofConnection(peer string) func(t, dur float64, c event.Call, ret int64, more ...func(*event.Line)) event.Line {
	return func(t, dur float64, c event.Call, ret int64, more ...func(*event.Line)) event.Line {
		return at(t, dur, c, 6, ret, append(more, between(home, peer))...)
	}
}

func ofClient(local string) func(t, dur float64, c event.Call, ret int64, more ...func(*event.Line)) event.Line {
	return func(t, dur float64, c event.Call, ret int64, more ...func(*event.Line)) event.Line {
		if c == event.Connect {
			more = append(more, with(home))
		}
		return at(t, dur, c, 3, ret, append(more, between(local, home))...)
	}
}

// arrivalCases are sessions of a server, in console a, and of clients, with
// what each arrow of their diagrams has to tell.
func arrivalCases() map[string]struct {
	consoles [][]event.Line
	want     []string
} {
	s, c, d := ofConnection(guest), ofClient(guest), ofClient(other)
	type calls = []event.Line
	all := map[string]struct {
		consoles [][]event.Line
		want     []string
	}{
		"the server waits in accept": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 2, guest)}), {c(0.001, 0, event.Connect, 0)}},
			[]string{"b.connect SYN to a: accept waits for it"},
		},
		"it has waited but a moment": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 0.02, guest)}), {c(0.001, 0, event.Connect, 0)}},
			[]string{"b.connect SYN to a: accept waits for it"},
		},
		"the server is busy with another": {
			[][]event.Line{
				join(ofServer, calls{accepts(0.01, 2, guest), s(2.1, 3, event.Recv, 5), s(5.1, 0.5, event.Recv, 0), s(5.7, 0, event.Close, 0), accepts(5.8, 0, other),
					at(5.81, 0, event.Recv, 6, 4, between(home, other)), at(5.82, 0, event.Recv, 6, 0, between(home, other))}),
				{c(0.001, 0, event.Connect, 0), c(3, 0, event.Send, 5), c(3.6, 0, event.Shutdown, 0, with("SHUT_WR"))},
				{d(0.001, 0, event.Connect, 0), d(0.002, 0, event.Send, 4), d(0.003, 0, event.Close, 0)},
			},
			[]string{"b.connect SYN to a: accept waits for it", "c.connect SYN to a: in the queue, accept takes", "c.send 4 bytes to a: in the buffer, recv takes",
				"c.close FIN to a: in the buffer, recv takes", "b.send 5 bytes to a: recv waits for it", "b.shutdown FIN to a: recv waits for it",
				"a.close FIN to b: in the buffer"},
		},
		"closed before it is accepted": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 0, guest), s(0.02, 0, event.Recv, 5), s(0.03, 0, event.Recv, 0), s(0.04, 0, event.Close, 0)}),
				{c(0.001, 0, event.Connect, 0), c(0.002, 0, event.Send, 5), c(0.003, 0, event.Close, 0)}},
			[]string{"b.connect SYN to a: in the queue, accept takes", "b.send 5 bytes to a: in the buffer, recv takes", "b.close FIN to a: in the buffer, recv takes"},
		},
		"one send, several recvs": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), s(1.1, 1, event.Recv, 4), s(2.3, 0, event.Recv, 4), s(2.4, 0.02, event.Recv, 2)}),
				{c(0.001, 0, event.Connect, 0), c(1.1, 0, event.Send, 10)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.send 10 bytes to a: recv waits for it, recv takes, recv takes"},
		},
		"several sends, one recv": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), at(1.1, 0, event.Getpeername, 6, 0), s(1.2, 0, event.Recv, 10)}),
				{c(0.001, 0, event.Connect, 0), c(0.01, 0, event.Send, 4), c(0.02, 0, event.Send, 6)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.send 4 bytes to a: in the buffer, recv takes", "b.send 6 bytes to a: in the buffer, recv takes"},
		},
		"a run of sends, several recvs": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), at(1.1, 0, event.Getpeername, 6, 0), s(1.2, 0, event.Recv, 7), s(1.3, 0, event.Recv, 5)}),
				{c(0.001, 0, event.Connect, 0), c(0.01, 0, event.Send, 4), c(0.02, 0, event.Send, 4), c(0.03, 0, event.Send, 4)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.send 12 bytes to a: in the buffer, recv takes, recv takes"},
		},
		"sends with pauses, each awaited": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), s(1.1, 0.2, event.Recv, 4), s(1.4, 0.2, event.Recv, 4), s(1.7, 0.2, event.Recv, 4)}),
				{c(0.001, 0, event.Connect, 0), c(0.3, 0, event.Send, 4), c(0.6, 0, event.Send, 4), c(0.9, 0, event.Send, 4)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.send 4 bytes to a: recv waits for it", "b.send 4 bytes to a: recv waits for it", "b.send 4 bytes to a: recv waits for it"},
		},
		"a send that ends after its answer has come": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), s(1.1, 1, event.Recv, 4), s(2.11, 0, event.Send, 4)}),
				{c(0.001, 0, event.Connect, 0), c(0.01, 0.9, event.Recv, 4), c(0.89, 0.04, event.Send, 4)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.send 4 bytes to a: recv waits for it", "a.send 4 bytes to b: recv waits for it"},
		},
		"a FIN that is read late": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), s(1.1, 0, event.Close, 0)}),
				{c(0.001, 0, event.Connect, 0), at(0.2, 0, event.Socket, -1, 4), c(9, 0, event.Recv, 0)}},
			[]string{"b.connect SYN to a: accept waits for it", "a.close FIN to b: in the buffer, recv takes"},
		},
		"a FIN that nobody reads": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), s(1.1, 0, event.Send, 5), s(1.2, 0, event.Close, 0)}),
				{c(0.001, 0, event.Connect, 0), c(0.01, 1, event.Recv, 5), at(9, 0, event.Socket, -1, 4), c(9.1, 0, event.Close, 0)}},
			[]string{"b.connect SYN to a: accept waits for it", "a.send 5 bytes to b: recv waits for it", "a.close FIN to b: in the buffer, close drops"},
		},
		"refused where somebody listens later": {
			[][]event.Line{ofServer, refused},
			[]string{"b.connect SYN to a: lost", "b.connect RST to b"},
		},
		"refused where nobody ever listens": {
			[][]event.Line{nil, refused},
			[]string{"b.connect RST to b"},
		},
		"a server that is not recorded": {
			[][]event.Line{nil, {c(0.001, 0, event.Connect, 0), c(0.002, 0, event.Send, 5), c(0.003, 1, event.Recv, 5)}},
			nil,
		},
		"never accepted": {
			[][]event.Line{join(ofServer, calls{at(9, 0, event.Close, 3, 0)}),
				{c(0.001, 0, event.Connect, 0), c(0.002, 0, event.Send, 5), c(0.003, 8, event.Recv, -1, failed("ECONNRESET"))}},
			[]string{"b.connect SYN to a: in the queue, close drops", "b.send 5 bytes to a: in the buffer, close drops", "a.close RST to b: recv waits for it"},
		},
		"never accepted, by a server that goes on": {
			[][]event.Line{ofServer, {c(0.001, 0, event.Connect, 0), c(0.002, 0, event.Close, 0)}},
			[]string{"b.connect SYN to a: in the queue", "b.close FIN to a: in the buffer"},
		},
		"accepted by an end whose peer is not known": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 0, "")}), {c(0.001, 0, event.Connect, 0)}},
			nil,
		},
		"closed with something unread": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), at(1.1, 0, event.Getpeername, 6, 0), s(1.2, 0, event.Recv, 2), s(1.3, 0, event.Close, 0)}),
				{c(0.001, 0, event.Connect, 0), c(0.01, 0, event.Send, 5), c(0.02, 2, event.Recv, -1, failed("ECONNRESET"))}},
			[]string{"b.connect SYN to a: accept waits for it", "b.send 5 bytes to a: in the buffer, recv takes, close drops", "a.close RST to b: recv waits for it"},
		},
		"closed without lingering": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), at(1.1, 1, event.Recv, 6, -1, failed("WSAECONNRESET"))}),
				{c(0.001, 0, event.Connect, 0), at(0.002, 0, event.Setsockopt, 3, 0, with("SO_LINGER", "0s")), c(1, 0, event.Close, 0)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.close RST to a: recv waits for it"},
		},
		"a reset that a later call meets": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), at(1.1, 0, event.Getpeername, 6, 0), at(1.2, 0, event.Getpeername, 6, 0), at(9, 0, event.Recv, 6, -1, failed("ECONNRESET"))}),
				{c(0.001, 0, event.Connect, 0), at(0.002, 0, event.Setsockopt, 3, 0, with("SO_LINGER", "0s")), c(0.003, 0, event.Close, 0)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.close RST to a: in the system, recv takes"},
		},
		"a recv that its own shutdown releases": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), s(2.2, 0, event.Shutdown, 0, with("SHUT_RDWR")), s(1.1, 1.2, event.Recv, 0), s(3, 0, event.Close, 0)}),
				{c(0.001, 0, event.Connect, 0), c(0.01, 1.2, event.Recv, 0), c(2, 0, event.Close, 0)}},
			[]string{"b.connect SYN to a: accept waits for it", "a.shutdown FIN to b: recv waits for it", "b.close FIN to a: in the buffer, close drops"},
		},
		"sent to an end that is closed": {
			[][]event.Line{join(ofServer, calls{accepts(0.01, 1, guest), s(1.1, 1, event.Recv, 0), s(2.2, 0, event.Send, 5), at(2.3, 0, event.Send, 6, -1, failed("EPIPE"))}),
				{c(0.001, 0, event.Connect, 0), c(1, 0, event.Close, 0)}},
			[]string{"b.connect SYN to a: accept waits for it", "b.close FIN to a: recv waits for it", "a.send 5 bytes to b: lost", "a.send RST to a: in the system, send takes"},
		},
	}
	return all
}

// toldArrows writes the arrows of a diagram as words.
func toldArrows(d *diagram) []string {
	var all []string
	name := func(step int) string {
		call, _, _ := strings.Cut(d.steps[step].texts[0], "(")
		return call
	}
	for i, m := range d.steps {
		for _, a := range m.arrows {
			text := fmt.Sprintf("%c.%s %s to %c", 'a'+m.lane, name(i), a.label, 'a'+a.to)
			var fates []string
			if a.end != none {
				fates = append(fates, name(a.end)+" waits for it")
			}
			if a.lost {
				fates = append(fates, "lost")
			}
			for _, s := range d.stays {
				if s != a.stay && (s.arrived || s.from != a.end || a.end == none) {
					continue
				}
				if s.arrived {
					fates = append(fates, map[kind]string{connect: "in the queue", data: "in the buffer", fin: "in the buffer", reset: "in the system"}[s.kind])
				}
				for n, end := range s.ends {
					fates = append(fates, name(end)+map[bool]string{true: " drops", false: " takes"}[s.dropped && n == len(s.ends)-1])
				}
			}
			if len(fates) > 0 {
				text += ": " + strings.Join(fates, ", ")
			}
			all = append(all, text)
		}
	}
	return all
}

// drawn makes the diagram of some calls.
func drawn(t *testing.T, consoles [][]event.Line) *diagram {
	t.Helper()
	s := oneConsole(10, 2, "")
	s.Consoles = nil
	for i := range consoles {
		s.Consoles = append(s.Consoles, tape.Console{Title: cast.Text{EN: string(rune('a' + i))}})
	}
	var copies [][]event.Line
	for _, lines := range consoles {
		copies = append(copies, slices.Clone(lines))
	}
	d, err := sequence(t.Context(), copies, s, options("en").Words)
	check(t, err)
	return d
}

func TestArrivals(t *testing.T) {
	var pages strings.Builder
	cases := arrivalCases()
	var names []string
	for name := range cases {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			d := drawn(t, cases[name].consoles)
			if diff := cmp.Diff(cases[name].want, toldArrows(d)); diff != "" {
				t.Errorf("(-want +got):\n%s%s", diff, d.text())
			}
			wellFormed(t, []byte(d.svg(Light)))
			inOrder(t, cases[name].consoles)
			d.title = name
			fmt.Fprintf(&pages, "%s\n", d.text())
		})
	}
	golden(t, "arrivals.txt", []byte(pages.String()))
}

// TestArrivalsFit holds that five consoles fit in 80 columns, whatever number
// of bytes a call says it has sent.
func TestArrivalsFit(t *testing.T) {
	for name, c := range arrivalCases() {
		d := drawn(t, append(c.consoles, make([][]event.Line, 5-len(c.consoles))...))
		for i := range d.steps {
			for k := range d.steps[i].arrows {
				d.steps[i].arrows[k].label += " of 9000000000000000000"
			}
		}
		for line := range strings.Lines(d.text()) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n >= 80 {
				t.Errorf("%s: %d columns: %s", name, n, line)
			}
		}
	}
}

// TestArrivalsOfAnything holds that whatever calls there are in whatever
// order, nothing is taken before it has come, and all can be drawn.
func TestArrivalsOfAnything(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	some := func(n int) int { return random.IntN(n) }
	kinds := []event.Call{event.Listen, event.Accept, event.Connect, event.Connect, event.Send, event.Send, event.Recv, event.Recv, event.Shutdown, event.Close, event.Setsockopt}
	addresses := []string{home, guest, other}
	for range 3000 {
		consoles := make([][]event.Line, 1+some(4))
		for i := range consoles {
			for k := range some(20) {
				l := at(float64(k)/10, []float64{0, 0.001, 0.09}[some(3)], kinds[some(len(kinds))], int64(3+some(2)), int64(some(6)), with(home),
					between(addresses[some(3)], addresses[some(3)]))
				if some(5) == 0 {
					failed([]string{"ECONNRESET", "ECONNREFUSED", "EPIPE", "EAGAIN"}[some(4)])(&l)
				}
				consoles[i] = append(consoles[i], l)
			}
		}
		d := drawn(t, consoles)
		for i, m := range d.steps {
			for _, a := range m.arrows {
				if a.end != none && a.end <= i || a.stay != nil && a.stay.from != i {
					t.Fatalf("an arrow from %d: %+v, %+v", i, a, d.stays)
				}
			}
		}
		for _, s := range d.stays {
			if !slices.IsSorted(s.ends) || len(s.ends) > 0 && s.ends[0] < s.from || len(s.ends) == 0 && !s.open {
				t.Fatalf("%+v", s)
			}
		}
		d.text()
		d.mermaid()
		d.svg(Dark)
	}
}
