package replay

import "slices"

// A rect is a part of the window.
type rect struct{ x, y, cols, rows int }

func (r rect) empty() bool { return r.cols <= 0 || r.rows <= 0 }

// A layout says where everything goes. What has no room is empty.
type layout struct {
	title   rect // of the session
	panes   []rect
	one     bool // only the pane of one console is there
	panel   rect // chapters and the note, beside the consoles
	chapter rect // or else the chapter alone, in a line,
	note    rect // and its note
	bar     rect // the time line
	keys    rect
}

const (
	leastRows = 5  // of a pane in a stack, with its title
	leastCols = 50 // of a pane beside others that need more
	panelCols = 30
	panelMost = 44
)

// arrange lays out panes that need so much room in a window. noteRows gives
// how many rows the longest note takes at a width.
func arrange(cols, rows int, needs []extent, noteRows func(cols int) int) layout {
	var l layout
	left := rect{0, 0, cols, rows}
	if rows >= 10 {
		l.title = left.top(1)
	}
	if rows >= 3 {
		if rows >= 16 {
			l.keys = left.bottom(1)
		}
		l.bar = left.bottom(1)
	}
	total, widest := len(needs)-1, 0
	for _, n := range needs {
		total += n.cols
		widest = max(widest, n.cols)
	}
	across := widest
	side := len(needs) > 1 && total <= cols && left.rows >= leastRows
	if side {
		across = total
	}
	if cols-across-1 >= panelCols && rows >= 16 {
		l.panel = left.right(min(cols-across-1, panelMost))
		left.cols-- // between them
	} else if rows >= 7 {
		if n := min(noteRows(cols), (rows-5)/3); n > 0 {
			l.note = left.bottom(n)
		}
		l.chapter = left.bottom(1)
	}
	l.place(left, needs, side)
	return l
}

// arrangeZoom gives the window to one console, and a line to the time line.
func arrangeZoom(cols, rows, consoles int) layout {
	l := layout{one: true}
	left := rect{0, 0, cols, rows}
	if rows >= 3 {
		l.bar = left.bottom(1)
	}
	l.panes = slices.Repeat([]rect{left}, consoles)
	return l
}

// arrangeControl lays out a window without consoles, which may have a few rows
// only: the time line comes first, then the keys, the chapter, the title and
// the note, or all chapters where there is room.
func arrangeControl(cols, rows, chapters int, noteRows func(cols int) int) layout {
	var l layout
	left := rect{0, 0, cols, rows}
	if rows >= 5 {
		l.title = left.top(1)
	}
	if rows >= 2 {
		l.keys = left.bottom(1)
	}
	l.bar = left.bottom(1)
	if left.rows >= chapters+noteRows(cols)+3 {
		l.panel = left
	} else {
		l.chapter = left.top(1)
		l.note = left
	}
	return l
}

// zoomed is the part of the window in which a zoomed console shows its lines.
func zoomed(cols, rows int) rect {
	r := arrangeZoom(cols, rows, 1).panes[0]
	if r.rows > 1 {
		r.top(1) // the titles
	}
	return r
}

// place gives the panes their room: side by side, one above the other, or to
// one of them all of it.
func (l *layout) place(left rect, needs []extent, side bool) {
	n := len(needs)
	stacked := left.rows >= n*leastRows
	switch {
	case n == 1:
		l.panes = []rect{left}
	case side, !stacked && left.cols/n >= leastCols && left.rows >= leastRows:
		l.panes = left.beside(needs)
	case stacked:
		l.panes = left.stack(needs)
	default:
		l.one = true
		l.panes = slices.Repeat([]rect{left}, n)
	}
}

// beside divides r by what the panes need, with a column between two.
func (r rect) beside(needs []extent) []rect {
	var want []int
	for _, n := range needs {
		want = append(want, n.cols)
	}
	var out []rect
	x := r.x
	for _, cols := range share(r.cols-len(needs)+1, want) {
		out = append(out, rect{x, r.y, cols, r.rows})
		x += cols + 1
	}
	return out
}

// stack divides r, each pane with a row for its title.
func (r rect) stack(needs []extent) []rect {
	var want []int
	for _, n := range needs {
		want = append(want, max(n.rows+1, leastRows))
	}
	var out []rect
	for _, rows := range share(r.rows, want) {
		out = append(out, r.top(rows))
	}
	return out
}

// share divides total: each gets what it wants if all can, and an equal part
// of what is over; else those that want the most get less.
func share(total int, want []int) []int {
	got := make([]int, len(want))
	most := slices.Max(want)
	// Who lacks something comes first, the one that has the least before the
	// others; then who has the least beyond what it wants.
	turn := func(i int) int {
		if got[i] < want[i] {
			return got[i]
		}
		return most + got[i] - want[i]
	}
	for ; total > 0; total-- {
		next := 0
		for i := range got {
			if turn(i) < turn(next) {
				next = i
			}
		}
		got[next]++
	}
	return got
}

func (r *rect) top(n int) rect {
	n = min(n, r.rows)
	out := rect{r.x, r.y, r.cols, n}
	r.y, r.rows = r.y+n, r.rows-n
	return out
}

func (r *rect) bottom(n int) rect {
	n = min(n, r.rows)
	r.rows -= n
	return rect{r.x, r.y + r.rows, r.cols, n}
}

func (r *rect) right(n int) rect {
	r.cols -= n
	return rect{r.x + r.cols, r.y, n, r.rows}
}
