package echo

// A Buffer holds a message that comes in pieces. It never copies what it
// holds: it grows by parts, each larger than the last, and pages of a part
// that were not written cost no memory.
type Buffer struct {
	size  int // bytes that Room offers
	parts []part
	total int64
	spare *spare // where mapped parts come from and go to; may be nil

	budget  *budget // shared with other buffers; may be nil
	charged int64   // bytes that the budget knows of
}

// A part is filled up to n.
type part struct {
	bytes  []byte
	n      int
	mapped bool
}

// Parts from mapPart on come from the system's page allocator and go back to
// it at once, so that a large message leaves no garbage behind.
const (
	mapPart = 1 << 20
	maxPart = 32 << 20
)

// NewBuffer returns a buffer whose Room has at least size bytes.
func NewBuffer(size int) *Buffer { return &Buffer{size: size} }

// Len is the number of bytes held.
func (b *Buffer) Len() int64 { return b.total }

// Room returns exactly size free bytes to receive into; Filled tells how many
// of them were.
func (b *Buffer) Room() ([]byte, error) {
	if last := len(b.parts) - 1; last >= 0 {
		if p := &b.parts[last]; len(p.bytes)-p.n >= b.size {
			return p.bytes[p.n : p.n+b.size], nil
		}
	}
	p, err := b.newPart(b.nextSize())
	if err != nil {
		return nil, err
	}
	b.parts = append(b.parts, p)
	return p.bytes[:b.size], nil
}

func (b *Buffer) nextSize() int {
	if len(b.parts) == 0 {
		return max(2*b.size, 4096)
	}
	last := len(b.parts[len(b.parts)-1].bytes)
	return max(min(4*last, maxPart), b.size)
}

func (b *Buffer) newPart(size int) (part, error) {
	if size < mapPart {
		return part{bytes: make([]byte, size)}, nil
	}
	if bytes := b.spare.take(size); bytes != nil {
		return part{bytes: bytes, mapped: true}, nil
	}
	bytes, err := mapPages(size)
	if err != nil && b.spare.empty() {
		bytes, err = mapPages(size)
	}
	if err != nil {
		return part{}, &OutOfMemory{Size: int64(size), Err: err}
	}
	return part{bytes: bytes, mapped: true}, nil
}

// Filled counts n bytes of the last Room as held. It fails where all buffers
// together hold too much then.
func (b *Buffer) Filled(n int) error {
	b.parts[len(b.parts)-1].n += n
	b.total += int64(n)
	return b.charge(b.total)
}

// charge tells the budget that n bytes of the buffer were written to.
func (b *Buffer) charge(n int64) error {
	if n <= b.charged {
		return nil
	}
	if err := b.budget.take(n - b.charged); err != nil {
		return err
	}
	b.charged = n
	return nil
}

// Each passes the message on, part by part, until f fails.
func (b *Buffer) Each(f func([]byte) error) error {
	for i := range b.parts {
		if p := &b.parts[i]; p.n > 0 {
			if err := f(p.bytes[:p.n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Reset empties the buffer and gives back what is mapped; the first small
// part is kept for the next message.
func (b *Buffer) Reset() {
	kept := b.parts[:0]
	for i := range b.parts {
		p := b.parts[i]
		if p.mapped {
			b.spare.put(p.bytes)
		} else if i == 0 {
			p.n = 0
			kept = append(kept, p)
		}
	}
	clear(b.parts[len(kept):])
	b.budget.give(b.charged)
	b.parts, b.total, b.charged = kept, 0, 0
}
