package term

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks text at blanks into lines of at most width runes; a longer word
// stands alone. Blanks within a line stay as they are: they may be data.
func Wrap(text string, width int) []string {
	var lines []string
	line, size := "", -1 // -1: nothing stands in the line
	for word := range strings.SplitSeq(text, " ") {
		w := utf8.RuneCountInString(word)
		if size >= 0 && size+1+w > width {
			lines = append(lines, line)
			line, size = "", -1
		}
		if size >= 0 {
			line += " "
		}
		line += word
		size += 1 + w
	}
	return append(lines, line)
}
