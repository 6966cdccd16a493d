package vt

// Resize changes the size as xterm does: lines are cut, not wrapped anew, and
// rows above the cursor that no longer fit scroll off. A size has at least one
// column and one row.
func (s *Screen) Resize(cols, rows int) {
	cols, rows = max(cols, 1), max(rows, 1)
	if cols == s.cols && rows == s.rows || !s.spend(2*(cols*rows+s.cols*s.rows)) {
		return
	}
	mainY := s.cursor.y
	if s.Alternate() {
		mainY = min(s.main.saved.cursor.y, s.rows-1)
	}
	if n := mainY - rows + 1; n > 0 {
		s.leave(s.main.rows[:n])
	}
	s.resizePage(&s.main, mainY, cols, rows)
	if s.alt.rows != nil {
		s.resizePage(&s.alt, s.cursor.y, cols, rows)
	}
	s.cols, s.rows, s.top, s.end = cols, rows, 0, rows
	s.tabs = s.tabs[:min(len(s.tabs), cols)]
	s.growTabs()
	s.moveTo(s.cursor.x, s.cursor.y)
	s.touch(0, rows)
}

// resizePage keeps the row y within the page.
func (s *Screen) resizePage(p *page, y, cols, rows int) {
	gone := max(0, y-rows+1)
	p.saved.cursor.y = max(0, p.saved.cursor.y-gone)
	fresh := newPage(rows)
	for y := range min(len(p.rows)-gone, rows) {
		r := p.own(gone + y)
		r.erase(cols, len(r.cells), cols, Pen{})
		r.wrapped = r.wrapped && cols == s.cols
		fresh.rows[y] = r
	}
	p.rows = fresh.rows
}
