package export

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"socklab/lab/event"
	"socklab/lab/i18n"
)

// A diagram is the sequence of a session's calls, ready to be drawn.
type diagram struct {
	title string
	lanes []string // the consoles' titles
	steps []drawnStep
	stays []*stay
	words *i18n.Messages
}

// A drawnStep is a step as it is drawn, with the arrows that leave from it.
type drawnStep struct {
	lane    int
	texts   []string // of the call, the fullest first
	waiting bool     // it begins to wait
	waited  string   // how long it has waited, at its end
	failed  bool
	call    int    // that the step is of
	taken   string // where it found what it took
	takes   bool   // it takes something that had come before
	leaves  bool   // it leaves a part of what it was waiting for
	drops   bool   // it drops something that had come, and that nobody takes
	arrows  []arrow
}

// behind is what stands behind the text of a call: how long it has waited, or
// where it found what it took.
func (m *drawnStep) behind() string {
	if text := cmp.Or(m.waited, m.taken); text != "" {
		return " (" + text + ")"
	}
	return ""
}

// sequence makes the diagram of the consoles' calls.
func sequence(ctx context.Context, consoles [][]event.Line, s *Source, words *i18n.Messages) (*diagram, error) {
	d := &diagram{title: plain(s.Title.In(words.Lang)), words: words}
	for _, c := range s.Consoles {
		d.lanes = append(d.lanes, plain(c.Title.In(words.Lang)))
	}
	for _, lines := range consoles {
		visibleCalls(lines)
	}
	v, err := readCalls(consoles)
	if err != nil {
		return nil, err
	}
	steps, err := order(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, st := range steps {
		d.steps = append(d.steps, d.drawnStep(v, st))
	}
	d.deliver(v, steps)
	return d, nil
}

// kindWords are how a diagram tells of a kind.
type kindWords struct {
	label string // what TCP calls the segment
	place string // where it waits in the system
	taken string // where a call has found it
}

func (d *diagram) kindWords(k kind) kindWords {
	w := &d.words.Export
	return map[kind]kindWords{
		connect: {"SYN", w.Queue, w.FromQueue},
		data:    {"", w.Buffer, w.FromBuffer}, // its label says how much
		fin:     {"FIN", w.Buffer, w.TheFIN},
		reset:   {"RST", "", ""},
	}[k]
}

func (d *diagram) label(p parcel) string {
	switch {
	case p.kind != data:
		return d.kindWords(p.kind).label
	case p.bytes == 1:
		return d.words.Export.Byte
	}
	return fmt.Sprintf(d.words.Export.Bytes, p.bytes)
}

// says is the label with where it waits.
func (d *diagram) says(a arrow) string {
	place := d.kindWords(a.kind).place
	if a.stay == nil || place == "" {
		return a.label
	}
	return fmt.Sprintf("%s (%s)", a.label, place)
}

func (d *diagram) drawnStep(v *conversation, st step) drawnStep {
	c := &v.calls[st.call]
	m := drawnStep{lane: v.console(st.call), call: st.call, waiting: st.waiting}
	if st.waiting {
		m.texts = []string{fmt.Sprintf("%s(%d) ...", c.Call, c.FD)}
		return m
	}
	m.failed = c.failed()
	if c.blocked() {
		m.waited = d.words.Seconds(c.end - c.begin)
	}
	for _, text := range texts(c) {
		m.texts = append(m.texts, clip(text))
	}
	return m
}

// clip cuts a text that is longer than any real call's.
func clip(text string) string {
	if len(text) <= maxCallText {
		return text
	}
	return strings.ToValidUTF8(text[:maxCallText], "") + "…"
}

// texts writes a call with what the system returned and the address that it
// revealed: in full, then shorter and shorter.
func texts(c *call) []string {
	var few []string
	if len(c.Args) > 0 {
		few = []string{"…"}
	}
	result := fmt.Sprintf(" = %d", c.Ret)
	if c.count > 1 {
		result = fmt.Sprintf(" ×%d = %d", c.count, c.Ret)
	}
	if c.failed() {
		result += " " + c.Err
	}
	full := event.Text(c.Call, c.FD, c.Args) + result
	short := event.Text(c.Call, c.FD, few) + result
	var all []string
	if address := revealed(c); address != "" {
		port := address[strings.LastIndexByte(address, ':')+1:]
		all = append(all, full+": "+address, full+" :"+port)
	}
	all = append(all, full, short)
	if c.failed() {
		all = append(all, fmt.Sprintf("%s: %s", c.Call, c.Err))
	}
	return all
}

// revealed is the address that only the result of a call tells.
func revealed(c *call) string {
	if c.failed() {
		return ""
	}
	return map[event.End]string{event.Self: c.Local, event.Peer: c.Peer}[c.Call.Traits().Reveals]
}

// writeDiagram draws the session's calls.
func writeDiagram(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	consoles, err := s.calls(ctx, o.Cut)
	if err != nil {
		return err
	}
	d, err := sequence(ctx, consoles, s, o.Words)
	if err != nil {
		return err
	}
	var text string
	switch o.Diagram {
	case Mermaid:
		text = d.mermaid()
	case Text:
		text = d.text()
	default:
		text = d.svg(o.Theme)
	}
	_, err = io.WriteString(w, text)
	return err
}
