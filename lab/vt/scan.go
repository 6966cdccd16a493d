package vt

import "unicode/utf8"

// A Scanner takes terminal output apart, after the states of
// https://vt100.net/emu/dec_ansi_parser, without a screen. Sequences and UTF-8
// may be split over calls. It keeps at most 256 bytes. The zero value is ready.
type Scanner struct {
	state state
	raw   []byte            // of the sequence being read
	held  [utf8.UTFMax]byte // the start of a UTF-8 sequence
	nheld int
}

// A Kind says what a Token is.
type Kind uint8

// The kinds of tokens.
const (
	None    Kind = iota // nothing yet: a sequence or character goes on
	Text                // printable characters, in UTF-8 that may be broken
	Control             // a control character
	Escape              // ESC, intermediate bytes, final byte
	CSI                 // CSI, parameters and intermediate bytes, final byte
	String              // OSC, DCS, SOS, PM or APC: its end; the content is not kept
)

// A Token is a piece of terminal output.
type Token struct {
	Kind  Kind
	Bytes []byte // Text: the characters; Escape and CSI: what stands before Final. Valid until the next call
	Final byte   // Control: the character; Escape and CSI: the last byte
}

type state uint8

const (
	ground state = iota
	escape
	control   // CSI
	oversized // CSI longer than maxSeq
	str       // OSC, DCS, SOS, PM, APC and the title of screen
	strEscape // ESC in one of those
)

const maxSeq = 256

const (
	esc = 0x1b
	can = 0x18
	sub = 0x1a
	bel = 0x07
	del = 0x7f
)

// Next takes the next token from p and returns how many bytes that took. It
// takes them all for a token of kind None.
func (s *Scanner) Next(p []byte) (t Token, n int) {
	for n < len(p) && t.Kind == None {
		n += s.next(&t, p[n:])
	}
	return t, n
}

// next takes what p begins with, and makes *t of it if it is a token. It may
// take nothing and only change the state.
func (s *Scanner) next(t *Token, p []byte) int {
	switch s.state {
	case ground:
		return s.ground(t, p)
	case str:
		return s.str(t, p)
	case strEscape:
		t.Kind = String // ESC ends it in any case
		if s.state = escape; p[0] != '\\' {
			return 0
		}
		s.state = ground
		return 1
	}
	return s.sequence(t, p[0])
}

// ground takes text, or one control character.
func (s *Scanner) ground(t *Token, p []byte) int {
	if s.nheld > 0 {
		return s.complete(t, p)
	}
	n := textLen(p)
	switch {
	case n == 0 && p[0] == esc:
		if n := wholeCSI(t, p); n > 0 {
			return n
		}
		s.begin(escape)
		return 1
	case n == 0:
		t.Kind, t.Final = Control, p[0]
		return 1
	}
	text := n
	if n == len(p) {
		text -= IncompleteTail(p)
		s.nheld = copy(s.held[:], p[text:])
	}
	if text > 0 {
		t.Kind, t.Bytes = Text, p[:text]
	}
	return n
}

// complete goes on with a character that was split. A byte that does not belong
// to it is not taken.
func (s *Scanner) complete(t *Token, p []byte) int {
	held := append(s.held[:s.nheld], p[0])
	if !utf8.FullRune(held) {
		s.nheld++
		return 1
	}
	if r, n := utf8.DecodeRune(held); r == utf8.RuneError && n == 1 {
		held = held[:s.nheld]
	}
	took := len(held) - s.nheld
	s.nheld = 0
	t.Kind, t.Bytes = Text, held
	return took
}

// textLen is how many bytes at the start of p are no control characters.
func textLen(p []byte) int {
	for i, c := range p {
		if c < ' ' || c == del {
			return i
		}
	}
	return len(p)
}

// IncompleteTail is how many bytes at the end of p begin a UTF-8 sequence that
// is not complete.
func IncompleteTail(p []byte) int {
	for i := len(p) - 1; i >= 0 && i > len(p)-utf8.UTFMax; i-- {
		if p[i] < utf8.RuneSelf {
			return 0
		}
		if utf8.RuneStart(p[i]) {
			if utf8.FullRune(p[i:]) {
				return 0
			}
			return len(p) - i
		}
	}
	return 0
}

func (s *Scanner) begin(st state) { s.state, s.raw = st, s.raw[:0] }

// wholeCSI is the fast way: p begins with a CSI sequence that ends within it.
func wholeCSI(t *Token, p []byte) int {
	if len(p) < 3 || p[1] != '[' {
		return 0
	}
	p = p[2:min(len(p), maxSeq)]
	for i, c := range p {
		if c >= '@' && c < del {
			t.Kind, t.Bytes, t.Final = CSI, p[:i], c
			return i + 3
		}
		if c < ' ' || c > '?' {
			break
		}
	}
	return 0
}

// sequence takes a byte of an escape sequence; 0 if it does not belong to it.
func (s *Scanner) sequence(t *Token, c byte) int {
	switch {
	case c == esc:
		s.begin(escape)
	case c == can || c == sub:
		s.state = ground
	case c < ' ': // controls work even inside of sequences
		t.Kind, t.Final = Control, c
	case c == del:
	case c > del:
		s.state = ground
		return 0
	case s.state == escape:
		s.escapeByte(t, c)
	default:
		s.csiByte(t, c)
	}
	return 1
}

// escapeByte takes a byte after ESC.
func (s *Scanner) escapeByte(t *Token, c byte) {
	switch {
	case c < '0':
		if len(s.raw) < maxSeq {
			s.raw = append(s.raw, c)
		}
		return
	case len(s.raw) > 0:
	case c == '[':
		s.begin(control)
		return
	case c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_' || c == 'k':
		s.begin(str)
		return
	}
	s.state = ground
	t.Kind, t.Bytes, t.Final = Escape, s.raw, c
}

// csiByte takes a byte after CSI.
func (s *Scanner) csiByte(t *Token, c byte) {
	switch {
	case c >= '@':
		if s.state == control {
			t.Kind, t.Bytes, t.Final = CSI, s.raw, c
		}
		s.state = ground
	case len(s.raw) == maxSeq:
		s.state = oversized
	default:
		s.raw = append(s.raw, c)
	}
}

// str skips the content of a string.
func (s *Scanner) str(t *Token, p []byte) int {
	for i, c := range p {
		switch c {
		case bel, can, sub:
			s.state = ground
			t.Kind = String
			return i + 1
		case esc:
			s.begin(strEscape)
			return i + 1
		}
	}
	return len(p)
}
