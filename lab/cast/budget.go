package cast

import (
	"bytes"
	"context"
	"io"

	"socklab/lab/vt"
)

// A Budget is what loading one session may cost, all its recordings together:
// the bounds of limits.go, and a context whose end stops whatever is under
// way. It is the vt.Meter of its screens. It holds the context because screens
// are writers, whose Write has no place for one. It is for one goroutine at a
// time.
//
// Once a bound is passed nothing more is read or shown; Err says which. A nil
// Budget has no bounds: it is for what we have recorded ourselves.
type Budget struct {
	ctx      context.Context
	events   int
	data     int
	area     int
	largest  map[*vt.Screen]int // cells that each screen had at most
	text     int
	scrolled int
	work     int
	ticks    int // since ctx was looked at
	err      error
}

// The context is looked at after so many ticks, a few milliseconds: one for a
// cell, and so many for whatever is done.
const (
	lookEvery = 1 << 20
	eachTicks = 200
)

// NewBudget returns a budget of which nothing is spent.
func NewBudget(ctx context.Context) *Budget { return NewBudgetFor(ctx, 0) }

// NewBudgetFor is a budget for showing recordings of so many bytes, which were
// read before.
func NewBudgetFor(ctx context.Context, data int) *Budget {
	return &Budget{ctx: ctx, data: data, largest: map[*vt.Screen]int{}}
}

// Again is a budget for showing what b has read.
func (b *Budget) Again() *Budget { return NewBudgetFor(b.ctx, b.data) }

// Err tells why nothing more is done: an *Error of KindEvents, KindTooLong,
// KindArea, KindWork or KindScrolled, or the context's cause; nil while there
// is enough left.
func (b *Budget) Err() error {
	if b == nil {
		return nil
	}
	return b.err
}

// Canceled tells whether it was the context that ended.
func (b *Budget) Canceled() bool { return b != nil && b.err != nil && b.ctx.Err() != nil }

// Work is how many cells were touched.
func (b *Budget) Work() int { return b.work }

// Spend counts cells that are touched; false: no more.
func (b *Budget) Spend(cells int) bool {
	if b.err != nil {
		return false
	}
	b.work += cells
	if b.work > MaxWork+workPerByte*b.data {
		b.err = TooMany(KindWork, MaxWork)
	} else if b.ticks += cells + eachTicks; b.ticks >= lookEvery {
		b.ticks = 0
		b.look()
	}
	return b.err == nil
}

// Keep counts bytes that a screen keeps of what scrolled off; false: no more.
func (b *Budget) Keep(n int) bool { return b.count(&b.scrolled, n, MaxScrolled, KindScrolled) }

// count counts n more of what may be so many at most; false: no more.
func (b *Budget) count(of *int, n, most int, k Kind) bool {
	if *of += n; b.err == nil && *of > most {
		b.err = TooMany(k, most)
	}
	return b.err == nil
}

// look sees whether the context has ended.
func (b *Budget) look() {
	if b.err == nil && b.ctx.Err() != nil {
		b.err = context.Cause(b.ctx)
	}
}

// event counts an event that was read; events that are full of markers count.
func (b *Budget) event(data int) error {
	if b == nil {
		return nil
	}
	b.count(&b.events, 1, MaxEvents, KindEvents)
	b.count(&b.data, data, MaxData, KindTooLong)
	if b.events%256 == 0 || b.data>>18 != (b.data-data)>>18 {
		b.look()
	}
	return b.err
}

// Read reads all of an asciicast file; it blocks until r ends. A file that is
// damaged after its header, or passes a bound, gives both the Recording of the
// events before that and a *Damage; without a good header, and when the
// context ends, the Recording is nil.
func (b *Budget) Read(r io.Reader) (*Recording, error) {
	d, err := newDecoder(b, r)
	if err != nil {
		return nil, err
	}
	rec := &Recording{Header: d.header, Events: d.v1[:0]} // those of v1 are read before they are written
	for {
		ev, err := d.Next()
		switch {
		case b.Canceled():
			return nil, b.err
		case err == io.EOF:
			return rec, nil
		case err != nil:
			return rec, err
		}
		rec.Events = append(rec.Events, ev)
	}
}

// readText reads a file that is one text.
func (b *Budget) readText(r io.Reader) (string, error) {
	var text bytes.Buffer
	_, err := io.Copy(&text, io.LimitReader(r, int64(MaxText-b.text+1)))
	if err != nil {
		return "", &Error{Kind: KindRead, Err: err}
	}
	if b.text += text.Len(); b.text > MaxText {
		return "", TooMany(KindTooLong, MaxText)
	}
	b.look()
	return text.String(), b.err
}
