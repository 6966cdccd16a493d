package console

import (
	"bytes"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
)

// bulk prints a great many plain lines at once and returns how much of p they
// were: of lines that come and scroll off within p only the text matters, and
// the emulator, which is slow, gets the last screenful. plain is how much of p
// was looked at for them: to look again before its end finds nothing.
func (m *mirror) bulk(p []byte) (done, plain int) {
	c := m.vt.Cursor()
	if c.X != 0 || c.Y != m.rows-1 || !m.scrollsAll() || m.vt.Mode()&vt10x.ModeWrap == 0 || c.Attr.FG != vt10x.DefaultFG {
		return 0, 0
	}
	lines, plain := plainLines(p)
	if lines <= 2*m.rows {
		return 0, plain
	}
	m.print()
	if len(m.shown[m.rows-1]) > 0 {
		return 0, 0 // the cursor stands before something
	}
	for range lines - m.rows {
		n := bytes.IndexByte(p[done:], '\n') + 1
		m.plainLine(p[done : done+n-2])
		done += n
	}
	return done, plain
}

// plainLines counts the lines at the start of p that are nothing but text and
// end in \r\n, and returns where the last of them ends.
func plainLines(p []byte) (lines, end int) {
	for {
		n := plainLen(p[end:])
		if !bytes.HasPrefix(p[end+n:], []byte("\r\n")) || bytes.IndexByte(p[end:end+n], '\t') >= 0 {
			return lines, end
		}
		lines, end = lines+1, end+n+2
	}
}

func (m *mirror) plainLine(line []byte) {
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		if r < utf8.RuneSelf || runeWidth(r) > 0 {
			m.out = utf8.AppendRune(m.out, r)
		}
		line = line[n:]
	}
	m.out = append(m.out, "\r\n"...)
}
