package console

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
	"github.com/rivo/uniseg"
)

// A mirror makes of a pseudo console's painting what a plain program would
// have printed. A pseudo console (ConPTY) begins with an empty screen, moves
// its cursor over blanks, paints again what is there, and sets titles and
// modes. The mirror keeps that screen in an emulator and prints what is new on
// it: text with its colours, in order, with \r\n between lines, a line as it
// grows. What is painted over is painted over in place, by relative moves, so
// that a full-screen program looks right as far as its rows go.
//
// Not passed on: titles, modes, the cursor's look, combining marks.
type mirror struct {
	vt          vt10x.Terminal
	cols, rows  int
	top, bottom int // scroll region, as vt10x has it
	pens        pens
	answer      func(string) // to what the pseudo console asks its terminal

	state stripState
	seq   []byte // the sequence being read
	part  []byte // the start of a UTF-8 sequence

	shown    [][]cell // by row of the screen: what was printed of it
	last     int      // the last row that was printed
	x, y     int      // where printing goes on; x is cols after the last column
	pen      int      // with which
	low, end int      // rows that may have changed
	out      []byte
}

type cell struct {
	char rune
	pen  int
}

const (
	plain  = 0        // the pen without colours
	filler = '\uffff' // the right half of a wide character

	wrapNext = 1 << 1 // vt10x's cursor state: the next character goes to the next row
	wrapped  = 1 << 6 // vt10x's mode of the last cell in a row that goes on below
)

// Harmless gives a function that makes of all that a program shows, piece by
// piece, what a real terminal may have: the text of the screen as it was
// understood, its colours, and moves within it. Nothing else comes out, whatever
// goes in: no titles, modes, questions or orders to the terminal.
func Harmless(cols, rows int) func(p []byte) []byte {
	return newMirror(cols, rows, func(string) {}).show
}

func newMirror(cols, rows int, answer func(string)) *mirror {
	m := &mirror{answer: answer, pens: newPens()}
	m.restart(cols, rows)
	return m
}

func (m *mirror) restart(cols, rows int) {
	m.vt = vt10x.New(vt10x.WithSize(cols, rows))
	m.cols, m.rows, m.top, m.bottom = cols, rows, 0, rows-1
	m.shown, m.last, m.x, m.y = make([][]cell, rows), 0, 0, 0
	m.state, m.low, m.end = ground, 0, 0
}

// show takes what the pseudo console painted and returns what is to be
// printed.
func (m *mirror) show(p []byte) []byte {
	if len(m.part) > 0 {
		p = append(m.part, p...)
		m.part = nil
	}
	m.feed(p)
	m.print()
	return m.take()
}

func (m *mirror) take() []byte {
	out := m.out
	m.out = nil
	return out
}

// finish returns what makes the next line begin below everything.
func (m *mirror) finish() []byte {
	if m.y < m.last {
		m.down(m.last)
		m.out = append(m.out, "\r\n"...)
	}
	return m.take()
}

// resize changes the screen's size, as vt10x does it: rows above the cursor
// that no longer fit scroll off. What that prints comes with the next show.
func (m *mirror) resize(cols, rows int) {
	m.scrolled(m.vt.Cursor().Y - rows + 1)
	m.vt.Resize(cols, rows)
	shown := make([][]cell, rows)
	copy(shown, m.shown)
	m.shown, m.cols, m.rows, m.top, m.bottom = shown, cols, rows, 0, rows-1
	m.last, m.y, m.x = min(m.last, rows-1), min(m.y, rows-1), min(m.x, cols)
	for y := range shown {
		shown[y] = shown[y][:min(len(shown[y]), cols)]
	}
	m.touch(0, rows)
}

func (m *mirror) feed(p []byte) {
	defer func() {
		if recover() != nil { // vt10x has had its bugs
			m.out = append(m.out, m.pens.change(&m.pen, plain)+"\r\n"...)
			m.restart(m.cols, m.rows)
		}
	}()
	next := len(p) // what is left when bulk may find something
	for len(p) > 0 {
		switch {
		case m.state != ground:
			m.sequence(p[0])
			p = p[1:]
		case p[0] < ' ' || p[0] == 0x7f:
			m.control(p[0])
			p = p[1:]
		default:
			if len(p) <= next {
				done, plain := m.bulk(p)
				next = len(p) - max(plain, 1)
				p = p[done:]
			}
			if p = p[m.text(p):]; len(p) > 0 && !utf8.FullRune(p) {
				m.part = bytes.Clone(p)
				return
			}
		}
	}
}

