package replay

import (
	"strings"
	"unicode"

	"socklab/lab/term"
	"socklab/lab/vt"
)

// clean is text on one line that does nothing to a terminal. All text that may
// come from a file is cleaned once, where this package takes it.
func clean(s string) string {
	return term.Visible(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s))
}

// wrap breaks s at blanks into lines of at most room cells, at most most of
// them: what is left over ends in an ellipsis.
func wrap(s string, room, most int) []string {
	if room < 1 || most < 1 || s == "" {
		return nil
	}
	lines := vt.Wrap(s, room)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = vt.Cut(lines[most-1], room-1, "") + "…"
	}
	return lines
}
