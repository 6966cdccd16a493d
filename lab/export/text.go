package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"socklab/lab/term"
	"socklab/lab/vt"
)

const textWidth = 79 // of notes

// writeText writes the chapters, then all that each console showed.
func writeText(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	lang := o.Words.Lang
	b := bufio.NewWriter(w)
	underline(b, plain(s.Title.In(lang)), "=")
	if len(s.Chapters) > 0 {
		b.WriteByte('\n')
		underline(b, o.Words.Export.Chapters, "-")
	}
	for i, c := range s.Chapters {
		fmt.Fprintf(b, "%d. %s (%s)\n", i+1, plain(c.Text.In(lang)), clock(c.At))
		if note := plain(c.Note.In(lang)); note != "" {
			for _, line := range term.Wrap(note, textWidth-3) {
				fmt.Fprintf(b, "   %s\n", line)
			}
		}
	}
	budget := s.budget(ctx)
	for i := range s.Consoles {
		text, err := s.Text(budget, i)
		if err != nil {
			return err
		}
		b.WriteByte('\n')
		if title := s.heading(i, lang); title != "" {
			underline(b, title, "-")
		}
		b.WriteString(term.VisibleLines(text))
	}
	return b.Flush()
}

func underline(b io.Writer, title, with string) {
	fmt.Fprintf(b, "%s\n%s\n", title, strings.Repeat(with, max(1, vt.TextWidth(title))))
}
