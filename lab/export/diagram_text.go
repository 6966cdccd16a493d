package export

import (
	"fmt"
	"strings"

	"socklab/lab/vt"
)

const (
	pageWidth = 80
	minLane   = 16 // columns; more than 5 consoles need more than 80
)

// A textPlot draws the diagram with characters: a lifeline for each console, its
// calls to the right of it.
type textPlot struct {
	*diagram
	b       strings.Builder
	lane    int   // columns of each
	waiting []int // calls that wait, of each lane
	lying   []int // what waits in the system, of each lane
}

func (d *diagram) text() string {
	p := &textPlot{diagram: d, lane: max(minLane, (pageWidth-1)/len(d.lanes)), waiting: make([]int, len(d.lanes)), lying: make([]int, len(d.lanes))}
	fmt.Fprintf(&p.b, "%s\n\n", d.title)
	row := p.blank()
	for i, title := range d.lanes {
		p.put(row, i*p.lane, title, p.lane-1)
	}
	p.write(row)
	begins, ends := d.changes()
	for i, m := range d.steps {
		p.step(m, ends[i])
		for _, a := range m.arrows {
			p.arrow(a)
			if a.stay != nil {
				p.lying[a.to]++
			}
		}
		p.lying[m.lane] += begins[i]
	}
	p.write(p.lines())
	p.legend()
	return p.b.String()
}

// changes counts for each step the stays that begin with it, because the call has
// taken a part only, and those that end with it.
func (d *diagram) changes() (begins, ends []int) {
	begins, ends = make([]int, len(d.steps)), make([]int, len(d.steps))
	for _, s := range d.stays {
		if !s.arrived {
			begins[s.from]++
		}
		if !s.open {
			ends[s.ends[len(s.ends)-1]]++
		}
	}
	return begins, ends
}

// step draws a step; ends is how many of what lies in its console's system end
// with it.
func (p *textPlot) step(m drawnStep, ends int) {
	mark := '├'
	switch {
	case m.waiting:
		mark = '┢'
		p.waiting[m.lane]++
	case m.waited != "":
		p.waiting[m.lane]--
		mark = '┡'
	}
	if p.waiting[m.lane] > 0 && !m.waiting { // another of its threads still waits
		mark = '┣'
	}
	row := p.lines()
	x := m.lane * p.lane
	row[x], row[x+1] = mark, ' '
	switch {
	case m.drops:
		row[x+1] = '×'
	case m.takes:
		row[x+1] = '●'
	case m.leaves:
		row[x+1] = '○'
	}
	p.lying[m.lane] -= ends
	room := p.lane - 3
	p.put(row, x+2, fitting(m, room), room)
	p.write(row)
}

// fitting is the fullest text of a step for which there is room, if possible
// with where the call found what it took, or how long it has waited.
func fitting(m drawnStep, room int) string {
	for _, behind := range []string{m.behind(), ""} {
		for i, text := range m.texts {
			if m.taken != "" && behind != "" && i == len(m.texts)-1 && i > 0 {
				break // the arguments tell more
			}
			if vt.TextWidth(text+behind) <= room {
				return text + behind
			}
		}
	}
	return m.texts[len(m.texts)-1]
}

// arrow draws a line from one lane to another, its label in the middle: dashed
// where it is inferred.
func (p *textPlot) arrow(a arrow) {
	row := p.lines()
	line := '─'
	if a.end == none {
		line = '╌'
	}
	var mark rune
	switch {
	case a.lost:
		mark = '×'
	case a.stay != nil:
		mark = '○'
	}
	left, right := min(a.from, a.to)*p.lane+1, max(a.from, a.to)*p.lane
	if a.from == a.to { // from the system
		p.put(row, left, "<"+string(line)+string(line)+" "+a.label, p.lane-1)
		p.write(row)
		return
	}
	for x := left; x < right; x++ {
		row[x] = line
	}
	switch {
	case a.from > a.to && mark != 0:
		row[left], row[left+1] = mark, '<'
	case a.from > a.to:
		row[left] = '<'
	case mark != 0:
		row[right-1], row[right+1] = '>', mark
	default:
		row[right-1] = '>'
	}
	label := a.label
	room := p.lane - 5
	for _, fuller := range []string{" " + p.says(a) + " ", " " + a.label + " "} {
		if vt.TextWidth(fuller) <= room {
			label = fuller
			break
		}
	}
	n := min(vt.TextWidth(label), room)
	p.put(row, right-p.lane+(p.lane-n)/2+1, label, n)
	p.write(row)
}

// lines is a row with nothing but the lifelines.
func (p *textPlot) lines() []rune {
	row := p.blank()
	for i, n := range p.waiting {
		row[i*p.lane] = '│'
		if n > 0 {
			row[i*p.lane] = '┃'
		}
		if p.lying[i] > 0 {
			row[i*p.lane+1] = '┊'
		}
	}
	return row
}

func (p *textPlot) blank() []rune { return []rune(strings.Repeat(" ", p.lane*len(p.lanes))) }

func (p *textPlot) put(row []rune, x int, text string, room int) {
	for i, r := range []rune(text) {
		if i == room || x+i >= len(row) {
			return
		}
		row[x+i] = r
	}
}

func (p *textPlot) write(row []rune) {
	p.b.WriteString(strings.TrimRight(string(row), " ") + "\n")
}

// textSigns are the signs that are drawn; the others have words alone.
var textSigns = map[sign]string{
	signWait: "┃ ", signSeen: "── ", signInferred: "╌╌ ", signStay: "○ ", signTaken: "● ", signLost: "× ",
}

// legend explains the signs, as many in a line as there is room for.
func (p *textPlot) legend() {
	line := ""
	for _, e := range p.diagram.legend() {
		if e.sign == signData { // an arrow says it
			continue
		}
		text := textSigns[e.sign] + e.words
		switch {
		case line == "":
		case vt.TextWidth(line+"   "+text) < pageWidth && e.sign != signSeen:
			text = line + "   " + text
		default:
			fmt.Fprintf(&p.b, "\n%s", line)
		}
		line = text
	}
	fmt.Fprintf(&p.b, "\n%s\n", line)
}
