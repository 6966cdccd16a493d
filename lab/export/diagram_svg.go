package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
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

// A plot draws the diagram as a picture.
type plot struct {
	*diagram
	inks
	lines, marks, texts strings.Builder // drawn in this order
	x                   []int           // of the lifelines
	y                   []int           // of the steps
	width, height       int
}

func (d *diagram) svg(theme Theme) string {
	p := &plot{diagram: d, inks: drawingInks[theme]}
	p.place()
	p.heads()
	begins := map[int]wait{}               // of the calls
	tracks := make([][]bool, len(d.lanes)) // for bars beside each other: taken
	for i, m := range d.steps {
		switch {
		case m.waiting:
			tracks[m.lane] = append(tracks[m.lane], false) // so that one is free
			free := slices.Index(tracks[m.lane], false)
			tracks[m.lane][free] = true
			begins[m.key] = wait{p.y[i], free}
		case m.waited != "":
			p.bar(m.lane, begins[m.key], p.y[i])
			tracks[m.lane][begins[m.key].track] = false
		}
		p.step(i, m)
		for _, a := range m.arrows {
			p.arrow(i, a)
		}
	}
	p.legend()
	return p.document()
}

// place finds where everything goes: the first lifeline has its calls to the
// left, the others to the right, so that the arrows between them are free.
func (p *plot) place() {
	wide := make([]int, len(p.lanes)) // of the texts
	for i, title := range p.lanes {
		wide[i] = uniseg.StringWidth(title)*4 + laneMargin // the half of a head
	}
	y := headTop + headHeight
	lane := -1
	for _, m := range p.steps {
		wide[m.lane] = max(wide[m.lane], letter*uniseg.StringWidth(m.texts[0]+m.behind())+laneMargin)
		y += rowHeight
		if lane >= 0 && m.lane != lane {
			y += rowHeight / 4
		}
		lane = m.lane
		p.y = append(p.y, y)
	}
	x := wide[0] + laneMargin
	for i := range p.lanes {
		p.x = append(p.x, x)
		if i == 0 {
			x += max(minArrow, 4*uniseg.StringWidth(p.lanes[0])+laneMargin)
			if len(p.lanes) > 1 {
				x = max(x, p.x[0]+4*(uniseg.StringWidth(p.lanes[0])+uniseg.StringWidth(p.lanes[1]))+3*laneMargin)
			}
		} else {
			x += max(wide[i], minArrow) + laneMargin
		}
	}
	p.width = max(x, 2*laneMargin+9*uniseg.StringWidth(p.title))
	p.height = y + 3*rowHeight
}

// heads draws the consoles' boxes and lifelines.
func (p *plot) heads() {
	fmt.Fprintf(&p.texts, `<text x="%d" y="32" class="t">%s</text>`+"\n", laneMargin, escapeXML(p.title))
	for i, title := range p.lanes {
		half := uniseg.StringWidth(title)*4 + 12
		fmt.Fprintf(&p.lines, `<path d="M%d %dV%d" stroke="%s" stroke-width="1.5"/>`+"\n", p.x[i], headTop+headHeight, p.height-2*rowHeight, p.soft)
		fmt.Fprintf(&p.marks, `<rect x="%d" y="%d" width="%d" height="%d" rx="5" fill="%s" stroke="%s"/>`+"\n",
			p.x[i]-half, headTop, 2*half, headHeight, p.box, p.soft)
		fmt.Fprintf(&p.texts, `<text x="%d" y="%d" class="h" text-anchor="middle">%s</text>`+"\n", p.x[i], headTop+20, escapeXML(title))
	}
}

// A wait is where a call begins to wait, and the track of its bar: calls of a
// console that wait at the same time have a track each.
type wait struct{ y, track int }

// bar draws a wait, beside those that go on: away from the texts.
func (p *plot) bar(lane int, w wait, to int) {
	x := p.x[lane] - barWidth/2 - w.track*(barWidth-3)
	if lane == 0 {
		x = p.x[lane] - barWidth/2 + w.track*(barWidth-3)
	}
	fmt.Fprintf(&p.lines, `<rect x="%d" y="%d" width="%d" height="%d" rx="3" fill="%s" stroke="%s"/>`+"\n",
		x, w.y, barWidth, max(4, to-w.y), p.wait, p.paper)
}

func (p *plot) step(i int, m moves) {
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

// arrow draws what went from a step to a later one.
func (p *plot) arrow(i int, a arrow) {
	from, to := p.x[p.steps[i].lane], p.x[p.steps[a.to].lane]
	side := 1
	if to < from {
		side = -1
	}
	x0, y0, x1, y1 := from+5*side, p.y[i], to-6*side, p.y[a.to]
	colour, dash := map[kind]string{connect: p.syn, data: p.data, fin: p.fin}[a.kind], ""
	if a.kind == fin {
		dash = ` stroke-dasharray="6 4"`
	}
	fmt.Fprintf(&p.marks, `<path d="M%d %dL%d %d" fill="none" stroke="%s" stroke-width="1.8"%s marker-end="url(#a%d)"/>`+"\n",
		x0, y0, x1, y1, colour, dash, a.kind)
	// Near where it comes from: further on there may be another's words.
	near := min((x1-x0)*side*2/5, 70)
	lx, ly := x0+near*side, y0+(y1-y0)*near/((x1-x0)*side)
	fmt.Fprintf(&p.texts, `<text x="%d" y="%d" class="a" text-anchor="middle" style="fill:%s">%s</text>`+"\n", lx, ly-5, colour, escapeXML(a.label))
}

func (p *plot) legend() {
	y := p.height - rowHeight
	x := laneMargin
	put := func(mark, colour, words string) {
		fmt.Fprintf(&p.marks, mark+"\n", x, y-4, colour)
		fmt.Fprintf(&p.texts, `<text x="%d" y="%d" class="l">%s</text>`+"\n", x+30, y, escapeXML(words))
		x += 30 + 7*uniseg.StringWidth(words) + 20
	}
	const line = `<path d="M%d %dh22" stroke="%s" stroke-width="2"/>`
	w := p.words.Export
	put(`<rect x="%d" y="%d" width="10" height="10" rx="3" transform="translate(6 -5)" fill="%s"/>`, p.wait, w.LegendWait)
	put(line, p.syn, w.LegendSyn)
	put(line, p.data, w.LegendData)
	put(strings.Replace(line, " stroke-width", ` stroke-dasharray="6 4" stroke-width`, 1), p.fin, w.LegendFin)
	p.width = max(p.width, x)
}

func (p *plot) document() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">`+"\n", p.width, p.height, p.width, p.height)
	fmt.Fprintf(&b, "<title>%s</title>\n<style>text{font-family:sans-serif;font-size:13px;fill:%s}.t{font-size:17px;font-weight:bold}.h{font-weight:bold}"+
		`.c{font:12px "Go Mono","DejaVu Sans Mono",Consolas,Menlo,monospace}.e{fill:%s}.a,.l{font-size:12px}`+
		".a,.c{paint-order:stroke;stroke:%s;stroke-width:4px;stroke-linejoin:round}</style>\n", escapeXML(p.title), p.ink, p.bad, p.paper)
	b.WriteString("<defs>")
	for k, colour := range []string{connect: p.syn, data: p.data, fin: p.fin} {
		if colour != "" {
			fmt.Fprintf(&b, `<marker id="a%d" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z" fill="%s"/></marker>`, k, colour)
		}
	}
	fmt.Fprintf(&b, "</defs>\n<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", p.width, p.height, p.paper)
	b.WriteString(p.lines.String() + p.marks.String() + p.texts.String() + "</svg>\n")
	return b.String()
}
