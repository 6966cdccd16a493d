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
	if b, ok := bytes.CutPrefix(data, []byte{0xFF, 0xFE}); ok {
		return fromUTF16(b, binary.LittleEndian)
	}
	if b, ok := bytes.CutPrefix(data, []byte{0xFE, 0xFF}); ok {
		return fromUTF16(b, binary.BigEndian)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 || r == 0 { // a NUL is UTF-16 without its mark
			return string(data[:i]), false
		}
		i += n
	}
	return string(data), true
}

func fromUTF16(b []byte, order binary.ByteOrder) (string, bool) {
	var out strings.Builder
	for len(b) >= 2 {
		r := rune(order.Uint16(b))
		b = b[2:]
		if utf16.IsSurrogate(r) {
			if len(b) < 2 {
				return out.String(), false
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(b))); r == unicode.ReplacementChar {
				return out.String(), false
			}
			b = b[2:]
		}
		if r == 0 {
			return out.String(), false
		}
		out.WriteRune(r)
	}
	return out.String(), len(b) == 0
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
				c.fail(position{i + 1, col}, Error{Kind: KindControl, Subject: codePoint(r)})
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

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
