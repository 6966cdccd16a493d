package vt

// ansiModes is SM and RM.
func (s *Screen) ansiModes(a *args, on bool) {
	for i := range a.n {
		switch a.at(i) {
		case 4: // IRM
			s.modes.insert = on
		case 20: // LNM
			s.modes.newline = on
		}
	}
}

// privateMode is DECSET and DECRST.
func (s *Screen) privateMode(m int, on bool) {
	switch m {
	case 6: // DECOM
		s.modes.origin = on
		s.place(0, 0)
	case 7: // DECAWM
		s.modes.wrap = on
		s.cursor.pending = s.cursor.pending && on
	case 25: // DECTCEM
		s.modes.hidden = !on
		s.touch(s.cursor.y, s.cursor.y+1)
	case 47, 1047:
		s.alternate(on, m == 1047 && !on)
	case 1048:
		if on {
			s.save()
		} else {
			s.restore()
		}
	case 1049:
		if on == s.Alternate() {
			return // xterm would restore the cursor once more, and text be overwritten
		}
		if on {
			s.save()
		}
		s.alternate(on, on)
		if !on {
			s.restore()
		}
	}
}

// alternate enters or leaves the alternate screen, which may be made blank.
// The cursor stays where it is.
func (s *Screen) alternate(on, blank bool) {
	if !s.spend(s.cols * s.rows) {
		return
	}
	if on && s.alt.rows == nil {
		s.alt = newPage(s.rows)
	}
	if blank && (on || s.Alternate()) {
		for y := range s.alt.rows {
			s.alt.blank(y, s.cols, s.cursor.pen.erased())
		}
		s.touch(0, s.rows)
	}
	if on == s.Alternate() {
		return
	}
	if s.page = &s.main; on {
		s.page = &s.alt
	}
	s.touch(0, s.rows)
}

// softReset is DECSTR.
func (s *Screen) softReset() {
	s.modes = modes{wrap: true, newline: s.modes.newline}
	s.top, s.end = 0, s.rows
	s.cursor.pen, s.cursor.sets = Pen{}, charsets{}
	s.cursor.pending = false
	s.page.saved = saved{}
}
