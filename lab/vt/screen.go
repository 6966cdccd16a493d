package vt

import (
	"slices"
	"strings"
)

// A Screen is a terminal's screen. It is for one goroutine at a time.
type Screen struct {
	cols, rows int
	o          Options
	scan       Scanner
	args       args // of the control sequence that is being done
	cursor     cursor
	main, alt  page
	page       *page // the one in use
	top, end   int   // the scroll region: rows top to end-1
	tabs       []bool
	modes      modes
	last       rune // the character that REP repeats; 0: none
	history    history
	scratch    []*row // of shift
	low, high  int    // rows that may have changed: low to high-1
	stopped    bool
}

// page is one of the two screens, with its own saved cursor.
type page struct {
	rows  []*row
	saved saved
}

// cursor is where and how the next character is shown.
type cursor struct {
	x, y    int
	pending bool // the last column was written: the next character begins a row
	pen     Pen
	sets    charsets
}

type modes struct {
	origin  bool // DECOM: rows count from the top of the scroll region
	wrap    bool // DECAWM
	insert  bool // IRM
	newline bool // LNM: a line feed is a carriage return, too
	hidden  bool // DECTCEM, reset
}

// saved is what DECSC saves.
type saved struct {
	cursor cursor
	origin bool
}

// Options are what a screen has to do with others. None is needed.
type Options struct {
	// Reply is called, during Write, with the terminal's answers: what it is
	// (DA1), that it works (DSR), and where the cursor is (CPR).
	Reply func(string)
	// DA1 says what the terminal is; "" is a VT102, ESC [ ? 6 c.
	DA1 string
	// Off is called before a row scrolls off the whole screen, or is pushed out
	// of it by a new size. The row holds during the call.
	Off func(Row)
	// History is how many lines that scrolled off are kept as text.
	History int
	// Meter bounds what the screen costs; nil: no bound.
	Meter Meter
}

// A Meter is asked during Write and Resize. Once it says no, the screen shows
// nothing more.
type Meter interface {
	// Spend counts cells that are touched; moving a row counts a little, too.
	Spend(cells int) bool
	// Keep counts bytes of the history; fewer than none are given back.
	Keep(bytes int) bool
}

const defaultDA1 = "\x1b[?6c"

// New returns an empty screen of at least one column and one row.
func New(cols, rows int, o Options) *Screen {
	if o.DA1 == "" {
		o.DA1 = defaultDA1
	}
	s := &Screen{cols: max(cols, 1), rows: max(rows, 1), o: o}
	s.history.max = o.History
	s.reset()
	return s
}

// reset is all of RIS.
func (s *Screen) reset() {
	s.main, s.alt = newPage(s.rows), page{}
	s.page = &s.main
	s.cursor, s.modes, s.last = cursor{}, modes{wrap: true}, 0
	s.top, s.end = 0, s.rows
	s.tabs = nil
	s.growTabs()
	s.touch(0, s.rows)
}

func newPage(rows int) page {
	all := make([]row, rows)
	p := page{rows: make([]*row, rows)}
	for y := range all {
		p.rows[y] = &all[y]
	}
	return p
}

// own is row y, to be changed.
func (p *page) own(y int) *row {
	if r := p.rows[y]; r.shared {
		p.rows[y] = &row{cells: slices.Clone(r.cells), wrapped: r.wrapped}
	}
	return p.rows[y]
}

// blank makes row y blank.
func (p *page) blank(y, cols int, pen Pen) {
	if p.rows[y].shared {
		p.rows[y] = &row{}
	}
	r := p.rows[y]
	r.cells, r.wrapped = r.cells[:0], false
	r.erase(0, cols, cols, pen)
}

// Size returns the columns and rows.
func (s *Screen) Size() (cols, rows int) { return s.cols, s.rows }

// Cursor returns the cursor's cell, from 0, and whether it is shown.
func (s *Screen) Cursor() (x, y int, visible bool) {
	return s.cursor.x, s.cursor.y, !s.modes.hidden
}

// Pending tells whether the cursor stands on the last column because that was
// written: the next character goes to the next row.
func (s *Screen) Pending() bool { return s.cursor.pending && s.modes.wrap }

// Alternate tells whether the alternate screen is shown.
func (s *Screen) Alternate() bool { return s.page == &s.alt }

// Row returns a row, from 0.
func (s *Screen) Row(y int) Row {
	r := s.page.rows[y]
	return Row{Cells: r.cells, Wrapped: r.wrapped}
}

// Cell returns the cell at column x and row y, from 0; outside of the screen a
// blank.
func (s *Screen) Cell(x, y int) Cell {
	if x < 0 || y < 0 || y >= s.rows || x >= len(s.page.rows[y].cells) {
		return Cell{}
	}
	return s.page.rows[y].cells[x]
}

// Lines returns the rows as text, each without the blanks at its end.
func (s *Screen) Lines() []string {
	s.spend(s.cols * s.rows)
	lines := make([]string, s.rows)
	for y, r := range s.page.rows {
		lines[y] = string(r.appendText(nil))
	}
	return lines
}

// Scrolled returns the lines that scrolled off and are kept.
func (s *Screen) Scrolled() []string { return s.history.lines() }

// AllLines are the lines that scrolled off and are kept, and those of the
// screen, without empty ones at the end.
func (s *Screen) AllLines() []string {
	lines := append(s.history.lines(), s.Lines()...)
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// Text is AllLines, each with a newline. What the screen wrapped stays so.
func (s *Screen) Text() string {
	return strings.Join(append(s.AllLines(), ""), "\n")
}

// Changed returns which rows may have changed since the last call: low to
// end-1. With Options.Off, rows that only moved up because others scrolled off
// the screen are not among them.
func (s *Screen) Changed() (low, end int) {
	low, end = s.low, s.high
	s.low, s.high = 0, 0
	return low, end
}

func (s *Screen) touch(low, end int) {
	if s.low < s.high {
		low, end = min(low, s.low), max(end, s.high)
	}
	s.low, s.high = low, end
}

// Equal tells whether both screens look the same, cursors included.
func (s *Screen) Equal(o *Screen) bool {
	if s.cols != o.cols || s.rows != o.rows || s.modes.hidden != o.modes.hidden ||
		s.cursor.x != o.cursor.x || s.cursor.y != o.cursor.y || s.Alternate() != o.Alternate() {
		return false
	}
	return slices.EqualFunc(s.page.rows, o.page.rows, (*row).equal)
}

// Write shows p. What p breaks off is continued by the next call. It never
// fails: what is not understood is ignored.
func (s *Screen) Write(p []byte) (int, error) {
	var t Token
	for rest := p; len(rest) > 0 && !s.stopped; {
		t.Kind = None
		rest = rest[s.scan.next(&t, rest):]
		switch t.Kind {
		case Text:
			s.text(t.Bytes)
		case Control:
			s.execute(t.Final)
		case Escape:
			s.escape(t.Bytes, t.Final)
		case CSI:
			s.csi(t.Bytes, t.Final)
		}
	}
	return len(p), nil
}

// spend counts work; false: there is to be no more.
func (s *Screen) spend(cells int) bool {
	if s.o.Meter != nil && !s.o.Meter.Spend(cells) {
		s.stopped = true
	}
	return !s.stopped
}

// keep counts bytes of the history.
func (s *Screen) keep(bytes int) {
	if s.o.Meter != nil && !s.o.Meter.Keep(bytes) {
		s.stopped = true
	}
}
