package cast

// state is where the parser of a Screen stands; see
// https://vt100.net/emu/dec_ansi_parser, of which this is the part needed.
type state int

const (
	ground state = iota
	escape
	control    // CSI
	oversized  // CSI longer than maxSeq
	ignored    // OSC, DCS, SOS, PM, APC and the title of screen
	ignoredEsc // ESC in one of those
)

const maxSeq = 256

const (
	esc = 0x1b
	can = 0x18
	sub = 0x1a
	bel = 0x07
	del = 0x7f
)

// sequence takes bytes of an escape sequence and returns how many; 0 if the
// first belongs to the state it changed to.
func (s *Screen) sequence(p []byte) int {
	c := p[0]
	switch s.state {
	case ignored:
		return s.ignore(p)
	case ignoredEsc:
		if c == '\\' {
			s.state = ground
			return 1
		}
		s.state = escape
		return 0
	}
	switch {
	case c == esc:
		s.begin(escape)
	case c == can || c == sub:
		s.state = ground
	case c < ' ':
		s.execute(c) // controls work even inside of sequences
	case c == del:
	case c > del:
		s.state = ground
		return 0
	case s.state == escape:
		s.escaped(c)
	default:
		s.controlled(c)
	}
	return 1
}

func (s *Screen) begin(st state) {
	s.state = st
	s.seq = s.seq[:0]
}

func (s *Screen) ignore(p []byte) int {
	for i, c := range p {
		switch c {
		case bel, can, sub:
			s.state = ground
			return i + 1
		case esc:
			s.begin(ignoredEsc)
			return i + 1
		}
	}
	return len(p)
}

// escaped takes a byte after ESC.
func (s *Screen) escaped(c byte) {
	switch {
	case c < '0':
		if len(s.seq) < maxSeq {
			s.seq = append(s.seq, c)
		}
		return
	case len(s.seq) > 0:
		s.charset(string(s.seq), c)
	case c == '[':
		s.begin(control)
		return
	case c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_' || c == 'k':
		s.begin(ignored)
		return
	default:
		s.escDispatch(c)
	}
	s.state = ground
}

// controlled takes a byte after CSI.
func (s *Screen) controlled(c byte) {
	switch {
	case c >= '@':
		if s.state == control {
			s.csiDispatch(c)
		}
		s.state = ground
	case len(s.seq) == maxSeq:
		s.state = oversized
	default:
		s.seq = append(s.seq, c)
	}
}

func (s *Screen) charset(intermediates string, final byte) {
	switch intermediates + string(rune(final)) {
	case "(0", "(B", "#8": // line drawing, ASCII, alignment test
		if final == '8' {
			s.budget.Spend(costAll * s.cols * s.rows)
		}
		s.send("\x1b" + intermediates + string(rune(final)))
	}
}

func (s *Screen) escDispatch(c byte) {
	switch c {
	case 'D', 'E': // IND, NEL
		s.lineFeed()
		s.send("\x1b" + string(rune(c)))
	case 'H', 'M', '7', '8', '=', '>': // HTS, RI, DECSC, DECRC, DECPAM, DECPNM
		if c == 'M' {
			s.budget.Spend(s.scrolling(1))
		}
		s.send("\x1b" + string(rune(c)))
	case 'Z': // DECID
		s.answer(deviceAttributes)
	case 'c': // RIS; vt10x would stay on the alternate screen
		s.budget.Spend(s.cols * s.rows)
		s.mode(true, 1049, false)
		s.send("\x1bc")
		s.top, s.bottom = 0, s.rows-1
	}
}
