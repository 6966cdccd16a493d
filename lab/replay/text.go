package replay

import (
	"context"
	"fmt"
	"io"
	"strings"

	"socklab/lab/cast"
	"socklab/lab/term"
)

// Text writes what each console of the show has shown, as sockLab transcripts
// show does.
func Text(ctx context.Context, w io.Writer, s *Show) error {
	if _, err := fmt.Fprintf(w, "%s\n", s.Title); err != nil {
		return err
	}
	for i, c := range s.Consoles {
		text, err := s.tape.Text(cast.NewBudgetFor(ctx, s.tape.Size), i)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "\n%s\n%s\n%s", c.Title, strings.Repeat("-", len([]rune(c.Title))), term.VisibleLines(text)); err != nil {
			return err
		}
	}
	return nil
}
