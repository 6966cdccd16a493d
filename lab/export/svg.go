package export

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"socklab/lab/term"
	"socklab/lab/vt"
)

// Sizes of the moving picture.
const (
	svgCellW, svgCellH = 8, 17
	svgBase            = 13 // from a row's top to its letters' base line
	svgMargin          = 10 // around the cells
)

// An svgFilm writes each row of each console anew whenever it changes, and
// lets CSS show each version in its time. Where nothing moves, as on paper,
// the last versions stand.
type svgFilm struct {
	*scene
	w        *bufio.Writer
	theme    Theme
	end      time.Duration // of one round
	parts    []part        // of all rows, in order
	versions int           // that have an animation
}

// A part of a row changes on its own: a console's. It has one version at a time.
type part struct {
	y, from, to int
	cells       []vt.Cell
	since       time.Duration
}

// split gives the parts of all rows, in order.
func (sc *scene) split() []part {
	var all []part
	for y := range sc.Rows {
		from := 0
		if y < sc.foot && len(sc.slots) > 1 {
			from = sc.slots[1].x
			all = append(all, part{y: y, to: from})
		}
		all = append(all, part{y: y, from: from, to: sc.Cols})
	}
	return all
}

// writeSVG writes the moving picture: text as text, no script.
func writeSVG(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	sc, err := newScene(ctx, s, o.Words.Lang)
	if err != nil {
		return err
	}
	t := s.Shorten(o.IdleLimit)
	m := &svgFilm{scene: sc, w: bufio.NewWriter(w), theme: o.Theme, end: t.Duration + lastHold, parts: sc.split()}
	m.head(plain(s.Title.In(o.Words.Lang)))
	err = sc.play(ctx, t, frameStep(o.FPS), func(at time.Duration, cells []vt.Cell) error {
		o.progress(share(at, t.Duration))
		return m.show(at, cells)
	})
	if err != nil {
		return err
	}
	for i := range m.parts {
		m.close(&m.parts[i], m.end, true)
	}
	m.w.WriteString("</g>\n</svg>\n")
	return m.w.Flush()
}

func (m *svgFilm) head(title string) {
	width, height := m.Cols*svgCellW+2*svgMargin, m.Rows*svgCellH+2*svgMargin
	own := themes[m.theme].look
	svgHead(m.w, width, height, title)
	fmt.Fprintf(m.w, `<style>text{font:13px "Go Mono","DejaVu Sans Mono",Consolas,Menlo,monospace;white-space:pre;fill:%s}`+
		`.b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}`+
		`.v{visibility:hidden;animation:%.3fs step-end infinite}.l{visibility:visible}`+
		`@media (prefers-reduced-motion:reduce),print{.v{animation:none!important}}</style>`+"\n", hex(own.fg), m.end.Seconds())
	fmt.Fprintf(m.w, `<rect width="%d" height="%d" rx="6" fill="%s"/>`+"\n", width, height, hex(own.bg))
	fmt.Fprintf(m.w, `<g transform="translate(%d %d)">`+"\n", svgMargin, svgMargin)
}

// svgHead begins a picture of that size.
func svgHead(w io.Writer, width, height int, title string) {
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[2]d" width="%[1]d" height="%[2]d" role="img">`+"\n", width, height)
	fmt.Fprintf(w, "<title>%s</title>\n", escapeXML(title))
}

func (m *svgFilm) show(at time.Duration, cells []vt.Cell) error {
	for i := range m.parts {
		p := &m.parts[i]
		now := cells[p.y*m.Cols+p.from : p.y*m.Cols+p.to]
		if slices.Equal(now, p.cells) {
			continue
		}
		m.close(p, at, false)
		p.since, p.cells = at, slices.Clone(now)
	}
	if m.versions > maxVersions {
		return &LimitError{Versions, maxVersions}
	}
	return nil
}

// close writes the version of a part that stood until then; last stays.
func (m *svgFilm) close(p *part, until time.Duration, last bool) {
	row := m.row(p)
	if row == "" {
		return
	}
	if p.since == 0 && last { // it stands all the time
		fmt.Fprintf(m.w, "<g>%s</g>\n", row)
		return
	}
	m.versions++
	m.keyframes(p.since, until, last)
	class := "v"
	if last {
		class = "v l"
	}
	fmt.Fprintf(m.w, `<g class="%s" style="animation-name:k%d">%s</g>`+"\n", class, m.versions, row)
}

// keyframes says when in each round a version is seen.
func (m *svgFilm) keyframes(since, until time.Duration, last bool) {
	percent := func(t time.Duration) float64 { return 100 * share(t, m.end) }
	fmt.Fprintf(m.w, "<style>@keyframes k%d{", m.versions)
	if since > 0 {
		m.w.WriteString("0%{visibility:hidden}")
	}
	fmt.Fprintf(m.w, "%.4f%%{visibility:visible}", percent(since))
	if last {
		m.w.WriteString("to{visibility:visible}}</style>")
	} else {
		fmt.Fprintf(m.w, "%.4f%%,to{visibility:hidden}}</style>", percent(until))
	}
}

// row draws cells of equal looks together; "" where nothing is to be drawn.
func (m *svgFilm) row(p *part) string {
	var b strings.Builder
	for from := 0; from < len(p.cells); {
		to := from + 1
		for to < len(p.cells) && sameLook(p.cells[from], p.cells[to]) {
			to++
		}
		m.run(&b, p.from+from, p.y, p.cells[from:to])
		from = to
	}
	return b.String()
}

// sameLook tells whether both are drawn alike; the right half of a wide
// character goes with its left.
func sameLook(a, b vt.Cell) bool {
	return b.Rune == vt.Tail || a.Pen == b.Pen
}

func (m *svgFilm) run(b *strings.Builder, x, y int, cells []vt.Cell) {
	c := cells[0]
	l, own := m.theme.look(c.Pen), themes[m.theme].look
	if l.bg != own.bg {
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`, x*svgCellW, y*svgCellH, len(cells)*svgCellW, svgCellH, hex(l.bg))
	}
	// Blanks at the ends need no letters; some viewers drop them in any case.
	underlined := c.Attr&vt.AnyUnderline != 0
	for len(cells) > 0 && cells[0].Char() == ' ' && !underlined {
		x, cells = x+1, cells[1:]
	}
	for len(cells) > 0 && cells[len(cells)-1].Char() == ' ' && !underlined {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return
	}
	fmt.Fprintf(b, `<text x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs" xml:space="preserve"%s`,
		x*svgCellW, y*svgCellH+svgBase, len(cells)*svgCellW, svgClass(c))
	if l.fg != own.fg {
		fmt.Fprintf(b, ` style="fill:%s"`, hex(l.fg))
	}
	fmt.Fprintf(b, ">%s</text>", escapeXML(runes(cells)))
}

func svgClass(c vt.Cell) string {
	var names []string
	for _, class := range []struct {
		name string
		attr vt.Attr
	}{{"b", vt.Bold}, {"i", vt.Italic}, {"u", vt.AnyUnderline}} {
		if c.Attr&class.attr != 0 {
			names = append(names, class.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return ` class="` + strings.Join(names, " ") + `"`
}

func runes(cells []vt.Cell) string {
	var text []byte
	for _, c := range cells {
		text = c.AppendText(text)
	}
	return string(text)
}

// escapeXML writes text for XML 1.0, which cannot have all characters, not
// even as entities.
func escapeXML(text string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if term.Hidden(r) {
			return utf8.RuneError
		}
		return r
	}, text))
}
