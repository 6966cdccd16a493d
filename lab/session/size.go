package session

import (
	"sync"

	"socklab/lab/script"
)

// sizeOf is the size at which a console begins.
func (o *Options) sizeOf(name string, most script.Size) script.Size {
	if o.Size == nil {
		return most
	}
	cols, rows := o.Size(name)
	return within(cols, rows, most)
}

// within is a size that is at most another; what is not known is as large.
func within(cols, rows int, most script.Size) script.Size {
	if cols <= 0 || rows <= 0 {
		return most
	}
	return script.Size{Cols: min(cols, most.Cols), Rows: min(rows, most.Rows)}
}

// sizes are those of the consoles, until the session ends.
type sizes struct {
	mu   sync.Mutex // held while one changes
	most script.Size
	now  map[string]script.Size
	over bool
}

// resize gives a console another size, with all that tells of it. The program
// may be gone: the size is then that of the next one.
func (p *player) resize(name string, cols, rows int) {
	p.sizes.mu.Lock()
	defer p.sizes.mu.Unlock()
	size := within(cols, rows, p.sizes.most)
	if p.sizes.over || size == p.sizes.now[name] {
		return
	}
	p.sizes.now[name] = size
	if p.recorder != nil {
		if err := p.recorder.Console(name).Resize(p.now().Sub(p.start), size.Cols, size.Rows); err != nil {
			p.fail(err)
		}
	}
	_ = p.consoles[name].Resize(size.Cols, size.Rows)
}

// stopResizing returns when no console changes any more.
func (p *player) stopResizing() {
	p.sizes.mu.Lock()
	defer p.sizes.mu.Unlock()
	p.sizes.over = true
}
