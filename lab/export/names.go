package export

import "slices"

// drawings are what the ways to draw the diagram are called, and the
// extensions of their files, the usual one first.
var drawings = [...]struct {
	name string
	exts []string
}{SVG: {"svg", []string{".svg"}}, Mermaid: {"mermaid", []string{".mmd", ".mermaid"}}, Text: {"text", []string{".txt"}}}

func (d Drawing) String() string { return drawings[d].name }

// Ext is the extension of its files, with the dot.
func (d Drawing) Ext() string { return drawings[d].exts[0] }

// Drawings gives the names of all drawings, in their order.
func Drawings() []string {
	var names []string
	for _, d := range drawings {
		names = append(names, d.name)
	}
	return names
}

// DrawingOf gives the drawing that the extension of a file means.
func DrawingOf(ext string) (Drawing, bool) {
	for d := range drawings {
		if slices.Contains(drawings[d].exts, ext) {
			return Drawing(d), true
		}
	}
	return 0, false
}

// Themes gives the names of the themes that can be chosen, in their order.
func Themes() []string { return []string{Dark: "dark", Light: "light"} }

// Names gives all that can be exported to, in the order of the help: each
// format, and the diagram in Mermaid by a name of its own.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
		if f.Name == "diagram" {
			names = append(names, Mermaid.String())
		}
	}
	return names
}
