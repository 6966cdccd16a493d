package app

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"hash/maphash"
	"io"
	"math"
	"sync"
	"sync/atomic"

	"socklab/lab/echo"
	"socklab/lab/pyrepr"
)

// A reply is what becomes of a server's answer.
type reply interface {
	// sent sees what is about to be sent, in order.
	sent(b []byte)
	// received takes the next bytes of the answer.
	received(b []byte) error
	// done ends a reply that is complete.
	done() error
	// drop ends one that is not.
	drop()
}

// printed shows the answer as the course does, when it is complete. What
// equals the message is not kept a second time: many clients may send it.
type printed struct {
	out     *output
	message []byte       // nil: not known before
	same    int          // bytes that the answer begins with, and the message too
	data    *echo.Buffer // what comes behind them
	limit   int64        // bytes that are kept; 0: no limit
	outward atomic.Int64 // bytes that were sent: an echo has as many
	most    int64        // bytes that are shown; 0: no limit
	cut     string       // the line that tells how many more there are
}

func (r *printed) sent(b []byte) { r.outward.Add(int64(len(b))) }

func (r *printed) received(b []byte) error {
	all := int64(r.same) + r.data.Len() + int64(len(b))
	if most := max(r.limit, r.outward.Load()); r.limit > 0 && all > most {
		return &echo.TooLarge{Limit: most}
	}
	if r.data.Len() == 0 && bytes.HasPrefix(r.message[r.same:], b) {
		r.same += len(b)
		return nil
	}
	room, err := r.data.Room()
	if err != nil {
		return err
	}
	copy(room, b)
	return r.data.Filled(len(b))
}

// each passes the answer on, part by part.
func (r *printed) each(f func([]byte) error) error {
	if err := f(r.message[:r.same]); err != nil {
		return err
	}
	return r.data.Each(f)
}

func (r *printed) done() error {
	defer r.data.Reset()
	quote := quoteOf(r.each)
	return r.out.write(func(w *bufio.Writer) error {
		_, err := fmt.Fprintf(w, "Received b%c", quote)
		left := int64(math.MaxInt64)
		if r.most > 0 {
			left = r.most
		}
		if err == nil {
			err = r.each(func(b []byte) error {
				n := min(int64(len(b)), left)
				left -= n
				return writeRepr(w, b[:n], quote)
			})
		}
		if err == nil {
			_, err = fmt.Fprintf(w, "%c\n", quote)
		}
		if more := int64(r.same) + r.data.Len() - r.most; r.most > 0 && more > 0 && err == nil {
			_, err = fmt.Fprintf(w, r.cut+"\n", more)
		}
		return err
	})
}

func (r *printed) drop() { r.data.Reset() }

// quoteOf is pyrepr.Quote over all parts.
func quoteOf(each func(func([]byte) error) error) byte {
	var kinds []byte
	_ = each(func(b []byte) error { // the function never fails
		for _, q := range []byte{'\'', '"'} {
			if bytes.IndexByte(b, q) >= 0 {
				kinds = append(kinds, q)
			}
		}
		return nil
	})
	return pyrepr.Quote(kinds)
}

// writeRepr writes in pieces: the text may be four times as long as b.
func writeRepr(w io.Writer, b []byte, quote byte) error {
	var buf []byte
	for len(b) > 0 {
		n := min(len(b), 8<<10)
		buf = pyrepr.Append(buf[:0], b[:n], quote)
		if _, err := w.Write(buf); err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}

// saved writes the answer to a file.
type saved struct {
	file *outFile
	w    *bufio.Writer
}

func create(ctx context.Context, name string) (*saved, error) {
	f, err := createOut(ctx, name)
	if err != nil {
		return nil, err
	}
	return &saved{file: f, w: bufio.NewWriterSize(f, 64<<10)}, nil
}

func (r *saved) sent([]byte) {}

func (r *saved) received(b []byte) error {
	_, err := r.w.Write(b)
	return err
}

func (r *saved) done() error {
	if err := r.w.Flush(); err != nil {
		r.file.drop()
		return err
	}
	return r.file.done()
}

func (r *saved) drop() { r.file.drop() }

// verified compares the answer with what was sent, block by block by a hash,
// so that neither is kept.
type verified struct {
	mu       sync.Mutex
	out, in  blocks
	wrongAt  int64 // the first block that differs, -1: none
	compared int
}

const blockSize = 4 << 10

// maxAhead is how many bytes more than were sent are waited for: an echo has
// none, and a server that does not stop would not be found out.
const maxAhead = 1 << 20

// blocks are hashes of the whole blocks so far, and the one that fills.
type blocks struct {
	hash  maphash.Hash
	fill  int
	sums  []uint64
	total int64
}

func newVerified() *verified {
	v := &verified{wrongAt: -1}
	v.in.hash.SetSeed(v.out.hash.Seed())
	return v
}

func (b *blocks) add(p []byte) {
	b.total += int64(len(p))
	for len(p) > 0 {
		n := min(len(p), blockSize-b.fill)
		b.hash.Write(p[:n])
		b.fill += n
		p = p[n:]
		if b.fill == blockSize {
			b.close()
		}
	}
}

func (b *blocks) close() {
	b.sums = append(b.sums, b.hash.Sum64())
	b.hash.Reset()
	b.fill = 0
}

func (v *verified) sent(b []byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.out.add(b)
}

func (v *verified) received(b []byte) error {
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
func (v *verified) compare() {
	n := min(len(v.in.sums), len(v.out.sums))
	for i := range n {
		if v.in.sums[i] != v.out.sums[i] && v.wrongAt < 0 {
			v.wrongAt = int64(v.compared+i) * blockSize
		}
	}
	v.compared += n
	v.in.sums = append(v.in.sums[:0], v.in.sums[n:]...)
	v.out.sums = append(v.out.sums[:0], v.out.sums[n:]...)
}

func (v *verified) done() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.mismatch()
}

// mismatch says whether, and where, the two differ.
func (v *verified) mismatch() error {
	sent, got := v.out.total, v.in.total
	v.out.close()
	v.in.close()
	if sent == got {
		v.compare()
	}
	switch {
	case v.wrongAt >= 0:
		return &mismatch{sent: sent, received: got, from: v.wrongAt}
	case sent != got:
		return &mismatch{sent: sent, received: got, from: -1}
	}
	return nil
}

func (v *verified) drop() {}

// A mismatch is an answer that is not what was sent.
type mismatch struct {
	sent, received int64
	from           int64 // start of the first block that differs; -1: only the length does
}

func (m *mismatch) Error() string { return "the answer differs from what was sent" }
