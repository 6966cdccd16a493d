package cast

import (
	"strconv"

	"github.com/hinshun/vt10x"
)

// Snapshot is a Screen at some moment: what it showed and how it would have
// gone on, all but the lines that had scrolled off. It does not change and may
// be used by many goroutines.
type Snapshot struct {
	screen Screen // the parser's part; vt and history are empty
	vt     string // what makes a new vt10x of that size the same
}

// Snapshot takes a snapshot. The screen stays as it is.
func (s *Screen) Snapshot() *Snapshot {
	sn := &Snapshot{screen: Screen{cols: s.cols, rows: s.rows, top: s.top, bottom: s.bottom, reply: s.reply, state: s.state}}
	sn.screen.seq = append(sn.screen.seq, s.seq...)
	sn.screen.held = append(sn.screen.held, s.held...)
	sn.vt = s.describe()
	return sn
}

// Screen returns a new screen that is as the one was of which the snapshot was
// taken, with no lines scrolled off.
func (sn *Snapshot) Screen() *Screen {
	s := sn.screen
	s.seq = append([]byte(nil), s.seq...)
	s.vt = vt10x.New(vt10x.WithSize(s.cols, s.rows))
	s.send(sn.vt)
	return &s
}

// describe gives the sequences that make a new vt10x the same. It asks vt10x
// for its hidden parts by using them, and puts those back.
func (s *Screen) describe() string {
	cursor, mode := s.vt.Cursor(), s.vt.Mode()
	alternate := s.alternate()
	var d description
	active := s.grid()
	s.send("\x1b8")
	saved := s.vt.Cursor()
	tabs := s.tabStops()
	if alternate {
		s.send("\x1b[?47l") // this clears the alternate screen
		d.paint(s.grid())
		d.add("\x1b[?47h")
		s.send("\x1b[?47h")
	} else {
		s.send(d.hidden(s))
	}
	d.paint(active)
	d.tabs(tabs)
	d.cursor(saved, 0, s.rows-1)
	d.add("\x1b7")
	end := len(d.b)
	d.add("\x1b[" + strconv.Itoa(s.top+1) + ";" + strconv.Itoa(s.bottom+1) + "r")
	d.cursor(cursor, s.top, s.bottom)
	if cursor.State&cursorWrapNext != 0 {
		d.put(active[cursor.Y][cursor.X])
		d.attr(cursor.Attr, false)
	}
	d.modes(mode)
	if alternate {
		s.send(string(d.b[d.active:end])) // paints what was cleared
	}
	s.send(string(d.b[end:]))
	return string(d.b)
}

// grid is the screen in use, as vt10x has it.
func (s *Screen) grid() [][]vt10x.Glyph {
	g := make([][]vt10x.Glyph, s.rows)
	for y := range g {
		g[y] = make([]vt10x.Glyph, s.cols)
		for x := range g[y] {
			g[y][x] = s.vt.Cell(x, y)
		}
	}
	return g
}

// tabStops moves the cursor along the row to find them.
func (s *Screen) tabStops() []int {
	var stops []int
	s.send("\x1b[1G")
	for {
		before := s.vt.Cursor().X
		s.send("\t")
		x := s.vt.Cursor().X
		if x == before {
			return stops
		}
		stops = append(stops, x)
	}
}

// description is a text of sequences for a vt10x.
type description struct {
	b      []byte
	active int // where the screen in use begins
}

func (d *description) add(s string) { d.b = append(d.b, s...) }

func (d *description) number(n int) { d.b = strconv.AppendInt(d.b, int64(n), 10) }

func (d *description) move(x, y int) {
	d.add("\x1b[")
	d.number(y + 1)
	d.add(";")
	d.number(x + 1)
	d.add("H")
}

// paint fills a screen, whatever is on it, without wrapping.
func (d *description) paint(g [][]vt10x.Glyph) {
	d.active = len(d.b)
	d.add("\x1b[r\x1b[?6l\x1b[?7l\x1b(B\x1b[m\x1b[2J")
	blank := vt10x.Glyph{Char: ' ', FG: vt10x.DefaultFG, BG: vt10x.DefaultBG}
	last := blank
	for y, row := range g {
		at := -1 // where the cursor is in this row
		for x, c := range row {
			c.Mode &^= attrGfx | attrWrapped
			if c == blank {
				continue
			}
			if at != x {
				d.move(x, y)
			}
			if erased := erasable(c); c.Mode != last.Mode || c.FG != last.FG || c.BG != last.BG || erased != erasable(last) {
				d.attr(c, !erased)
				last = c
			}
			at = d.char(c, x)
		}
	}
}

