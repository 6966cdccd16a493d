package export

import (
	"fmt"
	"strings"
)

// mermaid draws the diagram in Mermaid's language
// (https://mermaid.js.org/syntax/sequenceDiagram.html): calls are notes,
// blocked times activations.
func (d *diagram) mermaid() string {
	var b strings.Builder
	b.WriteString("sequenceDiagram\n")
	fmt.Fprintf(&b, "    title %s\n", escapeMermaid(d.title))
	for i, title := range d.lanes {
		fmt.Fprintf(&b, "    participant p%d as %s\n", i, escapeMermaid(title))
	}
	for i := 0; i < len(d.steps); {
		// Calls of one console that nothing comes between share a note.
		to := i
		for to+1 < len(d.steps) && d.steps[to+1].lane == d.steps[i].lane && d.joins(to) {
			to++
		}
		d.mermaidNote(&b, d.steps[i:to+1])
		i = to + 1
	}
	d.mermaidLegend(&b)
	return b.String()
}

// joins tells whether the next step may stand in the same note.
func (d *diagram) joins(i int) bool {
	m, next := d.steps[i], d.steps[i+1]
	return len(m.arrows) == 0 && !m.waiting && !next.waiting && next.waited == ""
}

func (d *diagram) mermaidNote(b *strings.Builder, steps []drawnStep) {
	lane := steps[0].lane
	var lines []string
	for _, m := range steps {
		lines = append(lines, escapeMermaid(m.texts[0]+m.behind()))
	}
	last := steps[len(steps)-1]
	if steps[0].waited != "" { // only the first of a note can have waited
		fmt.Fprintf(b, "    deactivate p%d\n", lane)
	}
	fmt.Fprintf(b, "    Note %s: %s\n", d.side(lane), strings.Join(lines, "<br/>"))
	if last.waiting {
		fmt.Fprintf(b, "    activate p%d\n", lane)
	}
	for _, a := range last.arrows {
		fmt.Fprintf(b, "    p%d%sp%d: %s\n", a.from, mermaidArrow(a), a.to, escapeMermaid(d.says(a)))
	}
}

// mermaidArrow is dashed where it is inferred, and ends with a cross where
// nobody takes it.
func mermaidArrow(a arrow) string {
	switch {
	case a.lost:
		return "--x"
	case a.end == none:
		return "-->>"
	}
	return "->>"
}

// mermaidLegend says over all lifelines what a dashed arrow means, if there is
// one.
func (d *diagram) mermaidLegend(b *strings.Builder) {
	over := "p0"
	if last := len(d.lanes) - 1; last > 0 {
		over += fmt.Sprintf(",p%d", last)
	}
	for _, e := range d.legend() {
		if e.sign == signInferred {
			fmt.Fprintf(b, "    Note over %s: - - - %s\n", over, escapeMermaid(e.words))
		}
	}
}

// side puts the notes of the outer lifelines outside.
func (d *diagram) side(lane int) string {
	switch {
	case lane == 0:
		return "left of p0"
	case lane == len(d.lanes)-1:
		return fmt.Sprintf("right of p%d", lane)
	}
	return fmt.Sprintf("over p%d", lane)
}

// mermaidEscapes are the entities of what has a meaning of its own. A statement
// ends with its line: text must have none.
var mermaidEscapes = strings.NewReplacer("#", "#35;", ";", "#59;", "<", "#lt;", ">", "#gt;", "%%", "#37;#37;", "&", "#amp;", "\"", "#quot;", "$$", "#36;#36;")

func escapeMermaid(text string) string {
	if text = mermaidEscapes.Replace(text); text == "" {
		return "-"
	}
	return text
}
