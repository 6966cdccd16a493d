package export

import (
	"cmp"
	"fmt"
	"slices"

	"socklab/lab/vt"
)

// Sizes of what goes between the lifelines.
const (
	fall      = 10        // of an inferred arrow
	underText = 20        // a call's text, for an arrow that would run through it
	nextArrow = rowHeight // between two arrows of a step
	stayWidth = 9         // between the lines of two stays
	maxStays  = 6         // lines of stays beside each other
)

const (
	dashed = ` stroke-dasharray="6 4"`
	dotted = ` stroke-dasharray="2 4"`
)

// room is what the arrows of a step need below it, besides the next row.
func (m *drawnStep) room() int {
	room := -nextArrow
	for _, a := range m.arrows {
		if a.end == none {
			room = max(room, m.below(a)-nextArrow) + nextArrow
		}
	}
	return max(0, room)
}

// below is how far below its step an inferred arrow leaves.
func (m *drawnStep) below(a arrow) int {
	if m.lane > 0 && max(a.from, a.to) > m.lane {
		return underText
	}
	return 0
}

// arrows draws the arrows of a step.
func (p *svgPlot) arrows(i int, m drawnStep) {
	y := p.y[i] + 2
	for _, a := range m.arrows {
		if a.end != none {
			p.straight(i, a)
			continue
		}
		p.inferred(y+m.below(a), a)
		y += nextArrow
	}
}

// straight draws what went from a call to one that was waiting for it.
func (p *svgPlot) straight(i int, a arrow) {
	from, to := p.x[a.from], p.x[a.to]
	side, anchor := sideOf(from, to)
	x0, y0, x1, y1 := from+5*side, p.y[i], to-6*side, p.y[a.end]
	p.line(x0, y0, x1, y1, a.kind, "")
	x, y := x0+16*side, y0-3
	if m := &p.steps[i]; m.below(a) > 0 { // beyond the call's text
		x, y, anchor = to-60, y1-(y1-y0)*60/(x1-x0)-5, "middle"
	}
	p.label(x, y, anchor, a)
}

// sideOf is the direction of an arrow, and how words begin at its start.
func sideOf(from, to int) (side int, anchor string) {
	if to < from {
		return -1, "end"
	}
	return 1, "start"
}

// inferred draws what has come to a console's system once a call has ended,
// to where it waits there.
func (p *svgPlot) inferred(y int, a arrow) {
	x0, x1 := p.x[a.from], p.x[a.to]
	if a.from == a.to { // from the system, which is no console's
		x0 += outside(a.to) * minArrow / 2
	}
	side, anchor := sideOf(x0, x1)
	x0 += 5 * side
	switch {
	case a.lost:
		x1 -= 10 * side
		p.cross(x1, y+fall)
	case a.stay != nil:
		x1 = p.beside(a.stay)
		a.stay.top = y + fall
	}
	p.line(x0, y, x1-6*side, y+fall, a.kind, dashed)
	p.label(x0+16*side, y-3, anchor, a)
}

func (p *svgPlot) label(x, y int, anchor string, a arrow) {
	fmt.Fprintf(&p.texts, `<text x="%d" y="%d" class="a" text-anchor="%s" style="fill:%s">%s</text>`+"\n", x, y, anchor, p.colour(a.kind), escapeXML(p.says(a)))
}

func (p *svgPlot) line(x0, y0, x1, y1 int, k kind, more string) {
	fmt.Fprintf(&p.marks, `<path d="M%d %dL%d %d" fill="none" stroke="%s" stroke-width="1.8"%s marker-end="url(#a%d)"/>`+"\n",
		x0, y0, x1, y1, p.colour(k), more, k)
}

func (p *svgPlot) ring(x, y int, colour string) {
	fmt.Fprintf(&p.marks, `<circle cx="%d" cy="%d" r="4" fill="%s" stroke="%s" stroke-width="1.6"/>`+"\n", x, y, p.paper, colour)
}

// tick leads from the line of a stay to a call.
func (p *svgPlot) tick(lane, x, y int, colour string) {
	fmt.Fprintf(&p.lines, `<path d="M%d %dH%d" stroke="%s" stroke-width="1.6"/>`+"\n", x, y, p.x[lane], colour)
}

