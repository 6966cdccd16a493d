package cast

import (
	"unicode/utf16"
	"unicode/utf8"
)

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

// unquote is what stands between the quotes of a JSON string that is valid, as
// encoding/json reads it, which would look at all of it twice more: each byte
// that is not UTF-8, and half a surrogate pair, becomes U+FFFD.
func unquote(p []byte) []byte {
	out := make([]byte, 0, len(p))
	for len(p) > 0 {
		switch n := plainPrefix(p); {
		case n > 0:
			out = append(out, p[:n]...)
			p = p[n:]
		case p[0] != '\\':
			out = append(out, "\uFFFD"...)
			p = p[1:]
		case p[1] == 'u':
			r, n := unicodeEscape(p)
			out = utf8.AppendRune(out, r)
			p = p[n:]
		default:
			out = append(out, unescaped[p[1]])
			p = p[2:]
		}
	}
	return out
}

// unescaped is what stands for a byte after a backslash.
var unescaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// plainPrefix is how many bytes at the start of p stand for themselves.
func plainPrefix(p []byte) int {
	for i := 0; i < len(p); {
		switch {
		case p[i] == '\\':
			return i
		case p[i] < utf8.RuneSelf:
			i++
		default:
			n := validRune(p[i:])
			if n == 0 {
				return i
			}
			i += n
		}
	}
	return len(p)
}

// unicodeEscape reads \uXXXX, or two of them that are one character, and tells
// how long they are.
func unicodeEscape(p []byte) (r rune, n int) {
	const length = len(`\uXXXX`)
	r = hex(p[2:length])
	if !utf16.IsSurrogate(r) {
		return r, length
	}
	if len(p) >= 2*length && p[length] == '\\' && p[length+1] == 'u' {
		if pair := utf16.DecodeRune(r, hex(p[length+2:2*length])); pair != utf8.RuneError {
			return pair, 2 * length
		}
	}
	return utf8.RuneError, length
}

func hex(digits []byte) (r rune) {
	for _, d := range digits {
		switch {
		case d >= 'a':
			d -= 'a' - 10
		case d >= 'A':
			d -= 'A' - 10
		default:
			d -= '0'
		}
		r = r<<4 | rune(d)
	}
	return r
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
