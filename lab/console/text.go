package console

import "bytes"

const (
	// maxText is how much text, in bytes, is kept for waits to come.
	maxText = 1 << 20
	// lookBack is how far before new text a match may begin, in bytes.
	lookBack = 64 << 10
)

// text is what programs printed, as text, since the end of the last match. Its
// memory is bounded: without a Wait the oldest goes, with one the reader has to
// stop until the Wait has searched.
type text struct {
	strip     stripper
	buf       []byte
	head      int  // where the last match ended
	searched  int  // no match lies before
	awaited   bool // a Wait goes on
	searching bool // it reads buf without the lock: append only
}

func (t *text) add(p []byte) {
	t.buf = t.strip.append(t.buf, p)
	if len(t.buf) <= 2*maxText || t.searching {
		return
	}
	from := max(t.head, len(t.buf)-maxText)
	t.buf = t.buf[:copy(t.buf, t.buf[from:])]
	t.head, t.searched = 0, max(0, t.searched-from)
}

// blocked reports whether more text would push out what is still to be searched.
func (t *text) blocked() bool {
	return t.awaited && (len(t.buf)-t.searched >= maxText || t.searching && len(t.buf) > 2*maxText)
}

// endProgram ends the last line, so that no match spans two programs.
func (t *text) endProgram() {
	t.strip = stripper{}
	if n := len(t.buf); n > t.head && t.buf[n-1] != '\n' {
		t.buf = append(t.buf, '\n')
	}
}

// from returns where a search for p has to begin: at the start of a line, for
// there ^ and \b mean what they mean in the whole text.
func (t *text) from(p pattern) int {
	low := max(t.head, t.searched-lookBack)
	switch before := t.buf[low:t.searched]; {
	case p.anchored:
		return t.head
	case !p.manyLines:
		return low + bytes.LastIndexByte(before, '\n') + 1
	case low == t.head:
		return low
	default:
		return low + bytes.IndexByte(before, '\n') + 1
	}
}

func (t *text) consume(end int) {
	t.head, t.searched = end, end
	if end == len(t.buf) {
		t.buf, t.head, t.searched = t.buf[:0], 0, 0
	}
}