func (m *mirror) control(b byte) {
	switch b {
	case 0x1b:
		m.state, m.seq = escape, m.seq[:0]
	case '\n', '\v', '\f':
		m.lineFeed("\n")
	case '\r', '\b', '\t':
		m.send(string(rune(b)))
	}
}

// lineFeed does what moves the cursor a row down.
func (m *mirror) lineFeed(seq string) {
	if m.vt.Cursor().Y == m.bottom {
		m.scroll(1)
	}
	m.send(seq)
}

// scroll prepares for n rows that are about to leave the screen.
func (m *mirror) scroll(n int) {
	if m.scrollsAll() {
		m.scrolled(n)
	} else {
		m.touch(0, m.rows) // painted again
	}
}

func (m *mirror) scrollsAll() bool {
	return m.top == 0 && m.bottom == m.rows-1 && m.vt.Mode()&vt10x.ModeAltScreen == 0
}

// scrolled prints the rows before n of them go out of reach.
func (m *mirror) scrolled(n int) {
	if n <= 0 {
		return
	}
	m.changed()
	m.begin(m.rows - 1)
	m.down(m.last)
	for range min(n, m.rows) {
		copy(m.shown, m.shown[1:])
		m.shown[m.rows-1] = nil
		if m.last--; m.last < 0 {
			m.out = append(m.out, "\r\n"...)
			m.last, m.x = 0, 0
		}
	}
	m.y = m.last
}

// text takes printable text, at most to the end of the row, and returns how
// many bytes that was.
func (m *mirror) text(p []byte) int {
	c := m.vt.Cursor()
	room := m.cols - c.X
	wraps := m.vt.Mode()&vt10x.ModeWrap != 0
	pending := wraps && c.State&wrapNext != 0
	if pending {
		room = m.cols
	}
	var line []byte
	n := 0
	for n < len(p) && room > 0 && p[n] >= ' ' && p[n] != 0x7f && utf8.FullRune(p[n:]) {
		r, size := utf8.DecodeRune(p[n:])
		width := runeWidth(r)
		if width == 2 && room == 1 {
			line = append(line, ' ')
			if !wraps || m.cols == 1 {
				n += size // it has no room anywhere
			}
			break // it goes to the next row
		}
		n += size
		if width > 0 {
			line = utf8.AppendRune(line, r)
		}
		if width == 2 {
			line = utf8.AppendRune(line, filler)
		}
		room -= width
	}
	if pending && len(line) > 0 {
		m.lineFeed("")
	}
	m.send(string(line))
	return n
}

// runeWidth returns how many columns r takes.
func runeWidth(r rune) int {
	switch {
	case r >= ' ' && r < 0x7f || r >= 0xa0 && r < 0x300:
		return 1
	case r < 0xa0 || r == filler || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Zl, unicode.Zp):
		return 0
	case r < 0x1100:
		return 1
	}
	return min(max(uniseg.StringWidth(string(r)), 1), 2)
}

// sequence takes a byte of an escape sequence, and acts at its end.
func (m *mirror) sequence(b byte) {
	s := stripper{state: m.state}
	was := m.state
	s.skip(b)
	m.state = s.state
	const enough = 256
	if len(m.seq) < enough {
		m.seq = append(m.seq, b)
	}
	switch {
	case m.state == escape || m.state == control && was == escape:
		m.seq = m.seq[:0]
	case m.state == ground && was == escape && b >= 0x30:
		m.escape(b)
	case m.state == ground && was == control && b >= 0x40 && len(m.seq) < enough:
		m.csi(string(m.seq[:len(m.seq)-1]), b)
	}
}

func (m *mirror) escape(b byte) {
	switch b {
	case 'D', 'E': // a row down
		m.lineFeed("\x1b" + string(rune(b)))
	case 'M', '7', '8':
		m.touch(0, m.rows)
		m.send("\x1b" + string(rune(b)))
	}
}

