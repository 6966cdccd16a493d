package session

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"socklab/lab/cast"
)

// Heads are what the two sides of a comparison are called.
type Heads struct{ Recorded, Now string }

// Compare gives what differs in normal form between the recorded transcript
// and the one that was played now, console by console: "" where nothing does.
func Compare(ctx context.Context, h Heads, recorded, now *cast.Transcript) (string, error) {
	var b strings.Builder
	b.WriteString(cast.Diff(h.Recorded, names(recorded), h.Now, names(now)))
	budgets := []*cast.Budget{cast.NewBudget(ctx), cast.NewBudget(ctx)}
	for _, c := range recorded.Session.Consoles {
		if !slices.Contains(strings.Fields(names(now)), c.Name) {
			continue // said above
		}
		want, err := normal(ctx, budgets[0], recorded, c.Name)
		if err != nil {
			return "", err
		}
		got, err := normal(ctx, budgets[1], now, c.Name)
		if err != nil {
			return "", err
		}
		if d := cast.Diff(h.Recorded, want, h.Now, got); d != "" {
			fmt.Fprintf(&b, "%s:\n%s", c.Name, d)
		}
	}
	return b.String(), nil
}

// names are the consoles of a transcript, one a line.
func names(t *cast.Transcript) string {
	var b strings.Builder
	for _, c := range t.Session.Consoles {
		b.WriteString(c.Name + "\n")
	}
	return b.String()
}

// normal is a console's text in normal form, its port the course's.
func normal(ctx context.Context, b *cast.Budget, t *cast.Transcript, name string) (string, error) {
	s, err := t.Text(b, name)
	if err != nil {
		return "", err
	}
	if len(s) > cast.MaxCompared/len(t.Session.Consoles) {
		return "", &cast.Error{Kind: cast.KindTooLong, Detail: strconv.Itoa(cast.MaxCompared)}
	}
	if port := t.Session.Port; port != 0 {
		pattern := regexp.MustCompile(fmt.Sprintf(`:%d\b`, port))
		s = pattern.ReplaceAllString(s, ":6543")
	}
	return cast.Normalizer{Keep: []uint16{6543}}.TextUntil(ctx, s)
}

// The ports among which FreePort looks: as long as the course's, so that what
// is printed is as long, too.
const firstPort, lastPort = 6543, 9999

// FreePort finds a TCP port that nobody uses on loopback now. It begins
// anywhere, so that two sessions at the same time rarely meet.
func FreePort() (int, error) {
	span := lastPort - firstPort + 1
	from := rand.IntN(span)
	for i := range span {
		port := firstPort + (from+i)%span
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			return port, l.Close()
		}
	}
	return 0, fmt.Errorf("no free port from %d to %d", firstPort, lastPort)
}
