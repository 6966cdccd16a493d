// Package digest tells the first few of many things that are alike, and counts
// the rest: what a hostile client does, or a thousand, must not bury what else is
// told.
//
// It does not know what the things are, and no words.
package digest

import (
	"slices"
	"sync"
	"time"
)

// The budget: the first of a kind are told, those after them are counted, and
// told in one line an interval. A kind that rests for an interval has its budget
// again.
const (
	Told  = 4
	Every = 5 * time.Second
)

// An Item is something to tell.
type Item struct {
	Line string
	Kind string // the line without what differs from item to item
	Hint string
}

// A Digest tells items, each hint once.
type Digest struct {
	one  func(line, hint string)
	more func(n int, kind string)

	mu     sync.Mutex // all below; held while something is told
	hinted map[string]bool
	kinds  map[string]*counted
	order  []string // of kinds, for the end
	closed bool
}

// counted is a kind of items that came up lately.
type counted struct {
	told   int
	silent int  // not told yet
	recent bool // came up in this interval
	timer  *time.Timer
}

// New makes a digest: one tells an item, more how many there were besides. They
// are never called at the same time.
func New(one func(line, hint string), more func(n int, kind string)) *Digest {
	return &Digest{one: one, more: more, hinted: map[string]bool{}, kinds: map[string]*counted{}}
}

// Tell tells an item, or counts it.
func (d *Digest) Tell(x Item) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return
	}
	k := d.kinds[x.Kind]
	if k == nil {
		k = &counted{timer: time.AfterFunc(Every, func() { d.interval(x.Kind) })}
		d.kinds[x.Kind] = k
		d.order = append(d.order, x.Kind)
	}
	k.recent = true
	if k.told == Told {
		k.silent++
		return
	}
	k.told++
	if d.hinted[x.Hint] {
		x.Hint = ""
	}
	d.hinted[x.Hint] = true
	d.one(x.Line, x.Hint)
}

// interval ends an interval of a kind.
func (d *Digest) interval(kind string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := d.kinds[kind]
	if d.closed {
		return
	}
	if !k.recent {
		delete(d.kinds, kind)
		d.order = slices.DeleteFunc(d.order, func(other string) bool { return other == kind })
		return
	}
	d.summarise(kind)
	k.recent = false
	k.timer.Reset(Every)
}

func (d *Digest) summarise(kind string) {
	if k := d.kinds[kind]; k.silent > 0 {
		d.more(k.silent, kind)
		k.silent = 0
	}
}

// Close tells what was not told yet.
func (d *Digest) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	for _, kind := range d.order {
		d.kinds[kind].timer.Stop()
		d.summarise(kind)
	}
}
