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

// Next takes the next token from p and returns how many bytes that took: at
// least one, but for an empty p.
func (s *Scanner) Next(p []byte) (Token, int) {
	used := 0
	for used < len(p) {
		t, n := s.next(p[used:])
		used += n
		if t.Kind != None {
			return t, used
		}
	}
	return Token{}, used
}

func (s *Scanner) next(p []byte) (Token, int) {
	switch s.state {
	case ground:
		return s.ground(p)
	case str:
		return s.str(p)
	case strEscape:
		if p[0] == '\\' {
			s.state = ground
			return Token{Kind: String}, 1
		}
		s.state = escape // ESC ended the string in any case
		return Token{Kind: String}, 0
	}
	return s.sequence(p[0])
}

// ground takes text, or one control character.
func (s *Scanner) ground(p []byte) (Token, int) {
	if s.nheld > 0 {
		return s.split(p)
	}
	n := textLen(p)
	switch {
	case n == 0 && p[0] == esc:
		if len(p) > 2 && p[1] == '[' {
			if t, n := whole(p[2:]); n > 0 {
				return t, n + 2
			}
		}
		s.begin(escape)
		return Token{}, 1
	case n == 0:
		return Token{Kind: Control, Final: p[0]}, 1
	case n < len(p):
		return Token{Kind: Text, Bytes: p[:n]}, n
	}
	text := len(p) - incompleteTail(p)
	s.nheld = copy(s.held[:], p[text:])
	if text == 0 {
		return Token{}, n
	}
	return Token{Kind: Text, Bytes: p[:text]}, n
}

// split goes on with a character that was split. A byte that does not belong
// to it is not taken.
func (s *Scanner) split(p []byte) (Token, int) {
	held := append(s.held[:s.nheld], p[0])
	if !utf8.FullRune(held) {
		s.nheld++
		return Token{}, 1
	}
	if r, n := utf8.DecodeRune(held); r == utf8.RuneError && n == 1 {
		held = held[:s.nheld]
	}
	took := len(held) - s.nheld
	s.nheld = 0
	return Token{Kind: Text, Bytes: held}, took
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

// incompleteTail is how many bytes at the end of p begin a UTF-8 sequence that
// is not complete.
func incompleteTail(p []byte) int {
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

// whole is the fast way: a CSI sequence that ends within p, which begins with
// its parameters.
func whole(p []byte) (Token, int) {
	for i, c := range p[:min(len(p), maxSeq)] {
		if c >= '@' && c < del {
			return Token{Kind: CSI, Bytes: p[:i], Final: c}, i + 1
		}
		if c < ' ' || c > '?' {
			break
		}
	}
	return Token{}, 0
}

// sequence takes a byte of an escape sequence; 0 if it does not belong to it.
func (s *Scanner) sequence(c byte) (Token, int) {
	switch {
	case c == esc:
		s.begin(escape)
	case c == can || c == sub:
		s.state = ground
	case c < ' ': // controls work even inside of sequences
		return Token{Kind: Control, Final: c}, 1
	case c == del:
	case c > del:
		s.state = ground
		return Token{}, 0
	case s.state == escape:
		return s.escaped(c), 1
	default:
		return s.controlled(c), 1
	}
	return Token{}, 1
}

// escaped takes a byte after ESC.
func (s *Scanner) escaped(c byte) Token {
	switch {
	case c < '0':
		if len(s.raw) < maxSeq {
			s.raw = append(s.raw, c)
		}
		return Token{}
	case len(s.raw) > 0:
	case c == '[':
		s.begin(control)
		return Token{}
	case c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_' || c == 'k':
		s.begin(str)
		return Token{}
	}
	s.state = ground
	return Token{Kind: Escape, Bytes: s.raw, Final: c}
}

// controlled takes a byte after CSI.
func (s *Scanner) controlled(c byte) Token {
	switch {
	case c >= '@':
		was := s.state
		s.state = ground
		if was == control {
			return Token{Kind: CSI, Bytes: s.raw, Final: c}
		}
	case len(s.raw) == maxSeq:
		s.state = oversized
	default:
		s.raw = append(s.raw, c)
	}
	return Token{}
}

// str skips the content of a string.
func (s *Scanner) str(p []byte) (Token, int) {
	for i, c := range p {
		switch c {
		case bel, can, sub:
			s.state = ground
			return Token{Kind: String}, i + 1
		case esc:
			s.begin(strEscape)
			return Token{}, i + 1
		}
	}
	return Token{}, len(p)
}

// clone is a scanner that goes on as s does.
func (s *Scanner) clone() Scanner {
	c := *s
	c.raw = append([]byte(nil), s.raw...)
	return c
}
