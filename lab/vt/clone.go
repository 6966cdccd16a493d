package vt

import "slices"

// Clone returns a copy that goes on as s does, but for what concerns others:
// it has no Options, and no history. The rows that neither changes are kept
// once. A screen of which there is a clone already may be cloned by several
// goroutines at a time.
func (s *Screen) Clone() *Screen {
	c := *s
	c.o = Options{DA1: s.o.DA1}
	c.history, c.scratch, c.stopped = history{}, nil, false
	c.scan.raw = slices.Clone(s.scan.raw)
	c.tabs = slices.Clone(s.tabs)
	c.main, c.alt = s.main.clone(), s.alt.clone()
	if c.page = &c.main; s.Alternate() {
		c.page = &c.alt
	}
	return &c
}

// clone shares the rows: who changes one gets its own.
func (p *page) clone() page {
	for _, r := range p.rows {
		if !r.shared { // else others may be reading it
			r.shared = true
		}
	}
	return page{rows: slices.Clone(p.rows), saved: p.saved}
}

// Memory is how many bytes a clone takes, about, once none of its rows is
// shared.
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
