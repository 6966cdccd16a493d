package vt

// editRow changes the cursor's row, from the cursor on, by n cells.
func (s *Screen) editRow(edit func(r *row, x, n, cols int, pen Pen), n int) {
	if !s.spend(s.cols - s.cursor.x) {
		return
	}
	s.cursor.pending = false
	edit(s.page.own(s.cursor.y), s.cursor.x, n, s.cols, s.cursor.pen.erased())
	s.touch(s.cursor.y, s.cursor.y+1)
}

// shiftHere moves the rows from the cursor's on up by n, or down by -n, if it
// is within the scroll region.
func (s *Screen) shiftHere(n int) {
	y := s.cursor.y
	if y >= s.top && y < s.end {
		s.moveTo(0, y)
		s.shift(y, n)
	}
}

// eraseDisplay is ED. What scrolled off stays: a recording is to keep it.
func (s *Screen) eraseDisplay(which int) {
	y := s.cursor.y
	switch which {
	case 0:
		s.eraseLine(0)
		s.eraseRows(y+1, s.rows)
	case 1:
		s.eraseRows(0, y)
		s.eraseLine(1)
	case 2:
		s.cursor.pending = false
		s.eraseRows(0, s.rows)
	}
}

func (s *Screen) eraseRows(y, end int) {
	if y < end && s.spend((end-y)*s.cols) {
		s.clearRows(y, end)
		s.touch(y, end)
	}
}

// eraseLine is EL.
func (s *Screen) eraseLine(which int) {
	x, end := 0, s.cols
	switch which {
	case 0:
		x = s.cursor.x
		s.page.own(s.cursor.y).wrapped = false
	case 1:
		end = s.cursor.x + 1
	case 2:
		s.page.own(s.cursor.y).wrapped = false
	default:
		return
	}
	s.cursor.pending = false
	s.clearCells(x, end, s.cursor.pen)
}