func (m *mirror) csi(params string, final byte) {
	if strings.Trim(params, "0123456789;:<=>?") != "" {
		return // with control characters in it, or of a kind that is not done
	}
	if params != "" && params[0] >= '<' { // private
		if params[0] == '?' && (final == 'h' || final == 'l') {
			m.mode(numbers(params[1:]), final)
		}
		return
	}
	if final == 'm' {
		pen := m.pens.set(params)
		m.send(fmt.Sprintf("\x1b[38;2;%d;%d;%dm", pen>>16, pen>>8&0xff, pen&0xff))
		return
	}
	args := numbers(params)
	first := min(max(args[0], 1), max(m.cols, m.rows))
	c := m.vt.Cursor()
	switch final {
	case 'c':
		m.answer("\x1b[?1;0c")
	case 'n':
		if args[0] == 6 {
			m.answer(fmt.Sprintf("\x1b[%d;%dR", c.Y+1, c.X+1))
		}
	case 'A', 'B', 'C', 'D', 'E', 'F', 'G', '`', 'a', 'd', 'e':
		m.send(fmt.Sprintf("\x1b[%d%c", first, final))
	case 'H', 'f':
		second := 1
		if len(args) > 1 {
			second = min(max(args[1], 1), m.cols)
		}
		m.send(fmt.Sprintf("\x1b[%d;%dH", first, second))
	case '@', 'P', 'X':
		m.send(fmt.Sprintf("\x1b[%d%c", min(first, m.cols-c.X), final))
	case 'K':
		m.send(fmt.Sprintf("\x1b[%dK", args[0]))
	case 'J', 'L', 'M', 'T':
		m.touch(0, m.rows)
		if final != 'J' {
			args[0] = min(first, m.rows)
		}
		m.send(fmt.Sprintf("\x1b[%d%c", args[0], final))
	case 'S':
		m.scroll(min(first, m.rows))
		if m.scrollsAll() {
			m.begin(m.rows - 1)
		}
		m.send(fmt.Sprintf("\x1b[%dS", min(first, m.rows)))
	case 'r':
		m.region(args)
	case 's', 'u':
		m.send("\x1b[" + string(rune(final)))
	}
}

// numbers returns the parameters, at least one; 0 is what is missing.
func numbers(params string) []int {
	var args []int
	for _, p := range bytes.Split([]byte(params), []byte{';'}) {
		n := 0
		for _, d := range p {
			if d >= '0' && d <= '9' && n < 1<<14 {
				n = 10*n + int(d-'0')
			}
		}
		args = append(args, n)
	}
	return args
}

// mode sets or resets what changes where text goes.
func (m *mirror) mode(args []int, final byte) {
	for _, a := range args {
		alternate := a == 47 || a == 1047 || a == 1049
		if alternate && (final == 'h') == (m.vt.Mode()&vt10x.ModeAltScreen != 0) {
			continue // vt10x would enter what it is told to leave
		}
		if alternate || a == 6 || a == 7 || a == 1048 {
			m.touch(0, m.rows)
			m.send(fmt.Sprintf("\x1b[?%d%c", a, final))
		}
	}
}

func (m *mirror) region(args []int) {
	top, bottom := max(args[0], 1), m.rows
	if len(args) > 1 && args[1] > 0 {
		bottom = min(args[1], m.rows)
	}
	if top < bottom {
		m.top, m.bottom = top-1, bottom-1
		m.send(fmt.Sprintf("\x1b[%d;%dr", top, bottom))
	}
}

// send hands on to the emulator what it may paint in the cursor's row.
func (m *mirror) send(seq string) {
	y := m.vt.Cursor().Y
	_, _ = m.vt.Write([]byte(seq)) // cannot fail
	now := m.vt.Cursor().Y
	m.touch(min(y, now), max(y, now)+1)
}

// touch notes that rows from low up to end may have changed.
func (m *mirror) touch(low, end int) {
	if m.low < m.end {
		low, end = min(low, m.low), max(end, m.end)
	}
	m.low, m.end = low, end
}
