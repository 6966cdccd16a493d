package export

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// writeMarkdown writes a section for each chapter with what each console
// showed in it, for Moodle's editor and any other Markdown.
func writeMarkdown(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", markdownEscapes.Replace(plain(s.Title.In(o.Words.Lang))))
	err := s.sections(ctx, o.Words.Lang, func(title, note string) {
		fmt.Fprintf(&b, "\n## %s\n", markdownEscapes.Replace(title))
		if note != "" {
			fmt.Fprintf(&b, "\n%s\n", markdownEscapes.Replace(note))
		}
	}, func(title, text string) {
		if title != "" {
			fmt.Fprintf(&b, "\n**%s**\n", markdownEscapes.Replace(title))
		}
		fence := fenceOf(text)
		fmt.Fprintf(&b, "\n%stext\n%s%s\n", fence, text, fence)
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// fenceOf is a fence that is longer than any in text.
func fenceOf(text string) string {
	ticks := 3
	for run := range strings.FieldsFuncSeq(text, func(r rune) bool { return r != '`' }) {
		ticks = max(ticks, len(run)+1)
	}
	return strings.Repeat("`", ticks)
}

var markdownEscapes = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]",
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "#", "\\#", "|", "\\|", "$", "\\$", "~", "\\~")
