package term

import "io"

// Typed gives a reader of the lines that a person types at r: they end in \n
// on every system, and are shown where the screen's cursor is when the person
// begins to type. Where r is no terminal, it is r itself.
func Typed(r io.Reader) io.Reader {
	if !IsTerminal(r) {
		return r
	}
	return typed(file(r))
}