// hidden describes the alternate screen while it is not in use: leaving it has
// cleared it, in the colours of that time. It gives what leaves it in s so.
func (d *description) hidden(s *Screen) string {
	s.send("\x1b[?47h")
	d.attr(s.vt.Cell(0, 0), false)
	clear := string(d.b) + "\x1b[?47l"
	d.add("\x1b[?47h\x1b[?47l")
	return clear
}

// attrWrapped tells vt10x that the row goes on in the next; nothing uses it.
// cursorOrigin is a bit of Cursor.State like cursorWrapNext.
const (
	attrWrapped  = attrBlink << 1
	cursorOrigin = cursorWrapNext << 1
)

// char puts c's character, or a blank as erasing leaves it, and returns where
// the cursor is then.
func (d *description) char(c vt10x.Glyph, x int) int {
	if erasable(c) {
		d.add("\x1b[1X")
		return x
	}
	d.add(string(c.Char))
	return x + 1
}

// erasable tells whether erasing leaves such a cell: a blank with its colours as
// SGR gives them. Where a character was put in reverse they are swapped.
func erasable(c vt10x.Glyph) bool {
	return c.Char == ' ' && c.FG != vt10x.DefaultBG && c.BG != vt10x.DefaultFG
}

// put puts one cell at the cursor.
func (d *description) put(c vt10x.Glyph) {
	c.Mode &^= attrGfx | attrWrapped
	d.attr(c, true)
	d.add("\x1b(B" + string(c.Char))
}

// attr sets attributes; shown says that they are those of a cell in which a
// character was put, so that reverse has swapped the colours.
func (d *description) attr(c vt10x.Glyph, shown bool) {
	d.add("\x1b[0")
	for _, a := range []struct {
		bit  int16
		code string
	}{{attrBold, ";1"}, {attrItalic, ";3"}, {attrUnderline, ";4"}, {attrBlink, ";5"}, {attrReverse, ";7"}} {
		if c.Mode&a.bit != 0 {
			d.add(a.code)
		}
	}
	if shown && c.Mode&attrReverse != 0 {
		c.FG, c.BG = c.BG, c.FG
	}
	d.color(";38", c.FG)
	d.color(";48", c.BG)
	d.add("m")
	if c.Mode&attrGfx != 0 {
		d.add("\x1b(0")
	} else {
		d.add("\x1b(B")
	}
}

func (d *description) color(prefix string, c vt10x.Color) {
	switch {
	case c >= vt10x.DefaultFG:
	case c < 256:
		d.add(prefix + ";5;")
		d.number(int(c))
	default:
		d.add(prefix + ";2;")
		d.number(int(c >> 16))
		d.add(";")
		d.number(int(c >> 8 & 0xff))
		d.add(";")
		d.number(int(c & 0xff))
	}
}

func (d *description) tabs(stops []int) {
	d.add("\x1b[3g")
	for _, x := range stops {
		d.move(x, 0)
		d.add("\x1bH")
	}
}

// cursor places the cursor with its attributes; in origin mode rows count from
// the top of the scroll region.
func (d *description) cursor(c vt10x.Cursor, top, bottom int) {
	d.add("\x1b[?6l")
	d.attr(c.Attr, false)
	y := c.Y
	if c.State&cursorOrigin != 0 {
		d.add("\x1b[?6h")
		y = min(max(c.Y, top), bottom) - top
	}
	d.move(c.X, y)
}

func (d *description) modes(m vt10x.ModeFlag) {
	d.mode("?7", m&vt10x.ModeWrap != 0)
	d.mode("?25", m&vt10x.ModeHide == 0)
	d.mode("20", m&vt10x.ModeCRLF != 0)
}

func (d *description) mode(name string, on bool) {
	final := "l"
	if on {
		final = "h"
	}
	d.add("\x1b[" + name + final)
}

// Memory is how many bytes a snapshot takes, about.
func (sn *Snapshot) Memory() int { return 512 + len(sn.vt) }