func (p *svgPlot) cross(x, y int) {
	fmt.Fprintf(&p.marks, `<path d="M%d %dl8 8m0 -8l-8 8" stroke="%s" stroke-width="2"/>`+"\n", x-4, y-4, p.bad)
}

func (p *svgPlot) colour(k kind) string {
	return map[kind]string{connect: p.syn, data: p.data, fin: p.fin, reset: p.bad}[k]
}

// outside is the side of a lifeline on which it has no texts: 1 is the right.
func outside(lane int) int {
	if lane == 0 {
		return 1
	}
	return -1
}

// placeStays gives stays that are there at the same time lines of their own, as
// long as there is room.
func (p *svgPlot) placeStays() {
	stays := slices.Clone(p.stays)
	slices.SortStableFunc(stays, func(a, b *stay) int { return cmp.Compare(a.from, b.from) })
	until := make([][maxStays]int, len(p.lanes)) // the last step of each line
	for i := range until {
		for k := range until[i] {
			until[i][k] = none
		}
	}
	for _, s := range stays {
		ends := len(p.steps)
		if !s.open {
			ends = s.ends[len(s.ends)-1]
		}
		track := slices.IndexFunc(until[s.lane][:], func(end int) bool { return end < s.from })
		if track < 0 {
			track = maxStays - 1
		}
		until[s.lane][track] = max(until[s.lane][track], ends)
		s.track, s.top = track, p.y[s.from]
	}
}

// beside is where the line of a stay is.
func (p *svgPlot) beside(s *stay) int {
	return p.x[s.lane] + outside(s.lane)*(6+(barWidth-3)*p.bars[s.lane]+stayWidth*(s.track+1))
}

// drawStays draws how long something waits in a system, and which calls take
// it.
func (p *svgPlot) drawStays() {
	for _, s := range p.stays {
		x, colour := p.beside(s), p.colour(s.kind)
		bottom := p.bottom
		if !s.open {
			bottom = p.y[s.ends[len(s.ends)-1]]
		}
		fmt.Fprintf(&p.lines, `<path d="M%d %dV%d" stroke="%s" stroke-width="1.6"%s/>`+"\n", x, s.top, bottom, colour, dotted)
		p.ring(x, s.top, colour)
		if !s.arrived {
			p.tick(s.lane, x, s.top, colour)
		}
		for k, end := range s.ends {
			if s.dropped && k == len(s.ends)-1 {
				p.cross(x, p.y[end])
				continue
			}
			p.tick(s.lane, x, p.y[end], colour)
			fmt.Fprintf(&p.marks, `<circle cx="%d" cy="%d" r="3.5" fill="%s"/>`+"\n", x, p.y[end], colour)
		}
	}
}

// legend explains the signs below the drawing, in as many rows as they need.
func (p *svgPlot) legend() {
	const rule = `<path d="M%d %dh22" stroke="%s" stroke-width="2"%s/>`
	most := max(p.width, 640)
	x, y := laneMargin, p.bottom+rowHeight
	for _, e := range p.diagram.legend() {
		wide := 30 + 7*vt.TextWidth(e.words) + 20
		if x > laneMargin && (x+wide > most || e.sign == signSeen) {
			x, y = laneMargin, y+rowHeight-2
		}
		m := &p.marks
		switch e.sign {
		case signWait:
			fmt.Fprintf(m, `<rect x="%d" y="%d" width="10" height="10" rx="3" fill="%s"/>`, x+6, y-9, p.wait)
		case signSyn, signData, signFin, signReset:
			fmt.Fprintf(m, rule, x, y-4, p.colour(kind(e.sign-signSyn)+connect), "")
		case signSeen:
			fmt.Fprintf(m, rule, x, y-4, p.soft, "")
		case signInferred:
			fmt.Fprintf(m, rule, x, y-4, p.soft, dashed)
		case signStay:
			p.ring(x+11, y-4, p.soft)
		case signTaken:
			fmt.Fprintf(m, `<circle cx="%d" cy="%d" r="3.5" fill="%s"/>`, x+11, y-4, p.soft)
		case signLost:
			p.cross(x+11, y-4)
		}
		m.WriteByte('\n')
		fmt.Fprintf(&p.texts, `<text x="%d" y="%d" class="l">%s</text>`+"\n", x+30, y, escapeXML(e.words))
		x += wide
		p.width = max(p.width, x)
	}
	p.height = y + rowHeight
}
