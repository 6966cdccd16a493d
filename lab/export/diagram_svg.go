package export

import (
	"fmt"
	"slices"
	"strings"

	"socklab/lab/vt"
)

// Sizes of the drawing.
const (
	rowHeight  = 24
	letter     = 7 // a letter's width
	laneMargin = 24
	headTop    = 52  // of the consoles' boxes
	headHeight = 30  //
	minArrow   = 190 // between two lifelines
	barWidth   = 10
)

// inks are the colours of a drawing.
type inks struct{ paper, ink, soft, box, wait, syn, data, fin, bad string }

var drawingInks = map[Theme]inks{
	Light: {"#ffffff", "#1f2328", "#8c959f", "#ddf4ff", "#f5b54a", "#0550ae", "#1a7f37", "#8250df", "#b31d28"},
	Dark:  {"#16181d", "#d8d8d8", "#7f8693", "#16344a", "#b97a1a", "#61afef", "#98c379", "#c678dd", "#ff7b86"},
}

// An svgPlot draws the diagram as a picture.
type svgPlot struct {
	*diagram
	inks
	lines, marks, texts strings.Builder // drawn in this order
	x                   []int           // of the lifelines
	y                   []int           // of the steps
	bars                []int           // beside each other, of each lane
	bottom              int             // of the lifelines
	width, height       int
}

func (d *diagram) svg(theme Theme) string {
	p := &svgPlot{diagram: d, inks: drawingInks[theme], bars: make([]int, len(d.lanes))}
	p.place()
	p.placeStays()
	p.heads()
	begins := map[int]wait{}               // of the calls
	tracks := make([][]bool, len(d.lanes)) // for bars beside each other: taken
	for i, m := range d.steps {
		switch {
		case m.waiting:
			tracks[m.lane] = append(tracks[m.lane], false) // so that one is free
			free := slices.Index(tracks[m.lane], false)
			tracks[m.lane][free] = true
			begins[m.call] = wait{p.y[i], free}
			p.bars[m.lane] = max(p.bars[m.lane], free+1)
		case m.waited != "":
			p.bar(m.lane, begins[m.call], p.y[i])
			tracks[m.lane][begins[m.call].track] = false
		}
		p.step(i, m)
	}
	for i, m := range d.steps { // beside the bars
		p.arrows(i, m)
	}
	p.drawStays()
	p.legend()
	return p.document()
}

// place finds where everything goes: the first lifeline has its calls to the
// left, the others to the right, so that the arrows between them are free.
func (p *svgPlot) place() {
	wide := make([]int, len(p.lanes)) // of the texts
	for i, title := range p.lanes {
		wide[i] = vt.TextWidth(title)*4 + laneMargin // the half of a head
	}
	y := headTop + headHeight
	lane := -1
	for _, m := range p.steps {
		wide[m.lane] = max(wide[m.lane], letter*vt.TextWidth(m.texts[0]+m.behind())+laneMargin)
		y += rowHeight
		if lane >= 0 && m.lane != lane {
			y += rowHeight / 4
		}
		lane = m.lane
		p.y = append(p.y, y)
		y += m.room()
	}
	x := wide[0] + laneMargin
	for i := range p.lanes {
		p.x = append(p.x, x)
		if i == 0 {
			x += max(minArrow, 4*vt.TextWidth(p.lanes[0])+laneMargin)
			if len(p.lanes) > 1 {
				x = max(x, p.x[0]+4*(vt.TextWidth(p.lanes[0])+vt.TextWidth(p.lanes[1]))+3*laneMargin)
			}
		} else {
			x += max(wide[i], minArrow) + laneMargin
		}
	}
	p.width = max(x, 2*laneMargin+9*vt.TextWidth(p.title))
	p.bottom = y + rowHeight
}

// heads draws the consoles' boxes and lifelines.
func (p *svgPlot) heads() {
	fmt.Fprintf(&p.texts, `<text x="%d" y="32" class="t">%s</text>`+"\n", laneMargin, escapeXML(p.title))
	for i, title := range p.lanes {
		half := vt.TextWidth(title)*4 + 12
		fmt.Fprintf(&p.lines, `<path d="M%d %dV%d" stroke="%s" stroke-width="1.5"/>`+"\n", p.x[i], headTop+headHeight, p.bottom, p.soft)
		fmt.Fprintf(&p.marks, `<rect x="%d" y="%d" width="%d" height="%d" rx="5" fill="%s" stroke="%s"/>`+"\n",
			p.x[i]-half, headTop, 2*half, headHeight, p.box, p.soft)
		fmt.Fprintf(&p.texts, `<text x="%d" y="%d" class="h" text-anchor="middle">%s</text>`+"\n", p.x[i], headTop+20, escapeXML(title))
	}
}

// A wait is where a call begins to wait, and the track of its bar: calls of a
// console that wait at the same time have a track each.
type wait struct{ y, track int }

// bar draws a wait, beside those that go on: away from the texts.
func (p *svgPlot) bar(lane int, w wait, to int) {
	x := p.x[lane] - barWidth/2 - w.track*(barWidth-3)
	if lane == 0 {
		x = p.x[lane] - barWidth/2 + w.track*(barWidth-3)
	}
	fmt.Fprintf(&p.lines, `<rect x="%d" y="%d" width="%d" height="%d" rx="3" fill="%s" stroke="%s"/>`+"\n",
		x, w.y, barWidth, max(4, to-w.y), p.wait, p.paper)
}

func (p *svgPlot) step(i int, m drawnStep) {
	x, anchor := p.x[m.lane]+14, "start"
	if m.lane == 0 {
		x, anchor = p.x[0]-14, "end"
	}
	class, colour := "c", p.ink
	if m.failed {
		class, colour = "c e", p.bad
	}
	fmt.Fprintf(&p.marks, `<circle cx="%d" cy="%d" r="3" fill="%s"/>`+"\n", p.x[m.lane], p.y[i], colour)
	fmt.Fprintf(&p.texts, `<text x="%d" y="%d" class="%s" text-anchor="%s">%s</text>`+"\n", x, p.y[i]+4, class, anchor, escapeXML(m.texts[0]+m.behind()))
}

func (p *svgPlot) document() string {
	var b strings.Builder
	svgHead(&b, p.width, p.height, p.title)
	fmt.Fprintf(&b, "<style>text{font-family:sans-serif;font-size:13px;fill:%s}.t{font-size:17px;font-weight:bold}.h{font-weight:bold}"+
		`.c{font:12px "Go Mono","DejaVu Sans Mono",Consolas,Menlo,monospace}.e{fill:%s}.a,.l{font-size:12px}`+
		".a,.c{paint-order:stroke;stroke:%s;stroke-width:4px;stroke-linejoin:round}</style>\n", p.ink, p.bad, p.paper)
	b.WriteString("<defs>")
	for k, colour := range []string{connect: p.syn, data: p.data, fin: p.fin, reset: p.bad} {
		if colour != "" {
			fmt.Fprintf(&b, `<marker id="a%d" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="%s"/></marker>`, k, colour)
		}
	}
	fmt.Fprintf(&b, "</defs>\n<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", p.width, p.height, p.paper)
	b.WriteString(p.lines.String() + p.marks.String() + p.texts.String() + "</svg>\n")
	return b.String()
}
