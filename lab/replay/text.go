package replay

import (
	"fmt"
	"io"
	"strings"

	"socklab/lab/term"
)

// Text writes what each console of the show has shown, as sockLab transcripts
// show does.
func Text(w io.Writer, s *Show) error {
	all, err := s.text()
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", clean(s.Title))
	for i, c := range s.Consoles {
		title := clean(c.Title)
		fmt.Fprintf(&b, "\n%s\n%s\n%s", title, strings.Repeat("-", len([]rune(title))), term.VisibleLines(all[i]))
	}
	_, err = io.WriteString(w, b.String())
	return err
}
