package cast

import (
	"strconv"

	"socklab/lab/vt"
)

// NewScreen returns an empty screen that keeps the last 10,000 lines that
// scroll off; a size out of 1 to MaxSide is an *Error of KindSize.
func NewScreen(cols, rows int) (*vt.Screen, error) { return (*Budget)(nil).NewScreen(cols, rows) }

// Apply shows an event: output and sizes count, others do not.
func Apply(s *vt.Screen, e Event) { (*Budget)(nil).Apply(s, e) }

// NewScreen is NewScreen with a screen that spends from b: it shows nothing
// more when b has an error. All screens of a budget are those of one session,
// and take their events by its Apply.
func (b *Budget) NewScreen(cols, rows int) (*vt.Screen, error) {
	if !validSize(cols, rows) {
		return nil, &Error{Kind: KindSize, Detail: strconv.Itoa(cols) + "x" + strconv.Itoa(rows)}
	}
	o := vt.Options{History: maxHistory}
	if b == nil {
		return vt.New(cols, rows, o), nil
	}
	if !b.count(&b.area, cols*rows, MaxArea, KindArea) {
		return nil, b.err
	}
	o.Meter = b
	s := vt.New(cols, rows, o)
	b.largest[s] = cols * rows
	return s, nil
}

// Apply is Apply with a screen of b: it gets no size for which b has no room.
func (b *Budget) Apply(s *vt.Screen, e Event) {
	if e.Code == Output {
		_, _ = s.Write([]byte(e.Data)) // it never fails
	} else if cols, rows, ok := e.Size(); ok && b.resize(s, cols*rows) {
		s.Resize(cols, rows)
	}
}

// resize counts the cells of a screen that gets so many.
func (b *Budget) resize(s *vt.Screen, cells int) bool {
	if b == nil {
		return true
	}
	more := max(0, cells-b.largest[s])
	b.largest[s] += more
	return b.count(&b.area, more, MaxArea, KindArea)
}
