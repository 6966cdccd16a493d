package cast

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// plain tells the bytes that stand for themselves in a JSON string.
var plain = func() (t [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// appendJSON appends s as a JSON string (RFC 8259); each byte that is not
// UTF-8 becomes U+FFFD. It allocates only to grow b.
func appendJSON[T string | []byte](b []byte, s T) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if n := validRune(s[i:]); n > 0 {
				i += n
				continue
			}
		}
		b = append(b, s[start:i]...)
		b = appendEscaped(b, c)
		i++
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	if c >= utf8.RuneSelf {
		return append(b, "\uFFFD"...)
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

// validRune returns the length of the multi-byte rune that s begins with, or
// 0 if it begins with none.
func validRune[T string | []byte](s T) int {
	var head [utf8.UTFMax]byte
	_, n := utf8.DecodeRune(head[:copy(head[:], s)])
	if n == 1 {
		return 0
	}
	return n
}
