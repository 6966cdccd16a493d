package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"socklab/lab/cast"
	"socklab/lab/event"
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
	was, is := names(recorded), names(now)
	var b strings.Builder
	b.WriteString(cast.Diff(how.Recorded, strings.Join(was, ""), how.Now, strings.Join(is, "")))
	var found []difference
	anyCalls := false
	for i, console := range recorded.Session.Consoles {
		calls, err := recorded.Calls(console.Name)
		if err != nil {
			return "", err
		}
		anyCalls = anyCalls || len(calls) > 0
		if !slices.Contains(is, was[i]) {
			continue // said above
		}
		d, err := c.console(console.Name, calls)
		if err != nil {
			return "", err
		}
		found = append(found, d)
	}
	for _, d := range found {
		if anyCalls { // a recording without, of which only the screens are kept, says nothing of them
			b.WriteString(d.calls)
		}
		b.WriteString(d.text)
	}
	return b.String(), nil
}

// A comparison is one under way.
type comparison struct {
	Comparison
	ctx   context.Context
	sides [2]*side // recorded, and now
}

// A difference is what differs of a console; "" for what does not.
type difference struct{ calls, text string }

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

// console compares a console, whose recorded calls are there already.
func (c *comparison) console(name string, recorded []event.Line) (d difference, err error) {
	now, err := c.sides[1].Calls(name)
	if err != nil {
		return d, err
	}
	var texts [2]string
	var sockets [2][]cast.SocketCalls
	for i, lines := range [2][]event.Line{recorded, now} {
		s := c.sides[i]
		sockets[i] = s.normal.Sockets(lines)
		if texts[i], err = s.text(c.ctx, name, cast.AllowsTime(sockets[i])); err != nil {
			return d, err
		}
	}
	d.calls = c.calls(name, unlike(sockets[0], sockets[1]))
	if text := cast.Diff(c.Recorded, texts[0], c.Now, texts[1]); text != "" {
		d.text = name + ":\n" + text
	}
	return d, c.ctx.Err()
}

// calls says which call of a console is the first that differs, and shows all
// of the sockets that do.
func (c *comparison) calls(name string, sides [2][]cast.SocketCalls) string {
	if len(sides[0])+len(sides[1]) == 0 {
		return ""
	}
	number, call := firstUnlike(sides)
	return fmt.Sprintf(c.Call+"\n", name, number, call) + cast.Diff(c.Recorded, lines(sides[0]), c.Now, lines(sides[1]))
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
	type places struct{ threads, others []int } // in b, of sockets that are alike
	alike := map[string]*places{}
	key := func(s *cast.SocketCalls) string { return strings.Join(of(s), "\n") }
	for i := range b {
		k := key(&b[i])
		if alike[k] == nil {
			alike[k] = &places{}
		}
		if b[i].Threads {
			alike[k].threads = append(alike[k].threads, i)
		} else {
			alike[k].others = append(alike[k].others, i)
		}
	}
	taken := make([]bool, len(b))
	take := func(from *[]int) bool {
		if len(*from) == 0 {
			return false
		}
		taken[(*from)[0]] = true
		*from = (*from)[1:]
		return true
	}
	for i := range a {
		p := alike[key(&a[i])]
		if p == nil || !take(&p.threads) && !((all || a[i].Threads) && take(&p.others)) {
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

// names are the consoles of a transcript, each a line.
func names(t *cast.Transcript) []string {
	var lines []string
	for _, c := range t.Session.Consoles {
		lines = append(lines, c.Name+"\n")
	}
	return lines
}

// text is a console's text in normal form.
func (s *side) text(ctx context.Context, name string, timedOut bool) (string, error) {
	text, err := s.Text(s.budget, name)
	if err != nil {
		return "", err
	}
	if len(text) > cast.MaxCompared/len(s.Session.Consoles) {
		return "", cast.TooMany(cast.KindTooLong, cast.MaxCompared)
	}
	n := s.normal
	n.TimedOut = timedOut
	return n.Text(ctx, text)
}
