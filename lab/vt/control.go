package vt

// execute does a control character.
func (s *Screen) execute(b byte) {
	switch b {
	case '\b':
		s.moveTo(s.cursor.x-1, s.cursor.y)
	case '\t':
		s.tab(1)
	case '\n', '\v', '\f':
		s.lineFeed()
		if s.modes.newline {
			s.cursor.x = 0
		}
	case '\r':
		s.moveTo(0, s.cursor.y)
	case 0x0e: // SO
		s.cursor.sets.inUse = 1
	case 0x0f: // SI
		s.cursor.sets.inUse = 0
	}
}

// escape does an escape sequence.
func (s *Screen) escape(intermediate []byte, final byte) {
	switch string(intermediate) {
	case "":
		s.plainEscape(final)
	case "(", ")", "*", "+": // SCS
		s.cursor.sets.g[intermediate[0]-'('] = final == '0'
	case "#":
		if final == '8' {
			s.alignmentTest()
		}
	}
}

// plainEscape does an escape sequence without intermediate bytes.
func (s *Screen) plainEscape(final byte) {
	switch final {
	case 'D': // IND
		s.lineFeed()
	case 'E': // NEL
		s.lineFeed()
		s.cursor.x = 0
	case 'H': // HTS
		s.tabs[s.cursor.x] = true
	case 'M': // RI
		s.reverseLineFeed()
	case 'Z': // DECID
		s.reply(s.o.DA1)
	case '7': // DECSC
		s.save()
	case '8': // DECRC
		s.restore()
	case 'c': // RIS
		s.spend(s.cols * s.rows)
		s.reset()
	case 'n': // LS2
		s.cursor.sets.inUse = 2
	case 'o': // LS3
		s.cursor.sets.inUse = 3
	}
}

// alignmentTest is DECALN: a screen full of E.
func (s *Screen) alignmentTest() {
	if !s.spend(2 * s.cols * s.rows) {
		return
	}
	s.top, s.end = 0, s.rows
	s.modes.origin = false
	for y := range s.rows {
		s.page.blank(y, s.cols, Pen{})
		r := s.page.rows[y]
		r.reach(s.cols, s.cols)
		fill(r.cells, Cell{Rune: 'E'})
	}
	s.touch(0, s.rows)
	s.moveTo(0, 0)
}

func (s *Screen) save() { s.page.saved = saved{s.cursor, s.modes.origin} }

func (s *Screen) restore() {
	s.cursor, s.modes.origin = s.page.saved.cursor, s.page.saved.origin
	s.cursor.x, s.cursor.y = min(s.cursor.x, s.cols-1), min(s.cursor.y, s.rows-1)
	if s.modes.origin { // the region may be another by now
		s.cursor.y = min(max(s.cursor.y, s.top), s.end-1)
	}
	s.cursor.pending = s.cursor.pending && s.cursor.x == s.cols-1
}

// moveTo puts the cursor somewhere on the screen.
func (s *Screen) moveTo(x, y int) {
	s.cursor.x = min(max(x, 0), s.cols-1)
	s.cursor.y = min(max(y, 0), s.rows-1)
	s.cursor.pending = false
}

// moveRows moves the cursor up or down; the margins of the scroll region stop
// it where it comes from within.
func (s *Screen) moveRows(n int) {
	y, low, high := s.cursor.y, 0, s.rows-1
	if y >= s.top {
		low = s.top
	}
	if y < s.end {
		high = s.end - 1
	}
	s.moveTo(s.cursor.x, min(max(y+n, low), high))
}

// place puts the cursor where CUP says: in origin mode within the region.
func (s *Screen) place(x, y int) {
	if s.modes.origin {
		y = min(y+s.top, s.end-1)
	}
	s.moveTo(x, y)
}

// tab moves to the nth tab stop to the right, or to the left for -n. The first
// and the last column are stops, too.
func (s *Screen) tab(n int) {
	x, last, step := s.cursor.x, s.cols-1, 1
	if n < 0 {
		n, last, step = -n, 0, -1
	}
	for ; n > 0 && x != last; n-- {
		for x += step; x != last && !s.tabs[x]; x += step {
		}
	}
	s.spend(max(x-s.cursor.x, s.cursor.x-x))
	s.moveTo(x, s.cursor.y)
}

// growTabs sets the stops of columns that are new.
func (s *Screen) growTabs() {
	const every = 8
	for x := len(s.tabs); x < s.cols; x++ {
		s.tabs = append(s.tabs, x%every == 0 && x > 0)
	}
}

func (s *Screen) reply(answer string) {
	if s.o.Reply != nil {
		s.o.Reply(answer)
	}
}
