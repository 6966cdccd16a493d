package replay

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"socklab/lab/vt"
)

// A note is a view of one line of text.
type note struct{ text string }

func (n *note) start() tea.Cmd { return nil }

func (n *note) update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		if n.text = key.Text; n.text == "!" {
			panic("a fault of the view")
		}
	}
	return nil
}

func (n *note) draw(c *vt.Canvas) { c.Text(0, 0, c.Cols, strings.Repeat(n.text, c.Cols), plain) }

// A monitor is a terminal, and all that was written to it.
type monitor struct {
	*vt.Screen
	text strings.Builder
}

func (m *monitor) Write(p []byte) (int, error) {
	m.text.Write(p)
	return m.Screen.Write(p)
}

// shows tells what is to be seen: the first row, and how the cursor stands.
func (m *monitor) shows() (row string, alternate, cursor bool) {
	_, _, cursor = m.Cursor()
	return m.Lines()[0], m.Alternate(), cursor
}

// TestWindow holds what a terminal shows before, while and after a window is on
// it, and that a frame without change is not written.
func TestWindow(t *testing.T) {
	m := &monitor{Screen: vt.New(10, 4, vt.Options{})}
	m.Write([]byte("$ replay\r\n"))
	n := &note{text: "a"}
	w := newWindow(n, m, true)
	expect := func(wantRow string, wantAlternate, wantCursor bool) {
		t.Helper()
		row, alternate, cursor := m.shows()
		if row != wantRow || alternate != wantAlternate || cursor != wantCursor {
			t.Fatalf("%q, alternate screen %v, cursor %v; want %q, %v, %v", row, alternate, cursor, wantRow, wantAlternate, wantCursor)
		}
	}
	paint := func(msg tea.Msg) {
		w.painted, w.ordered = w.painted.Add(-frameTime), false
		w.Update(msg)
	}
	w.begin()
	expect("", true, false)
	paint(tea.WindowSizeMsg{Width: 10, Height: 4})
	expect("aaaaaaaaaa", true, false)
	before := m.text.Len()
	paint(nil)
	if m.text.Len() != before {
		t.Errorf("nothing has changed, and %q was written", m.text.String()[before:])
	}
	paint(tea.KeyPressMsg{Text: "b"})
	expect("bbbbbbbbbb", true, false)
	m.Resize(8, 3)
	m.Write([]byte("\x1b[2;2Hwhat a terminal does at a new size"))
	paint(tea.WindowSizeMsg{Width: 8, Height: 3})
	if got := m.Lines(); strings.Join(got, "|") != "bbbbbbbb||" {
		t.Errorf("after a new size %q", got)
	}
	w.end()
	w.end()
	expect("$ replay", false, true)
	if x, y, _ := m.Cursor(); x != 0 || y != 1 {
		t.Errorf("the cursor is at %d, %d", x, y)
	}
	if m.Write([]byte("$")); m.Cell(0, 1) != (vt.Cell{Rune: '$'}) {
		t.Errorf("a prompt looks like %+v", m.Cell(0, 1))
	}
}

// TestFramesAreOrdered holds that what changes faster than it can be seen is
// painted at once, later.
func TestFramesAreOrdered(t *testing.T) {
	m := &monitor{Screen: vt.New(10, 4, vt.Options{})}
	w := newWindow(&note{text: "a"}, m, true)
	w.Update(tea.WindowSizeMsg{Width: 10, Height: 4})
	orders := 0
	for _, text := range []string{"b", "c", "d"} {
		if _, cmd := w.Update(tea.KeyPressMsg{Text: text}); cmd != nil {
			orders++
		}
	}
	if row, _, _ := m.shows(); w.ordered && (orders != 1 || row == "dddddddddd") {
		t.Errorf("%d frames are ordered, and %q is shown", orders, row)
	}
	w.painted = w.painted.Add(-frameTime)
	w.Update(frameDue{})
	if row, _, _ := m.shows(); row != "dddddddddd" {
		t.Errorf("%q is shown", row)
	}
}

