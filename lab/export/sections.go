package export

import (
	"context"
	"fmt"
	"strings"
	"time"

	"socklab/lab/cast"
	"socklab/lab/term"
)

// sections goes through the session chapter by chapter: it calls chapter for each,
// and then shown for each console that showed something in it. What came before
// the first chapter belongs to it. The titles and notes are plain.
func (s *Source) sections(ctx context.Context, lang string, chapter func(title, note string), shown func(title, text string)) error {
	var starts []time.Duration
	for _, c := range s.Chapters {
		starts = append(starts, c.At)
	}
	starts = starts[min(1, len(starts)):]
	logs := make([][]string, len(s.Consoles))
	l := logger{budget: s.budget(ctx)}
	for k := range s.Consoles {
		var err error
		if logs[k], err = l.split(s, k, starts); err != nil {
			return err
		}
	}
	for i := range len(starts) + 1 {
		if i < len(s.Chapters) {
			c := s.Chapters[i]
			chapter(fmt.Sprintf("%d. %s", i+1, plain(c.Text.In(lang))), plain(c.Note.In(lang)))
		}
		for k, log := range logs {
			if log[i] != "" {
				shown(s.heading(k, lang), log[i])
			}
		}
	}
	return nil
}

// A logger makes the logs of all consoles, and counts what they take.
type logger struct {
	budget       *cast.Budget
	lines, bytes int
}

// split gives the lines that a console showed between the starts. A line
// that goes on later belongs to where it ends: a prompt to its command.
func (l *logger) split(s *Source, console int, starts []time.Duration) ([]string, error) {
	screen, err := l.budget.NewScreen(s.Consoles[console].Cols, s.Consoles[console].Rows)
	if err != nil {
		return nil, err
	}
	var at [][]string // the console's lines at each start, and at the end
	look := func() error {
		now := screen.AllLines()
		l.share(now, at)
		at = append(at, now)
		if l.lines += len(now); l.lines > maxLogLines {
			return &LimitError{LogLines, maxLogLines}
		}
		return l.fits()
	}
	for e := range s.Of(console) {
		for ; len(starts) > 0 && starts[0] <= e.Time; starts = starts[1:] {
			if err := look(); err != nil {
				return nil, err
			}
		}
		l.budget.Apply(screen, e)
	}
	for range len(starts) + 1 {
		if err := look(); err != nil {
			return nil, err
		}
	}
	return l.join(at)
}

// share has lines that did not change take no memory again.
func (l *logger) share(now []string, at [][]string) {
	var before []string
	if len(at) > 0 {
		before = at[len(at)-1]
	}
	for i, line := range now {
		if i < len(before) && before[i] == line {
			now[i] = before[i]
		} else {
			now[i] = strings.Clone(line) // all lines of a screen are parts of one text
			l.bytes += len(line)
		}
	}
}

func (l *logger) fits() error {
	if l.bytes > maxLog {
		return &LimitError{LogBytes, maxLog}
	}
	return l.budget.Err()
}

// join gives what is new at each time.
func (l *logger) join(at [][]string) ([]string, error) {
	var log []string
	var before []string
	for i, now := range at {
		for _, later := range at[i+1:] {
			now = settled(now, later)
		}
		text := joinLines(now[common(before, now):])
		l.bytes += len(text)
		l.budget.Spend(len(now) + len(at))
		if err := l.fits(); err != nil {
			return nil, err
		}
		log = append(log, text)
		before = now
	}
	return log, nil
}

func joinLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return term.VisibleLines(strings.Join(lines, "\n") + "\n")
}

// settled leaves out a last line that goes on in next.
func settled(now, next []string) []string {
	last := len(now) - 1
	if last >= 0 && last < len(next) && next[last] != now[last] && strings.HasPrefix(next[last], now[last]) {
		return now[:last]
	}
	return now
}

// common is how many lines both begin with.
func common(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
