package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"socklab/lab/cast"
)

// A Comparison says how two transcripts are compared, and in which words.
type Comparison struct {
	Recorded, Now string // what the two sides are called
	// Call is a format for a console, the number of a call in its events, and
	// the call, which is not the same on the other side.
	Call string
	// Normal has the words that narration and commands print.
	Normal cast.Normalizer
}

// Compare gives what differs in normal form between the recorded transcript
// and the one that was played now, console by console: first in the calls of
// its programs, then in its text. It is "" where nothing does.
func Compare(ctx context.Context, how Comparison, recorded, now *cast.Transcript) (string, error) {
	c := &comparison{Comparison: how, ctx: ctx, sides: [2]*side{newSide(ctx, how.Normal, recorded), newSide(ctx, how.Normal, now)}}
	c.b.WriteString(cast.Diff(how.Recorded, names(recorded), how.Now, names(now)))
	has, err := c.hasCalls(recorded)
	if err != nil {
		return "", err
	}
	for _, console := range recorded.Session.Consoles {
		if !slices.Contains(strings.Fields(names(now)), console.Name) {
			continue // said above
		}
		if err := c.console(console.Name, has); err != nil {
			return "", err
		}
	}
	return c.b.String(), nil
}

// A comparison is one under way.
type comparison struct {
	Comparison
	ctx   context.Context
	sides [2]*side
	b     strings.Builder
}

// A side is one of the two transcripts.
type side struct {
	*cast.Transcript
	normal cast.Normalizer
	budget *cast.Budget
}

func newSide(ctx context.Context, n cast.Normalizer, t *cast.Transcript) *side {
	n.Port = uint16(t.Session.Port)
	return &side{Transcript: t, normal: n, budget: cast.NewBudget(ctx)}
}

// hasCalls tells whether any console has events: a recording without, of which
// only the screens are kept, says nothing of the calls.
func (c *comparison) hasCalls(t *cast.Transcript) (bool, error) {
	for _, console := range t.Session.Consoles {
		lines, err := t.Calls(console.Name)
		if err != nil || len(lines) > 0 {
			return err == nil, err
		}
	}
	return false, nil
}

func (c *comparison) console(name string, calls bool) error {
	var texts [2]string
	var sockets [2][]cast.SocketCalls
	for i, s := range c.sides {
		lines, err := s.Calls(name)
		if err != nil {
			return err
		}
		normal := s.normal
		normal.TimedOut = cast.AllowsTime(lines)
		sockets[i] = normal.Sockets(lines)
		if texts[i], err = s.text(c.ctx, normal, name); err != nil {
			return err
		}
	}
	if calls {
		c.calls(name, unlike(sockets[0], sockets[1]))
	}
	if d := cast.Diff(c.Recorded, texts[0], c.Now, texts[1]); d != "" {
		fmt.Fprintf(&c.b, "%s:\n%s", name, d)
	}
	return c.ctx.Err()
}

// calls says which call of a console is the first that differs, and shows all
// of the sockets that do.
func (c *comparison) calls(name string, sides [2][]cast.SocketCalls) {
	if len(sides[0])+len(sides[1]) == 0 {
		return
	}
	number, call := firstUnlike(sides)
	fmt.Fprintf(&c.b, c.Call+"\n", name, number, call)
	c.b.WriteString(cast.Diff(c.Recorded, lines(sides[0]), c.Now, lines(sides[1])))
}

// firstUnlike is the first call of the recording that is not made like that
// now, or, where that has none left, of what is made now.
func firstUnlike(sides [2][]cast.SocketCalls) (number int, call string) {
	var a, b cast.SocketCalls
	if len(sides[0]) > 0 {
		a = sides[0][0]
	}
	if len(sides[1]) > 0 {
		b = sides[1][0]
	}
	i := 0
	for i < len(a.Calls) && i < len(b.Calls) && a.Calls[i] == b.Calls[i] {
		i++
	}
	if i >= len(a.Calls) {
		a = b
	}
	if i == 0 && len(a.Calls) > 1 {
		i = 1 // behind the name
	}
	return a.Lines[i], a.Calls[i]
}

func lines(sockets []cast.SocketCalls) string {
	var b strings.Builder
	for _, s := range sockets {
		b.WriteString(strings.Join(s.Calls, "\n") + "\n")
	}
	return b.String()
}

// unlike are the sockets of each side that have none like them on the other.
// Which of several is made first may be chance.
func unlike(a, b []cast.SocketCalls) [2][]cast.SocketCalls {
	a, b = without(a, b, true, func(s *cast.SocketCalls) []string { return s.Calls })
	a, b = without(a, b, false, func(s *cast.SocketCalls) []string { return s.Apart })
	return [2][]cast.SocketCalls{a, b}
}

// without takes from both sides the sockets that have the same on the other.
// all says that it need not be two threads that share one of them.
func without(a, b []cast.SocketCalls, all bool, of func(*cast.SocketCalls) []string) (onlyA, onlyB []cast.SocketCalls) {
	type alike struct{ threads, others []int } // places in b
	places := map[string]*alike{}
	key := func(s *cast.SocketCalls) string { return strings.Join(of(s), "\n") }
	for i := range b {
		k := key(&b[i])
		if places[k] == nil {
			places[k] = &alike{}
		}
		if list := places[k]; b[i].Threads {
			list.threads = append(list.threads, i)
		} else {
			list.others = append(list.others, i)
		}
	}
	taken := make([]bool, len(b))
	for i := range a {
		list := places[key(&a[i])]
		switch {
		case list != nil && len(list.threads) > 0:
			taken[list.threads[0]] = true
			list.threads = list.threads[1:]
		case list != nil && (all || a[i].Threads) && len(list.others) > 0:
			taken[list.others[0]] = true
			list.others = list.others[1:]
		default:
			onlyA = append(onlyA, a[i])
		}
	}
	for i := range b {
		if !taken[i] {
			onlyB = append(onlyB, b[i])
		}
	}
	return onlyA, onlyB
}

// names are the consoles of a transcript, one a line.
func names(t *cast.Transcript) string {
	var b strings.Builder
	for _, c := range t.Session.Consoles {
		b.WriteString(c.Name + "\n")
	}
	return b.String()
}

// text is a console's text in normal form.
func (s *side) text(ctx context.Context, n cast.Normalizer, name string) (string, error) {
	text, err := s.Text(s.budget, name)
	if err != nil {
		return "", err
	}
	if len(text) > cast.MaxCompared/len(s.Session.Consoles) {
		return "", cast.TooMany(cast.KindTooLong, cast.MaxCompared)
	}
	return n.TextUntil(ctx, text)
}
