package cast

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
)

// Screen is a terminal's screen: bytes go in, cells and text come out. It puts
// a parser of its own before vt10x, which then sees whole and harmless
// sequences only, and adds what vt10x lacks: the lines that scrolled off, wide
// characters, and answers to the host. It is for one goroutine at a time.
//
// Sequences are those of ECMA-48 and xterm. Not done: insert mode, sixel, REP,
// titles and changed palettes; combining marks are dropped.
type Screen struct {
	vt          vt10x.Terminal
	cols, rows  int
	top, bottom int // scroll region, as vt10x has it
	history     history
	skip        int // rows to scroll off that the history has already
	reply       io.Writer
	budget      *Budget // nil: none
	largest     int     // cells, of which the budget knows

	state state
	seq   []byte // parameters of the sequence being read
	held  []byte // the start of a UTF-8 sequence
	out   []byte // reused
}

// ScreenOption is an option of NewScreen.
type ScreenOption func(*Screen)

// Replies has the terminal's answers written to w, during Screen.Write: what
// it is (DA1), that it works (DSR) and where the cursor is (CPR). A ConPTY
// waits for them. Errors of w are ignored.
func Replies(w io.Writer) ScreenOption { return func(s *Screen) { s.reply = w } }

// NewScreen returns an empty screen; a size out of 1 to MaxSide is an *Error
// of KindSize.
func NewScreen(cols, rows int, opts ...ScreenOption) (*Screen, error) {
	if !validSize(cols, rows) {
		return nil, sizeError(cols, rows)
	}
	s := &Screen{cols: cols, rows: rows, bottom: rows - 1, reply: io.Discard}
	s.vt = vt10x.New(vt10x.WithSize(cols, rows))
	for _, o := range opts {
		o(s)
	}
	return s, nil
}

func sizeError(cols, rows int) error {
	return &Error{Kind: KindSize, Detail: strconv.Itoa(cols) + "x" + strconv.Itoa(rows)}
}

// Write shows p. A sequence that p breaks off is continued by the next call.
// It never fails: what is not understood is ignored.
func (s *Screen) Write(p []byte) (int, error) {
	n := len(p)
	if len(s.held) > 0 {
		p = append(s.held, p...)
	}
	cut := len(p) - incompleteTail(p)
	s.held = slices.Clone(p[cut:])
	s.feed(p[:cut])
	return n, nil
}

func (s *Screen) feed(p []byte) {
	defer func() {
		if recover() != nil { // vt10x has had its bugs
			s.restart()
		}
	}()
	for len(p) > 0 && s.budget.Err() == nil {
		if s.state == ground {
			p = p[s.ground(p):]
		} else {
			p = p[s.sequence(p):]
		}
	}
}

// restart replaces a broken emulator; what can be read of it becomes history.
func (s *Screen) restart() {
	s.budget.Spend(costAll * s.cols * s.rows)
	text := s.visible()
	for _, line := range trimBlank(text) {
		s.history.push(line)
	}
	s.vt = vt10x.New(vt10x.WithSize(s.cols, s.rows))
	s.top, s.bottom, s.skip, s.state = 0, s.rows-1, 0, ground
}

// visible survives an emulator that panics even when read.
func (s *Screen) visible() (lines []string) {
	defer func() { _ = recover() }()
	for y := range s.rows {
		lines = append(lines, s.rowText(y))
	}
	return lines
}

// Apply shows an event: output and sizes count, others do not.
func (s *Screen) Apply(e Event) {
	if e.Code == Output {
		s.Write([]byte(e.Data))
	} else if cols, rows, ok := e.Size(); ok {
		s.Resize(cols, rows)
	}
}

// Resize changes the size as xterm does: lines are cut, not wrapped anew, and
// rows above the cursor that no longer fit scroll off. A size out of 1 to
// MaxSide is an *Error of KindSize. With a budget, its error is given, too.
func (s *Screen) Resize(cols, rows int) error {
	if !validSize(cols, rows) {
		return sizeError(cols, rows)
	}
	if cols == s.cols && rows == s.rows {
		return nil
	}
	if err := s.budget.grow(cols*rows - s.largest); err != nil {
		return err
	}
	s.largest = max(s.largest, cols*rows)
	if !s.budget.Spend(costAll * (cols*rows + s.cols*s.rows)) {
		return s.budget.Err()
	}
	x, y, _ := s.Cursor()
	if !s.alternate() {
		s.saveRows(y - rows + 1)
	}
	s.vt.Resize(cols, rows)
	for c := (s.cols + 7) / 8 * 8; c < cols; c += 8 { // vt10x forgets these tab stops
		s.csi('G', c+1)
		s.send("\x1bH")
	}
	s.csi('G', min(x, cols-1)+1)
	s.cols, s.rows, s.top, s.bottom = cols, rows, 0, rows-1
	return nil
}

// Size returns the columns and rows.
func (s *Screen) Size() (cols, rows int) { return s.cols, s.rows }

// Cursor returns the cursor's cell, from 0, and whether it is shown.
func (s *Screen) Cursor() (x, y int, visible bool) {
	c := s.vt.Cursor()
	return c.X, c.Y, s.vt.CursorVisible()
}

// Lines returns the visible rows, each without its trailing blanks.
func (s *Screen) Lines() []string {
	lines := make([]string, s.rows)
	for y := range lines {
		lines[y] = s.rowText(y)
	}
	return lines
}

// Scrolled returns the lines that scrolled off, at most the last 10,000. They
// are the screen's: do not change them.
func (s *Screen) Scrolled() []string { return s.history.lines() }

// Text returns all that was shown: the lines that scrolled off, at most the
// last 10,000, then the visible ones. Trailing blanks and trailing blank lines
// are left out; each line ends in a newline. Lines that the screen wrapped
// stay wrapped.
func (s *Screen) Text() string {
	var b strings.Builder
	for _, line := range s.AllLines() {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// AllLines are the lines of Text.
func (s *Screen) AllLines() []string {
	return trimBlank(append(slices.Clone(s.history.lines()), s.Lines()...))
}

func trimBlank(lines []string) []string {
	n := len(lines)
	for n > 0 && lines[n-1] == "" {
		n--
	}
	return lines[:n]
}

func (s *Screen) rowText(y int) string {
	s.budget.Spend(costRead * s.cols)
	var row []byte
	for x := range s.cols {
		r := s.vt.Cell(x, y).Char
		if r == filler {
			r = s.rightHalf(x, y)
		}
		if r != 0 {
			row = utf8.AppendRune(row, r)
		}
	}
	return string(bytes.TrimRight(row, " "))
}
