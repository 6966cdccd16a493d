package console

import (
	"bytes"

	"socklab/lab/vt"
)

// stripper makes text of terminal output: escape sequences and control
// characters but tab go, line ends become \n. Sequences, line ends and UTF-8
// may be split over calls. The zero value is ready.
type stripper struct {
	scan    vt.Scanner
	cr      bool // a \r came; \n may follow
	colours bool // sequences that set colours stay
}

// append appends the text in p to dst.
func (s *stripper) append(dst, p []byte) []byte {
	for len(p) > 0 {
		t, n := s.scan.Next(p)
		p = p[n:]
		switch {
		case t.Kind == vt.Text:
			dst = append(s.overwritten(dst), t.Bytes...)
		case t.Kind == vt.Control:
			dst = s.control(dst, t.Final)
		case s.colours && t.Kind == vt.CSI && t.Final == 'm' && isColour(t.Bytes):
			dst = append(append(append(s.overwritten(dst), "\x1b["...), t.Bytes...), 'm')
		}
	}
	return dst
}

// A program that ends its lines with \r\n through a terminal that adds a \r
// gives \r\r\n: any number of them before \n is one line end.
func (s *stripper) control(dst []byte, c byte) []byte {
	switch c {
	case '\t':
		return append(s.overwritten(dst), '\t')
	case '\n':
		s.cr = false
		return append(dst, '\n')
	case '\r':
		s.cr = true
	}
	return dst
}

// overwritten appends the \r that came, now that no \n came with it.
func (s *stripper) overwritten(dst []byte) []byte {
	if s.cr {
		dst, s.cr = append(dst, '\r'), false
	}
	return dst
}

func isColour(params []byte) bool { return len(bytes.Trim(params, "0123456789;:")) == 0 }
