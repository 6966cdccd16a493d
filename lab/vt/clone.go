package vt

// Clone returns a copy that goes on as s does, but for what concerns others:
// it has no Options, and no history. Its memory is that of the cells that are
// used.
func (s *Screen) Clone() *Screen {
	c := *s
	c.o = Options{DA1: s.o.DA1}
	c.history = history{}
	c.scan = s.scan.clone()
	c.tabs = append([]bool(nil), s.tabs...)
	c.stopped = false
	c.main, c.alt = s.main.clone(), s.alt.clone()
	if c.page = &c.main; s.Alternate() {
		c.page = &c.alt
	}
	c.history.keep = c.keep
	return &c
}

// clone copies all rows into one piece of memory. A row that grows gets its
// own.
func (p *page) clone() page {
	if p.rows == nil {
		return page{}
	}
	c := newPage(len(p.rows))
	c.saved = p.saved
	used := 0
	for _, r := range p.rows {
		used += len(r.cells)
	}
	cells := make([]Cell, 0, used)
	for y, r := range p.rows {
		begin := len(cells)
		cells = append(cells, r.cells...)
		c.rows[y].cells = cells[begin:len(cells):len(cells)]
		c.rows[y].wrapped = r.wrapped
	}
	return c
}

// Memory is how many bytes a clone takes, about.
func (s *Screen) Memory() int {
	const perScreen, perRow, perCell = 700, 40, 28
	n := perScreen + len(s.tabs)
	for _, p := range []*page{&s.main, &s.alt} {
		for _, r := range p.rows {
			n += perRow + perCell*len(r.cells)
		}
	}
	return n
}
