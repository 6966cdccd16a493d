package term

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible gives text that is not ours, on one line, as a terminal may have it:
// what would act on the terminal, and what nobody would see, is shown as an
// escape (\x1b, \n, \u202e), and so is a byte that is not UTF-8 (\xff). All
// other text stays as it is, and so does text that is visible already.
func Visible(text string) string { return visible(text, false) }

// VisibleLines is Visible for text of several lines: newlines and tabs stay,
// and a line end of Windows becomes a newline.
func VisibleLines(text string) string {
	return visible(strings.ReplaceAll(text, "\r\n", "\n"), true)
}

// Hidden tells what Visible escapes: control and format characters, which act
// on a terminal or turn around what stands beside them, the separators that
// some take for line ends, and what is no character at all.
func Hidden(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return r < 0xa0 || r&0xfffe == 0xfffe || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

func visible(text string, lines bool) string {
	if isVisible(text, lines) {
		return text
	}
	b := make([]byte, 0, len(text)+16)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(b, `\x`+strconv.FormatUint(uint64(text[i]), 16)...)
		case Hidden(r) && !kept(r, lines):
			b = appendEscape(b, r)
		default:
			b = append(b, text[i:i+n]...)
		}
		i += n
	}
	return string(b)
}

func kept(r rune, lines bool) bool { return lines && (r == '\n' || r == '\t') }

// isVisible finds that there is nothing to do, as there is not as a rule.
func isVisible(text string, lines bool) bool {
	if !utf8.ValidString(text) {
		return false
	}
	for _, r := range text {
		if Hidden(r) && !kept(r, lines) {
			return false
		}
	}
	return true
}

// appendEscape writes r as a string in Go or C has it, \x7f and not \u007f.
func appendEscape(b []byte, r rune) []byte {
	if i := strings.IndexRune("\n\r\t", r); i >= 0 {
		return append(b, '\\', "nrt"[i])
	}
	form, digits := `\x`, 2
	if r > 0xffff {
		form, digits = `\U`, 8
	} else if r > 0x7f {
		form, digits = `\u`, 4
	}
	b = append(b, form...)
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		b = append(b, "0123456789abcdef"[r>>shift&0xf])
	}
	return b
}
