package console

import (
	"bytes"
	"unicode/utf8"
)

// stripper makes text of terminal output: escape sequences and control
// characters but tab go, line ends become \n. Sequences, line ends and UTF-8
// may be split over calls. The zero value is ready.
type stripper struct {
	state   stripState
	cr      bool   // a \r came; \n may follow
	part    []byte // the beginning of a UTF-8 sequence
	colours bool   // sequences that set colours stay
	params  []byte // of the sequence being read, with colours
}

// maxParams is how long the parameters of a colour may be.
const maxParams = 128

type stripState int

const (
	ground             stripState = iota
	escape                        // after ESC
	escapeIntermediate            // ESC ( and the like, one more byte to come
	control                       // CSI, until its final byte
	command                       // OSC, DCS and their kin, until BEL or ESC \
	commandEscape                 // ESC in one of them
)

// append appends the text in p to dst.
func (s *stripper) append(dst, p []byte) []byte {
	if len(s.part) > 0 {
		p = append(s.part, p...)
		s.part = nil
	}
	for len(p) > 0 {
		if s.state != ground {
			dst = s.sequence(dst, p[0])
			p = p[1:]
			continue
		}
		n := plainLen(p)
		if n == 0 {
			dst = s.controlChar(dst, p[0])
			p = p[1:]
			continue
		}
		run := p[:n]
		if n == len(p) {
			run = s.keepPart(run)
		}
		if s.cr && len(run) > 0 {
			dst, s.cr = append(dst, '\r'), false
		}
		dst = append(dst, run...)
		p = p[n:]
	}
	return dst
}

// plainLen returns how many bytes at the start of p need no thought.
func plainLen(p []byte) int {
	for i, b := range p {
		if b < ' ' && b != '\t' || b == 0x7f {
			return i
		}
	}
	return len(p)
}

// keepPart keeps an unfinished UTF-8 sequence at the end of p for the next call.
func (s *stripper) keepPart(p []byte) []byte {
	for i := len(p) - 1; i >= 0 && i >= len(p)-utf8.UTFMax; i-- {
		if !utf8.RuneStart(p[i]) {
			continue
		}
		if !utf8.FullRune(p[i:]) {
			s.part = append([]byte(nil), p[i:]...)
			return p[:i]
		}
		break
	}
	return p
}

// A program that ends its lines with \r\n through a terminal that adds a \r
// gives \r\r\n: any number of them before \n is one line end.
func (s *stripper) controlChar(dst []byte, b byte) []byte {
	switch b {
	case '\n':
		s.cr = false
		return append(dst, '\n')
	case '\r':
		s.cr = true
	case 0x1b:
		s.state = escape
	}
	return dst
}

// sequence takes one byte of an escape sequence, which it leaves in the text
// if it is a colour.
func (s *stripper) sequence(dst []byte, b byte) []byte {
	was := s.state
	s.skip(b)
	switch {
	case !s.colours:
	case was != control:
		s.params = s.params[:0]
	case s.state == control && len(s.params) <= maxParams:
		s.params = append(s.params, b)
	case b == 'm' && s.state == ground && len(s.params) <= maxParams && isColour(s.params):
		if s.cr {
			dst, s.cr = append(dst, '\r'), false
		}
		dst = append(append(append(dst, "\x1b["...), s.params...), 'm')
	}
	return dst
}

func isColour(params []byte) bool { return len(bytes.Trim(params, "0123456789;:")) == 0 }

// skip takes one byte of an escape sequence.
func (s *stripper) skip(b byte) {
	if b == 0x18 || b == 0x1a { // CAN and SUB abort
		s.state = ground
		return
	}
	switch s.state {
	case escape:
		s.state = afterEscape(b)
	case escapeIntermediate:
		if b >= 0x30 {
			s.state = ground
		}
	case control:
		if b >= 0x40 && b < 0x7f {
			s.state = ground
		} else if b == 0x1b {
			s.state = escape
		}
	case command:
		if b == 0x07 {
			s.state = ground
		} else if b == 0x1b {
			s.state = commandEscape
		}
	case commandEscape:
		// ESC ends the string in any case; \ is the one meant to follow.
		s.state = afterEscape(b)
	}
}

func afterEscape(b byte) stripState {
	switch {
	case b == '[':
		return control
	case b == ']' || b == 'P' || b == 'X' || b == '^' || b == '_':
		return command
	case b >= 0x20 && b < 0x30:
		return escapeIntermediate
	case b == 0x1b:
		return escape
	}
	return ground
}
