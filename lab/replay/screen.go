package replay

import (
	"fmt"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"socklab/lab/term"
)

// sizeOf is the size of a window, 80 by 24 if it does not tell.
func sizeOf(out io.Writer) (cols, rows int) {
	if cols, rows, ok := term.Size(out); ok {
		return cols, rows
	}
	return 80, 24
}

// oldConsole draws for a model on a console on which ANSI sequences do not
// work, through a writer that does the commonest in its stead: rows that have
// changed, whole. bubbletea's own drawing asks too much of it.
type oldConsole struct {
	tea.Model
	w    io.Writer
	rows []string // as they were drawn
}

// Update leaves the last column free: it would begin a new row.
func (o *oldConsole) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		o.rows = nil
		msg = tea.WindowSizeMsg{Width: size.Width - 1, Height: size.Height}
	}
	var cmd tea.Cmd
	o.Model, cmd = o.Model.Update(msg)
	return o, cmd
}

// View draws, and gives bubbletea nothing to draw.
func (o *oldConsole) View() tea.View {
	rows := strings.Split(o.Model.View().Content, "\n")
	var b strings.Builder
	for y, row := range rows {
		if len(rows) != len(o.rows) || row != o.rows[y] {
			fmt.Fprintf(&b, "\x1b[%d;1H%s", y+1, row)
		}
	}
	o.rows = rows
	o.write(b.String())
	return tea.NewView("")
}

// write ignores errors: who watches sees that nothing is drawn any more.
func (o *oldConsole) write(s string) { _, _ = io.WriteString(o.w, s) }

func (o *oldConsole) begin() { o.write("\x1b[?25l\x1b[2J\x1b[H") }

// end leaves a prompt below what was drawn last.
func (o *oldConsole) end() {
	o.write(fmt.Sprintf("\x1b[m\x1b[%d;1H\x1b[?25h\n", max(len(o.rows), 1)))
}

// watchSize tells p when the size of out changes, which it does not see.
func watchSize(p *tea.Program, out io.Writer) (stop func()) {
	return term.WatchSize(out, func() {
		cols, rows := sizeOf(out)
		p.Send(tea.WindowSizeMsg{Width: cols, Height: rows})
	})
}
