// Package pyrepr writes bytes and addresses as Python prints them: the course's
// own lines are those of its two Python programs. It knows nothing of this
// project.
package pyrepr

import (
	"bytes"
	"fmt"
	"net/netip"
)

const hexDigits = "0123456789abcdef"

// Quote is the quote that Python's repr of bytes takes: ' unless the bytes
// hold that one and no ".
func Quote(b []byte) byte {
	if bytes.IndexByte(b, '\'') >= 0 && bytes.IndexByte(b, '"') < 0 {
		return '"'
	}
	return '\''
}

// Append appends what Python prints for the bytes b, without b and
// quotes, escaping quote (bytes.__repr__, CPython's Objects/bytesobject.c).
func Append(dst, b []byte, quote byte) []byte {
	for _, c := range b {
		switch {
		case c == quote || c == '\\':
			dst = append(dst, '\\', c)
		case c == '\t':
			dst = append(dst, '\\', 't')
		case c == '\n':
			dst = append(dst, '\\', 'n')
		case c == '\r':
			dst = append(dst, '\\', 'r')
		case c < ' ' || c >= 0x7f:
			dst = append(dst, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// Bytes is Python's repr of b: b'Hello, world'.
func Bytes(b []byte) string {
	q := Quote(b)
	out := append(make([]byte, 0, len(b)+3), 'b', q)
	return string(append(Append(out, b, q), q))
}

// Preview is Bytes of b, or of its beginning and ... where that takes more
// than width columns.
func Preview(b []byte, width int) string {
	if len(b) <= width {
		if s := Bytes(b); len(s) <= width {
			return s
		}
	}
	cut := min(len(b), width)
	for {
		if s := Bytes(b[:cut]) + "..."; len(s) <= width || cut == 0 {
			return s
		}
		cut--
	}
}

// Addr is what Python prints for a socket's address: ('127.0.0.1',
// 54614), and four values for IPv6.
func Addr(a netip.AddrPort) string {
	if a.Addr().Is4() {
		return fmt.Sprintf("('%s', %d)", a.Addr(), a.Port())
	}
	scope := a.Addr().Zone()
	if scope == "" {
		scope = "0"
	}
	return fmt.Sprintf("('%s', %d, 0, %s)", a.Addr(), a.Port(), scope)
}
