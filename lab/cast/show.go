package cast

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
	"github.com/rivo/uniseg"
)

// send hands bytes to the emulator, which buffers nothing and cannot fail.
func (s *Screen) send(seq string) { _, _ = s.vt.Write([]byte(seq)) }

// ground takes bytes outside of sequences and returns how many.
func (s *Screen) ground(p []byte) int {
	if n := lineLen(p); n > 0 {
		s.show(p[:n])
		return n
	}
	if p[0] == esc {
		s.begin(escape)
	} else {
		s.execute(p[0])
	}
	return 1
}

// lineLen returns how much of p is printable text, LF and CR LF.
func lineLen(p []byte) int {
	for i, c := range p {
		switch {
		case c >= ' ' && c != del || c == '\n':
		case c == '\r' && i+1 < len(p) && p[i+1] == '\n':
		default:
			return i
		}
	}
	return len(p)
}

// show shows text, LF and CR LF.
func (s *Screen) show(p []byte) {
	tried := false
	for len(p) > 0 && s.budget.Err() == nil {
		if !tried && s.atBottom() {
			tried = true
			p = p[s.bulk(p):]
			continue
		}
		n := bytes.IndexByte(p, '\n')
		if n < 0 {
			s.text(p)
			return
		}
		s.line(p[:n+1])
		p = p[n+1:]
	}
}

// line shows one line that ends in LF or CR LF.
func (s *Screen) line(p []byte) {
	text := bytes.TrimRight(p, "\r\n")
	s.text(text)
	for _, c := range p[len(text):] {
		s.execute(c)
	}
}

// execute does a control character; vt10x would print some it does not know.
func (s *Screen) execute(c byte) {
	switch c {
	case '\n', '\v', '\f':
		s.lineFeed()
		s.send("\n")
	case '\b', '\t', '\r':
		s.send(string(rune(c)))
	}
}

// text shows printable text, piece by piece so that each row can be saved
// before it scrolls off.
func (s *Screen) text(p []byte) {
	for len(p) > 0 {
		cur, wrap := s.vt.Cursor(), s.vt.Mode()&vt10x.ModeWrap != 0
		pending := cur.State&cursorWrapNext != 0
		room := s.cols - cur.X
		if pending {
			room = s.cols
		}
		if !wrap {
			room = len(p) // all go to the last column
		}
		n := s.take(p, room)
		p = p[n:]
		if !s.budget.Spend(n) {
			return
		}
		if len(s.out) == 0 {
			continue
		}
		if pending && wrap {
			s.lineFeed()
		}
		_, _ = s.vt.Write(s.out)
	}
}

// take moves at most room cells of p to s.out, as vt10x is to have them, and
// returns how many bytes of p that was.
func (s *Screen) take(p []byte, room int) int {
	s.out = s.out[:0]
	i := 0
	for i < len(p) && room > 0 {
		if p[i] < utf8.RuneSelf {
			s.out = append(s.out, p[i])
			i++
			room--
			continue
		}
		r, n := utf8.DecodeRune(p[i:])
		w := runeWidth(r)
		if w == 2 && room == 1 && s.cols > 1 {
			s.out = append(s.out, ' ') // it goes to the next row
			return i
		}
		i += n
		if w == 0 {
			continue
		}
		if r == filler {
			r = utf8.RuneError
		}
		s.out = utf8.AppendRune(s.out, r)
		if w == 2 && room > 1 {
			s.out = utf8.AppendRune(s.out, filler)
			room--
		}
		room--
	}
	return i
}

// runeWidth returns how many cells r takes.
func runeWidth(r rune) int {
	switch {
	case r < 0x80, r >= 0xa0 && r < 0x300:
		return 1
	case r < 0xa0, unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Zl, unicode.Zp):
		return 0 // C1 controls, combining marks, joiners, separators of lines
	case r < 0x1100:
		return 1
	}
	return min(max(uniseg.StringWidth(string(r)), 1), 2)
}

// atBottom tells whether a line feed scrolls a row off into the history.
func (s *Screen) atBottom() bool {
	return s.vt.Cursor().Y == s.rows-1 && s.scrollsAll()
}

func (s *Screen) scrollsAll() bool {
	return s.top == 0 && s.bottom == s.rows-1 && !s.alternate()
}

// lineFeed is before a line feed: the row that scrolls off is saved.
func (s *Screen) lineFeed() {
	if s.budget != nil && s.vt.Cursor().Y == s.bottom {
		s.budget.Spend(s.scrolling(1))
	}
	if s.atBottom() {
		s.saveRows(1)
	}
}

// saveRows saves the first n rows, which are about to scroll off.
func (s *Screen) saveRows(n int) {
	for y := range n {
		if s.budget.Err() != nil {
			return
		}
		if s.skip > 0 {
			s.skip--
		} else {
			s.history.push(s.rowText(y))
		}
	}
}
