package message

import (
	"hash/maphash"
	"sync"
)

// Verified compares the answer with what was sent, block by block by a hash,
// so that neither is kept.
type Verified struct {
	mu       sync.Mutex
	out, in  blocks
	wrongAt  int64 // the first block that differs, -1: none
	compared int
}

// BlockSize is how exactly a difference is placed, in bytes.
const BlockSize = 4 << 10

// maxAhead is how many bytes more than were sent are waited for: an echo sends
// none, and without a bound a server that never stops would not be found out.
const maxAhead = 1 << 20

// blocks are hashes of the whole blocks so far, and the one that fills.
type blocks struct {
	hash  maphash.Hash
	fill  int
	sums  []uint64
	total int64
}

// Verify makes a reply that is compared.
func Verify() *Verified {
	v := &Verified{wrongAt: -1}
	v.in.hash.SetSeed(v.out.hash.Seed())
	return v
}

func (b *blocks) add(p []byte) {
	b.total += int64(len(p))
	for len(p) > 0 {
		n := min(len(p), BlockSize-b.fill)
		b.hash.Write(p[:n])
		b.fill += n
		p = p[n:]
		if b.fill == BlockSize {
			b.close()
		}
	}
}

func (b *blocks) close() {
	b.sums = append(b.sums, b.hash.Sum64())
	b.hash.Reset()
	b.fill = 0
}

// Sent takes what the answer is compared with.
func (v *Verified) Sent(b []byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.out.add(b)
}

// Received gives a *Mismatch where the server does not stop.
func (v *Verified) Received(b []byte) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.in.add(b)
	v.compare()
	if v.in.total > v.out.total+maxAhead {
		return v.mismatch()
	}
	return nil
}

// compare drops what both sides have, and notes the first difference.
func (v *Verified) compare() {
	n := min(len(v.in.sums), len(v.out.sums))
	for i := range n {
		if v.in.sums[i] != v.out.sums[i] && v.wrongAt < 0 {
			v.wrongAt = int64(v.compared+i) * BlockSize
		}
	}
	v.compared += n
	v.in.sums = append(v.in.sums[:0], v.in.sums[n:]...)
	v.out.sums = append(v.out.sums[:0], v.out.sums[n:]...)
}

// Done gives a *Mismatch where the two differ.
func (v *Verified) Done() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.mismatch()
}

// mismatch says whether, and where, the two differ.
func (v *Verified) mismatch() error {
	sent, got := v.out.total, v.in.total
	v.out.close()
	v.in.close()
	if sent == got {
		v.compare()
	}
	switch {
	case v.wrongAt >= 0:
		return &Mismatch{Sent: sent, Received: got, From: v.wrongAt}
	case sent != got:
		return &Mismatch{Sent: sent, Received: got, From: -1}
	}
	return nil
}

// Drop has nothing to do.
func (v *Verified) Drop() {}

// A Mismatch is an answer that is not what was sent.
type Mismatch struct {
	Sent, Received int64 // bytes
	From           int64 // start of the first block that differs; -1: only the length does
}

func (m *Mismatch) Error() string { return "the answer differs from what was sent" }
