package replay

import (
	"strconv"
	"strings"
	"time"

	"socklab/lab/i18n"
)

// The time line: characters that the fonts of Windows' consoles have.
const (
	playing = '►'
	paused  = '║'
	ended   = '■'
	played  = '═'
	toCome  = '─'
	mark    = '♦'
	here    = '●'
)

// drawBar draws what is played and what is to come, with a mark where each
// chapter begins.
func (s State) drawBar(c *canvas, r rect, w *i18n.Replay) {
	switch {
	case s.Playing:
		c.put(r.x+1, r.y, playing, coloured(green, true))
	case s.Ended():
		c.put(r.x+1, r.y, ended, coloured(yellow, true))
	default:
		c.put(r.x+1, r.y, paused, coloured(yellow, true))
	}
	total := clock(s.Show.Duration)
	now := clock(s.at)
	tail := " " + total + "  ×" + strings.Replace(strconv.FormatFloat(s.Speed, 'f', -1, 64), ".", w.Point, 1)
	if s.Loop {
		tail += "  " + w.Looping
	}
	x := r.x + 3 + max(0, len(total)-len(now))
	x += c.text(x, r.y, r.cols-4, now+" ", bold)
	room := r.x + r.cols - x - width(tail) - 1
	if room >= 8 {
		s.drawLine(c, x, r.y, room)
		x += room
	}
	c.text(x, r.y, r.x+r.cols-x, tail, plain)
}

func (s State) drawLine(c *canvas, x, y, cols int) {
	place := func(at time.Duration) int {
		if s.Show.Duration == 0 {
			return 0
		}
		return min(int(int64(at)*int64(cols)/int64(s.Show.Duration)), cols-1)
	}
	now := place(s.at)
	for i := range cols {
		if i < now {
			c.put(x+i, y, played, coloured(green, false))
		} else {
			c.put(x+i, y, toCome, coloured(grey, false))
		}
	}
	for _, ch := range s.Show.Chapters {
		c.put(x+place(ch.At), y, mark, coloured(yellow, true))
	}
	c.put(x+now, y, here, bold)
}

// scene is what a state shows.
func (s State) scene(st *stage, o Options) scene {
	sc := scene{
		words: o.Words, title: s.Show.Title, notice: o.Notice, tab: s.Tab, chosen: s.Chosen, zoom: s.Zoom, active: st.active,
		chapters: s.Show.Chapters, chapter: s.chapter(), of: len(s.Show.Chapters), help: s.Help, recorded: o.RecordSize, noted: st.notes,
		keys: []string{o.Words.Keys, o.Words.KeysShort},
		bar:  func(c *canvas, r rect) { s.drawBar(c, r, o.Words) },
	}
	for i, c := range s.Show.Consoles {
		p := pane{title: c.Title, screen: st.screens[i], need: s.Show.used[i]}
		if o.RecordSize {
			p.need.cols, p.need.rows = st.screens[i].Size()
		}
		if s.Zoom && i == s.Tab && s.Back > 0 {
			p.back, p.above = s.Back, s.Show.above(i, s.at)
		}
		sc.panes = append(sc.panes, p)
	}
	return sc
}

// draw draws a state; st is moved to its moment.
func (s State) draw(c *canvas, st *stage, o Options) {
	st.seek(s.at)
	s.scene(st, o).draw(c)
}
