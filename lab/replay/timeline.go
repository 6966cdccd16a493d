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
	state := coloured(green, true)
	state.Rune = playing
	if !s.Playing {
		state = coloured(yellow, true)
		state.Rune = paused
		if s.Ended() {
			state.Rune = ended
		}
	}
	c.set(r.x+1, r.y, state)
	total := clock(s.Show.Duration)
	now := clock(s.at)
	tail := " " + total + "  ×" + strings.Replace(strconv.FormatFloat(s.Speed, 'f', -1, 64), ".", w.Point, 1)
	if s.Loop {
		tail += "  " + w.Looping
	}
	x := r.x + 3 + max(0, len(total)-len(now))
	x += c.text(x, r.y, r.cols-4, now+" ", bold())
	room := r.x + r.cols - x - width(tail) - 1
	if room >= 8 {
		s.drawLine(c, x, r.y, room)
		x += room
	}
	c.text(x, r.y, r.x+r.cols-x, tail, blank())
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
		cell := coloured(grey, false)
		cell.Rune = toCome
		if i < now {
			cell = coloured(green, false)
			cell.Rune = played
		}
		c.set(x+i, y, cell)
	}
	for _, ch := range s.Show.Chapters {
		cell := coloured(yellow, true)
		cell.Rune = mark
		c.set(x+place(ch.At), y, cell)
	}
	position := bold()
	position.Rune = here
	c.set(x+now, y, position)
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
func (s State) draw(st *stage, o Options) *canvas {
	st.seek(s.at)
	return s.scene(st, o).draw(max(s.Cols, 0), max(s.Rows, 0))
}
