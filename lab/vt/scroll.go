package vt

func (s *Screen) lineFeed() {
	s.cursor.pending = false
	switch s.cursor.y {
	case s.end - 1:
		s.scroll(1)
	case s.rows - 1:
	default:
		s.cursor.y++
	}
}

func (s *Screen) reverseLineFeed() {
	s.cursor.pending = false
	switch s.cursor.y {
	case s.top:
		s.shift(s.top, -1)
	case 0:
	default:
		s.cursor.y--
	}
}

// costRow is what moving a row costs, in cells.
const costRow = 1

// scroll moves the region up by n rows. Where that is the whole main screen,
// they become history, and who is told of it knows that the others only moved.
func (s *Screen) scroll(n int) {
	n = min(n, s.end-s.top)
	if s.top > 0 || s.end < s.rows || s.Alternate() {
		s.shift(s.top, n)
		return
	}
	s.leave(s.page.rows[:n])
	low, high := s.low, s.high
	s.shift(0, n)
	if s.o.Off != nil {
		s.low, s.high = max(low-n, 0), max(high-n, 0)
		s.touch(s.rows-n, s.rows)
	}
}

// shift moves the rows from top to the end of the region up by n, or down by
// -n. Blank ones come in.
func (s *Screen) shift(top, n int) {
	rows := s.page.rows[top:s.end]
	n = max(min(n, len(rows)), -len(rows))
	up, fresh := n, s.end-n
	if n < 0 { // down by some is up by all but those
		up, fresh = len(rows)+n, top
	}
	count := max(n, -n)
	if !s.spend(count*s.cols + costRow*len(rows)) {
		return
	}
	s.scratch = append(s.scratch[:0], rows[:up]...)
	copy(rows, rows[up:])
	copy(rows[len(rows)-up:], s.scratch)
	s.clearRows(fresh, fresh+count)
	s.touch(top, s.end)
}

// clearRows makes rows blank, in the background of the pen.
func (s *Screen) clearRows(y, end int) {
	for ; y < end; y++ {
		s.page.blank(y, s.cols, s.cursor.pen.erased())
	}
}

// leave hands rows that are about to leave the main screen to Options.Off and to
// the history.
func (s *Screen) leave(rows []*row) {
	for _, r := range rows {
		if s.o.Off != nil {
			s.o.Off(Row{Cells: r.cells, Wrapped: r.wrapped})
		}
		s.keep(s.history.push(r))
		if s.stopped {
			return
		}
	}
}
