package export

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

const (
	pageWidth = 80
	minLane   = 16 // columns; more than 5 consoles need more than 80
)

// A page draws the diagram with characters: a lifeline for each console, its
// calls to the right of it.
type page struct {
	*diagram
	b       strings.Builder
	lane    int   // columns of each
	waiting []int // calls that wait, of each lane
}

func (d *diagram) text() string {
	p := &page{diagram: d, lane: max(minLane, (pageWidth-1)/len(d.lanes)), waiting: make([]int, len(d.lanes))}
	fmt.Fprintf(&p.b, "%s\n\n", d.title)
	row := p.blank(' ')
	for i, title := range d.lanes {
		p.put(row, i*p.lane, title, p.lane-1)
	}
	p.write(row)
	for _, m := range d.steps {
		p.step(m)
		for _, a := range m.arrows {
			p.arrow(m.lane, d.steps[a.to].lane, a.label)
		}
	}
	p.write(p.lines())
	fmt.Fprintf(&p.b, "\n%s\n", d.words.Export.LegendText)
	return p.b.String()
}

func (p *page) step(m moves) {
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
	row[x] = mark
	room := p.lane - 3
	p.put(row, x+2, fitting(m, room), room)
	p.write(row)
}

// fitting is the fullest text of a step for which there is room, if possible
// with how long it has waited.
func fitting(m moves, room int) string {
	for _, behind := range []string{m.behind(), ""} {
		for _, text := range m.texts {
			if uniseg.StringWidth(text+behind) <= room {
				return text + behind
			}
		}
	}
	return m.texts[len(m.texts)-1]
}

// arrow draws a line from one lane to another, its label in the middle.
func (p *page) arrow(from, to int, label string) {
	row := p.lines()
	a, b := min(from, to)*p.lane+1, max(from, to)*p.lane
	for x := a; x < b; x++ {
		row[x] = '─'
	}
	if from < to {
		row[b-1] = '>'
	} else {
		row[a] = '<'
	}
	label = " " + label + " "
	n := uniseg.StringWidth(label)
	p.put(row, b-p.lane+(p.lane-n)/2+1, label, n)
	p.write(row)
}

// lines is a row with nothing but the lifelines.
func (p *page) lines() []rune {
	row := p.blank(' ')
	for i, n := range p.waiting {
		row[i*p.lane] = '│'
		if n > 0 {
			row[i*p.lane] = '┃'
		}
	}
	return row
}

func (p *page) blank(r rune) []rune {
	return []rune(strings.Repeat(string(r), p.lane*len(p.lanes)))
}

func (p *page) put(row []rune, x int, text string, room int) {
	for _, r := range text {
		if room == 0 || x >= len(row) {
			return
		}
		row[x] = r
		x++
		room--
	}
}

func (p *page) write(row []rune) {
	p.b.WriteString(strings.TrimRight(string(row), " ") + "\n")
}
