package vt

import (
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// Width is how many cells a character takes: 0 for a combining mark and for
// what shows nothing, 2 for a wide one.
func Width(r rune) int {
	switch {
	case r < ' ':
		return 0
	case r < 0x7f:
		return 1
	case r < 0xa0:
		return 0 // DEL and the C1 controls
	case r < 0x300:
		return 1
	case r >= 0x2500 && r < 0x25fd: // lines and blocks, of which there are many
		return 1
	}
	return width(r)
}

// width is Width where tables are needed.
func width(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Zl, unicode.Zp) {
		return 0
	}
	return min(max(displaywidth.Rune(r), 1), 2)
}

// marks tells whether a character of width 0 belongs to the one before it.
// Others are not kept: they change the direction, or join cells.
func marks(r rune) bool { return r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me) }

// TextWidth is how many cells a line of text takes.
func TextWidth(s string) int {
	n := 0
	for _, r := range s {
		n += Width(r)
	}
	return n
}

// Cut shortens a line of text to at most room cells; a tail, such as "…", then
// stands at its end.
func Cut(s string, room int, tail string) string {
	if TextWidth(s) <= room {
		return s
	}
	room -= TextWidth(tail)
	if room < 0 {
		return ""
	}
	for i, r := range s {
		if room -= Width(r); room < 0 {
			return s[:i] + tail
		}
	}
	return s
}

// Wrap breaks a line of text at blanks into lines of at most room cells; a
// word that is longer is broken anywhere.
func Wrap(s string, room int) []string {
	room = max(room, 2) // a wide character
	var lines []string
	for {
		end, next, fits := breakAt(s, room)
		if fits {
			return append(lines, s)
		}
		lines = append(lines, s[:end])
		s = s[next:]
	}
}

// breakAt finds where the first line of s ends, and where the next begins,
// unless all of s fits. It looks at no more than one line.
func breakAt(s string, room int) (end, next int, fits bool) {
	for i, r := range s {
		if r == ' ' {
			end, next = i, i+1
		}
		if room -= Width(r); room < 0 {
			if next == 0 {
				return i, i, false
			}
			return end, next, false
		}
	}
	return 0, 0, true
}
