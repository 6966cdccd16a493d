package script

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// maxBytes is the largest script.
const maxBytes = 1 << 20

// decode turns UTF-8 (with or without byte order mark) or UTF-16 (with) into
// a text with "\n" line ends. What is no text is reported.
func (c *checker) decode(data []byte) (string, bool) {
	if len(data) > maxBytes {
		c.fail(position{1, 1}, Error{Kind: KindTooLarge, Subject: "file", Detail: "1 MiB"})
		return "", false
	}
	text, ok := toUTF8(data)
	if !ok {
		line := 1 + strings.Count(text, "\n")
		col := 1 + utf8.RuneCountInString(text[strings.LastIndexByte(text, '\n')+1:])
		c.fail(position{line, col}, Error{Kind: KindEncoding})
		return "", false
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	c.lines = strings.Split(text, "\n")
	return text, c.noControls()
}

// toUTF8 returns the text, or the part before what is no text and false.
func toUTF8(data []byte) (string, bool) {
	decode := utf8.DecodeRune
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		data, decode = data[2:], utf16Decoder(binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		data, decode = data[2:], utf16Decoder(binary.BigEndian)
	default:
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	}
	var text strings.Builder
	for len(data) > 0 {
		r, n := decode(data)
		if r == utf8.RuneError && n == 1 || r == 0 { // a NUL is UTF-16 without its mark
			return text.String(), false
		}
		text.WriteRune(r)
		data = data[n:]
	}
	return text.String(), true
}

// utf16Decoder does for UTF-16 what utf8.DecodeRune does for UTF-8: what is no
// character is RuneError, and one byte long.
func utf16Decoder(order binary.ByteOrder) func([]byte) (rune, int) {
	return func(p []byte) (rune, int) {
		switch {
		case len(p) < 2:
		case !utf16.IsSurrogate(rune(order.Uint16(p))):
			return rune(order.Uint16(p)), 2
		case len(p) >= 4:
			if r := utf16.DecodeRune(rune(order.Uint16(p)), rune(order.Uint16(p[2:]))); r != utf8.RuneError {
				return r, 4
			}
		}
		return utf8.RuneError, 1
	}
}

// noControls refuses control characters: YAML does, and they would reach the
// terminal that shows the error.
func (c *checker) noControls() bool {
	ok := true
	for i, line := range c.lines {
		col := 0
		for _, r := range line {
			col++
			if isControl(r) && r != '\t' && !c.full() {
				c.fail(position{i + 1, col}, Error{Kind: KindControl, Subject: fmt.Sprintf("%U", r)})
				ok = false
			}
		}
	}
	return ok
}

// isControl tells control characters and those that reorder or break a line.
func isControl(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}
