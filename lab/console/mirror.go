package console

import (
	"sync"

	"socklab/lab/vt"
)

// A mirror makes of a pseudo console's painting what a plain program would
// have printed. A pseudo console (ConPTY) begins with an empty screen, moves
// its cursor over blanks, paints again what is there, and sets titles and
// modes. The mirror keeps that screen and prints what is new on it: text with
// its colours, in order, with \r\n between lines, a line as it grows. What is
// painted over is painted over in place, by relative moves, so that a
// full-screen program looks right as far as its rows go.
//
// The promise: a terminal of the same size that was empty shows, after each
// piece, the rows of the screen as they are, with its cursor, and has scrolled
// the same lines off. Below other text it is the same relative to the cursor.
// Titles, modes and the cursor's look are not passed on.
//
// One goroutine may show what another changes the size of.
type mirror struct {
	mu         sync.Mutex
	screen     *vt.Screen
	cols, rows int
	resizing   bool

	shown   [][]vt.Cell // by row of the screen: what was printed of it
	last    int         // the last row that was printed; rows that scrolled off are below 0
	x, y    int         // where printing goes on; x is cols after the last column
	behind  int         // by how many rows the terminal has scrolled less than the screen
	wrapped bool        // the row that scrolled off last goes on in row 0
	enough  int         // with so much in out, rows that scroll off are left out
	left    int         // cells that may yet be touched for this piece
	out     []byte
}

// Harmless gives a function that makes of all that a program shows, piece by
// piece, what a real terminal may have: the text of the screen as it was
// understood, its colours, and moves within it. Nothing else comes out, whatever
// goes in: no titles, modes, questions or orders to the terminal.
func Harmless(cols, rows int) func(p []byte) []byte {
	return newMirror(cols, rows, nil).show
}

// newMirror gives a mirror that has an answer to what the pseudo console asks
// its terminal.
func newMirror(cols, rows int, answer func(string)) *mirror {
	m := &mirror{cols: cols, rows: rows, shown: make([][]vt.Cell, rows)}
	m.screen = vt.New(cols, rows, vt.Options{Off: m.leaves, Reply: answer, DA1: "\x1b[?1;0c", Meter: m})
	return m
}

// show takes what the pseudo console painted and returns what is to be
// printed. A few bytes can fill and empty a screen, over and over. Beyond what
// a program does in earnest, rows that scroll off are not printed, and then the
// rest of the piece is not looked at.
func (m *mirror) show(p []byte) []byte {
	const (
		timesInput = 16
		screens    = 16
		step       = 256
	)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.out = make([]byte, 0, len(p))
	m.enough = timesInput*len(p) + m.cols*m.rows
	m.left = 2*(m.cols+m.rows)*len(p) + screens*m.cols*m.rows
	for len(p) > 0 && m.left > 0 {
		n := min(step, len(p))
		_, _ = m.screen.Write(p[:n]) // cannot fail
		p = p[n:]
	}
	m.print()
	return m.out
}

// Spend counts what the screen costs.
func (m *mirror) Spend(cells int) bool {
	m.left -= cells
	return true
}

// Keep is for a history, of which there is none.
func (m *mirror) Keep(int) bool { return true }

// finish returns what makes the next line begin below everything.
func (m *mirror) finish() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.out = nil
	if m.y < m.last {
		m.down(m.last)
		m.out = append(m.out, "\r\n"...)
	}
	return m.out
}

// leaves prints a row that is about to scroll off, and counts it.
func (m *mirror) leaves(r vt.Row) {
	if m.resizing {
		return
	}
	printed := len(m.out) < m.enough
	if printed {
		m.row(0, r, 0)
	}
	first := m.shown[0][:0]
	m.shown[copy(m.shown, m.shown[1:])] = first
	m.wrapped = printed && r.Wrapped
	if printed || m.last >= 0 {
		m.last--
		m.y--
		m.behind++
	}
}

// resize changes the size, as the terminal does it: rows above the cursor that
// no longer fit scroll off. What that changes is printed by the next show.
func (m *mirror) resize(cols, rows int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	gone := max(0, m.y-rows+1)
	m.resizing = true
	m.screen.Resize(cols, rows)
	m.resizing = false
	shown := make([][]vt.Cell, rows)
	for y := range min(rows, m.rows-gone) {
		was := m.shown[gone+y]
		shown[y] = was[:min(len(was), cols)]
	}
	m.shown, m.last, m.y = shown, min(m.last-gone, rows-1), m.y-gone
	m.x = min(m.x, cols-1, m.cols-1)
	m.cols, m.rows = cols, rows
}
