package replay

import "socklab/lab/vt"

// drawHelp draws the keys over the middle of the window. All of them fit into
// 40 columns and 12 rows.
func (s scene) drawHelp(c *vt.Canvas) {
	w := s.words
	lines := [][2]string{
		{w.SpaceIs, w.Space}, {".  ,", w.Step}, {"]  [", w.ByChapter}, {w.PagesAre, w.Pages}, {"→  ←", w.Seconds}, {"0-9", w.Digits},
		{w.HomeEndAre, w.HomeEnd}, {"+  -", w.Faster}, {"r  l", w.Again}, {"z  tab", w.Zoom}, {"↑  ↓", w.Scroll}, {"?  q", w.Quit},
	}
	names, words := 0, vt.TextWidth(w.HelpTitle)
	for _, l := range lines {
		names, words = max(names, vt.TextWidth(l[0])), max(words, vt.TextWidth(l[1]))
	}
	r := rect{cols: min(names+words+4, c.Cols), rows: min(len(lines)+3, c.Rows)}
	r.x, r.y = (c.Cols-r.cols)/2, (c.Rows-r.rows)/2
	style := reversed(plain)
	c.Fill(r.x, r.y, r.cols, r.rows, vt.Cell{Pen: style})
	if r.rows > len(lines) {
		c.Text(r.x+1, r.y, r.cols-2, w.HelpTitle, reversed(bold))
		r.top(min(r.rows-len(lines), 2))
	}
	for i, l := range lines[:min(len(lines), r.rows)] {
		c.Text(r.x+1, r.y+i, names, l[0], style)
		c.Text(r.x+names+3, r.y+i, r.cols-names-4, l[1], style)
	}
}
