package export

import (
	"context"
	"fmt"
	"io"
	"strings"

	"socklab/lab/cast"
	"socklab/lab/narrate"
	"socklab/lab/term"
	"socklab/lab/vt"
)

const textWidth = 79 // of notes

// writeText writes the chapters, then all that each console showed.
func writeText(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	lang := o.Words.Lang
	var b strings.Builder
	underline(&b, plain(s.Session.Title.In(lang)), "=")
	if len(s.Session.Chapters) > 0 {
		b.WriteByte('\n')
		underline(&b, o.Words.Export.Chapters, "-")
	}
	for i, c := range s.Session.Chapters {
		fmt.Fprintf(&b, "%d. %s (%s)\n", i+1, plain(c.Text.In(lang)), clock(seconds(c.Time)))
		if c.Note != nil {
			for _, line := range narrate.Wrap(plain(c.Note.In(lang)), textWidth-3) {
				fmt.Fprintf(&b, "   %s\n", line)
			}
		}
	}
	budget := s.budget(ctx)
	for i, rec := range s.Casts {
		text, err := shown(budget, rec)
		if err != nil {
			return err
		}
		b.WriteByte('\n')
		if title := s.heading(i, lang); title != "" {
			underline(&b, title, "-")
		}
		b.WriteString(text)
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
		b.Reset()
	}
	return nil
}

func underline(b *strings.Builder, title, with string) {
	fmt.Fprintf(b, "%s\n%s\n", title, strings.Repeat(with, max(1, vt.TextWidth(title))))
}

// shown is all that a console showed.
func shown(b *cast.Budget, rec *cast.Recording) (string, error) {
	screen, err := b.NewScreen(rec.Header.Width, rec.Header.Height)
	if err != nil {
		return "", err
	}
	for _, e := range rec.Events {
		b.Apply(screen, e)
	}
	return term.VisibleLines(screen.Text()), b.Err()
}
