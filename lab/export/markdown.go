package export

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"socklab/lab/cast"
	"socklab/lab/tape"
	"socklab/lab/term"
)

// writeMarkdown writes a section for each chapter with what each console
// showed in it, for Moodle's editor and any other Markdown.
func writeMarkdown(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	lang := o.Words.Lang
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", escapeMarkdown(s.Title.In(lang)))
	logs, err := chapterLogs(ctx, s)
	if err != nil {
		return err
	}
	for i := range logs[0] {
		if i < len(s.Chapters) {
			writeCaption(&b, i+1, s.Chapters[i], lang)
		}
		for k := range s.Consoles {
			writeBlock(&b, s.heading(k, lang), logs[k][i])
		}
	}
	_, err = io.WriteString(w, b.String())
	return err
}

func writeCaption(b *strings.Builder, n int, c tape.Chapter, lang string) {
	fmt.Fprintf(b, "\n## %d. %s\n", n, escapeMarkdown(c.Text.In(lang)))
	if note := escapeMarkdown(c.Note.In(lang)); note != "" {
		fmt.Fprintf(b, "\n%s\n", note)
	}
}

func writeBlock(b *strings.Builder, title, text string) {
	if text == "" {
		return
	}
	if title != "" {
		fmt.Fprintf(b, "\n**%s**\n", escapeMarkdown(title))
	}
	ticks := 3
	for run := range strings.FieldsFuncSeq(text, func(r rune) bool { return r != '`' }) {
		ticks = max(ticks, len(run)+1)
	}
	fence := strings.Repeat("`", ticks)
	fmt.Fprintf(b, "\n%stext\n%s%s\n", fence, text, fence)
}

// chapterLogs gives for each console what it showed in each chapter; what
// came before the first belongs to it.
func chapterLogs(ctx context.Context, s *Source) ([][]string, error) {
	var starts []time.Duration
	for _, c := range s.Chapters {
		starts = append(starts, c.At)
	}
	starts = starts[min(1, len(starts)):]
	var logs [][]string
	l := logger{budget: s.budget(ctx)}
	for i := range s.Consoles {
		log, err := l.split(s, i, starts)
		if err != nil {
			return nil, err
		}
		logs = append(logs, log)
	}
	return logs, nil
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

var markdownEscapes = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]",
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "#", "\\#", "|", "\\|", "$", "\\$", "~", "\\~")

func escapeMarkdown(text string) string { return markdownEscapes.Replace(plain(text)) }
