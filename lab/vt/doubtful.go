package vt

// isDoubtful tells whether terminals may disagree about how many cells the
// character takes: what is wide, has marks, or is a picture in some fonts.
func isDoubtful(c Cell) bool {
	return c.Marks[0] != 0 || c.Rune >= 0x300 && !isPlain(c.Rune)
}

// isPicture tells whether a wide character is an emoji: they have become wide
// one by one.
func isPicture(r rune) bool { return r < 0x2e80 && r >= 0x2000 || r >= 0x1f000 && r < 0x20000 }

// isPlain knows the letters and signs that are one cell wide wherever a
// terminal is not set up for East Asia.
func isPlain(r rune) bool {
	switch {
	case r >= 0x370 && r < 0x530: // Greek, Cyrillic
	case r >= 0x1e00 && r < 0x2000: // more Latin, Greek
	case r >= 0x2010 && r < 0x2028, r >= 0x2030 && r < 0x203c: // punctuation
	case r >= 0x20a0 && r < 0x20c0: // currencies
	case r >= 0x2190 && r < 0x2194: // arrows
	case r >= 0x2200 && r < 0x2300: // mathematics
	case r >= 0x2500 && r < 0x25fb: // lines, blocks, shapes
	default:
		return false
	}
	return true
}
