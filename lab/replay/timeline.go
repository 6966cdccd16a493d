package replay

import (
	"strconv"
	"strings"
	"time"

	"socklab/lab/i18n"
	"socklab/lab/vt"
)

// The time line: characters that the fonts of Windows' consoles have.
const (
	playing = "►"
	paused  = "║"
	ended   = "■"
	played  = '═'
	toCome  = '─'
	mark    = "♦"
	here    = "●"
)

// drawBar draws what is played and what is to come, with a mark where each
// chapter begins.
func (s State) drawBar(c *vt.Canvas, r rect, w *i18n.Replay) {
	sign, colour := paused, yellow
	switch {
	case s.Playing:
		sign, colour = playing, green
	case s.Ended():
		sign = ended
	}
	c.Text(r.x+1, r.y, 1, sign, coloured(colour, true))
	total := clock(s.Show.Duration)
	now := clock(s.at)
	tail := " " + total + "  ×" + strings.Replace(strconv.FormatFloat(s.Speed, 'f', -1, 64), ".", w.Point, 1)
	if s.Loop {
		tail += "  " + w.Looping
	}
	x := r.x + 3 + max(0, len(total)-len(now))
	x += c.Text(x, r.y, r.cols-4, now+" ", bold)
	room := r.x + r.cols - x - vt.TextWidth(tail) - 1
	if room >= 8 {
		s.drawLine(c, x, r.y, room)
		x += room
	}
	c.Text(x, r.y, r.x+r.cols-x, tail, plain)
}

func (s State) drawLine(c *vt.Canvas, x, y, cols int) {
	place := func(at time.Duration) int {
		if s.Show.Duration == 0 {
			return 0
		}
		return min(int(int64(at)*int64(cols)/int64(s.Show.Duration)), cols-1)
	}
	now := place(s.at)
	c.Fill(x, y, now, 1, vt.Cell{Rune: played, Pen: coloured(green, false)})
	c.Fill(x+now, y, cols-now, 1, vt.Cell{Rune: toCome, Pen: coloured(grey, false)})
	for _, ch := range s.Show.Chapters {
		c.Text(x+place(ch.At), y, 1, mark, coloured(yellow, true))
	}
	c.Text(x+now, y, 1, here, bold)
}
