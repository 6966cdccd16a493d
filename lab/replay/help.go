package replay

import "slices"

// drawHelp draws the keys over the middle of the window; one says that tab
// does something here.
func (s scene) drawHelp(c *canvas, one bool) {
	w := s.words
	lines := [][2]string{
		{w.SpaceIs, w.Space}, {".  ,", w.Step}, {"]  [", w.ByChapter}, {"→  ←", w.Seconds}, {w.ShiftIs + " →  ←", w.Tenth}, {"0-9", w.Digits},
		{"+  -", w.Faster}, {"r", w.Again}, {"l", w.LoopKey}, {"tab", w.Tab}, {"?", w.HelpKey}, {"q", w.Quit},
	}
	if !one {
		lines = slices.DeleteFunc(lines, func(l [2]string) bool { return l[0] == "tab" })
	}
	names, words := 0, width(w.HelpTitle)
	for _, l := range lines {
		names, words = max(names, width(l[0])), max(words, width(l[1]))
	}
	r := rect{cols: min(names+words+6, c.cols), rows: min(len(lines)+3, c.rows)}
	r.x, r.y = (c.cols-r.cols)/2, (c.rows-r.rows)/2
	style := blank()
	style.Reverse = true
	c.fill(r, style)
	if r.rows > len(lines) {
		head := style
		head.Bold = true
		c.text(r.x+2, r.y, r.cols-4, w.HelpTitle, head)
		r.top(min(r.rows-len(lines), 2))
	}
	for i, l := range lines[:min(len(lines), r.rows)] {
		c.text(r.x+2, r.y+i, names, l[0], style)
		c.text(r.x+names+4, r.y+i, r.cols-names-5, l[1], style)
	}
}
