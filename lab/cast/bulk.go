package cast

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
)

// bulk shows a great many lines at once: of those that scroll off within p
// only the text is needed, and vt10x, slow at some 10 MB/s, gets the last
// screenful. It returns how much of p it took, 0 if p is not worth it. The
// cursor is in the last row, and a line feed scrolls the whole screen.
func (s *Screen) bulk(p []byte) int {
	cur := s.vt.Cursor()
	if cur.Attr.Mode&attrGfx != 0 || s.vt.Mode()&vt10x.ModeWrap == 0 {
		return 0
	}
	tail := lastLines(p, s.rows)
	first := bytes.IndexByte(p, '\n') + 1
	if tail <= first {
		return 0
	}
	s.line(p[:first])
	// The last row is new and empty now; those above scroll off in any case.
	s.saveRows(s.rows - 1)
	x := s.scroll(p[first:tail])
	s.csi('G', x+1)
	s.skip = s.rows - 1
	for rest := p[tail:]; len(rest) > 0; {
		n := bytes.IndexByte(rest, '\n') + 1
		if n == 0 {
			s.text(rest)
			break
		}
		s.line(rest[:n])
		rest = rest[n:]
	}
	return len(p)
}

// lastLines returns where the last n lines that end begin, 0 if there are no
// more than n.
func lastLines(p []byte, n int) int {
	end := bytes.LastIndexByte(p, '\n')
	for range n {
		if end < 0 {
			return 0
		}
		end = bytes.LastIndexByte(p[:end], '\n')
	}
	return end + 1
}

// scroll puts whole lines into the history, wrapped as the screen would wrap
// them, and returns the column the last leaves the cursor in.
func (s *Screen) scroll(p []byte) int {
	x, _, _ := s.Cursor()
	newLine := s.vt.Mode()&vt10x.ModeCRLF != 0
	for len(p) > 0 && s.budget.Err() == nil {
		n := bytes.IndexByte(p, '\n')
		line := p[:n]
		p = p[n+1:]
		text := bytes.TrimSuffix(line, []byte("\r"))
		x = s.scrollLine(text, x)
		if newLine || len(text) < len(line) {
			x = 0
		}
	}
	return x
}

// scrollLine puts one line that begins in column x into the history, and
// returns the column after it.
func (s *Screen) scrollLine(p []byte, x int) int {
	if x == 0 && len(p) < s.cols && isASCII(p) {
		s.history.push(string(bytes.TrimRight(p, " ")))
		return len(p)
	}
	row, used := strings.Repeat(" ", x), x
	for len(p) > 0 {
		full := used == s.cols
		if full {
			used = 0
		}
		p = p[s.take(p, s.cols-used):]
		if full && len(s.out) == 0 {
			used = s.cols // nothing that would wrap
			continue
		}
		if full {
			s.pushRow(row)
			row = ""
		}
		row += string(s.out)
		used += utf8.RuneCount(s.out)
	}
	s.pushRow(row)
	return min(used, s.cols-1)
}

func (s *Screen) pushRow(row string) {
	row = strings.ReplaceAll(row, string(filler), "")
	s.history.push(strings.TrimRight(row, " "))
}

func isASCII(p []byte) bool {
	for _, c := range p {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