// TestPanic holds that a fault leaves a terminal on which it can be read.
func TestPanic(t *testing.T) {
	m := &monitor{Screen: vt.New(10, 4, vt.Options{})}
	w := newWindow(&note{text: "a"}, m, true)
	w.begin()
	w.Update(tea.WindowSizeMsg{Width: 10, Height: 4})
	defer func() {
		if recover() == nil {
			t.Error("the fault is hidden")
		}
		if _, alternate, cursor := m.shows(); alternate || !cursor {
			t.Errorf("alternate screen %v, cursor %v", alternate, cursor)
		}
	}()
	w.Update(tea.KeyPressMsg{Text: "!"})
}

// TestOldConsole holds that the last column of an old console stays free, and
// that it gets no sequence that its writer does not know.
func TestOldConsole(t *testing.T) {
	m := &monitor{Screen: vt.New(300, 4, vt.Options{})}
	w := newWindow(&note{text: "a"}, m, true)
	w.old = true
	w.begin()
	w.Update(tea.WindowSizeMsg{Width: 300, Height: 4})
	if got := m.Lines()[0]; got != strings.Repeat("a", 299) {
		t.Errorf("%d columns are painted: %s", len(got), got)
	}
	w.end()
	for _, unknown := range []string{"?1049", "?2026"} {
		if strings.Contains(m.text.String(), unknown) {
			t.Errorf("it gets %s", unknown)
		}
	}
	if x, y, cursor := m.Cursor(); x != 0 || y != 3 || !cursor || m.Lines()[3] != "" {
		t.Errorf("the prompt comes at %d, %d, cursor %v", x, y, cursor)
	}
}

// TestLooks holds what terminals that know fewer colours are to show.
func TestLooks(t *testing.T) {
	orange, red := vt.RGB(255, 135, 0), vt.Palette(1)
	for _, c := range []struct {
		profile   colorprofile.Profile
		pen, want vt.Pen
	}{
		{colorprofile.TrueColor, vt.Pen{FG: orange, BG: red}, vt.Pen{FG: orange, BG: red}},
		{colorprofile.ANSI256, vt.Pen{FG: orange, BG: red}, vt.Pen{FG: vt.Palette(208), BG: red}},
		{colorprofile.ANSI, vt.Pen{FG: vt.Palette(196), BG: red}, vt.Pen{FG: vt.Palette(9), BG: red}},
		{colorprofile.ASCII, vt.Pen{FG: orange, BG: red, Attr: vt.Bold}, vt.Pen{Attr: vt.Bold}},
		{colorprofile.TrueColor, vt.Pen{Line: red, Attr: vt.CurlyUnderline | vt.Overline}, vt.Pen{Attr: vt.Underline}},
		{colorprofile.TrueColor, vt.Pen{}, vt.Pen{}},
	} {
		if got := (palette{c.profile}).look(c.pen); got != c.want {
			t.Errorf("%v shows %+v as %+v, want %+v", c.profile, c.pen, got, c.want)
		}
	}
}

// TestOldLooks holds that an old console needs colours only.
func TestOldLooks(t *testing.T) {
	p := palette{colorprofile.ANSI}
	black, white, bright := vt.Palette(0), vt.Palette(7), vt.Palette(15)
	for _, c := range []struct{ pen, want vt.Pen }{
		{vt.Pen{}, vt.Pen{}},
		{vt.Pen{FG: vt.Palette(6), Attr: vt.Bold | vt.Underline}, vt.Pen{FG: vt.Palette(14)}},
		{vt.Pen{Attr: vt.Bold}, vt.Pen{FG: bright}},
		{vt.Pen{Attr: vt.Reverse}, vt.Pen{FG: black, BG: white}},
		{vt.Pen{Attr: vt.Bold | vt.Reverse}, vt.Pen{FG: black, BG: bright}},
		{vt.Pen{FG: vt.Palette(1), BG: vt.RGB(0, 0, 250), Attr: vt.Reverse}, vt.Pen{FG: vt.Palette(12), BG: vt.Palette(1)}},
	} {
		if got := p.oldLook(c.pen); got != c.want {
			t.Errorf("%+v is shown as %+v, want %+v", c.pen, got, c.want)
		}
	}
}
