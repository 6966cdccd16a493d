package echo_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"socklab/lab/echo"
)

// TestBufferKeepsAnySplit fills buffers in pieces of all sizes.
func TestBufferKeepsAnySplit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range []int{1, 2, 3, 2047, 2048, 5000, 1 << 20, 3<<20 + 1} {
		b := echo.NewBuffer(size)
		for range 3 { // the buffer is used again
			var want []byte
			for b.Len() < int64(3*size+100) {
				room, err := b.Room()
				if err != nil {
					t.Fatal(err)
				}
				if len(room) != size {
					t.Fatalf("room for %d bytes, want %d", len(room), size)
				}
				n := random.IntN(size + 1)
				for i := range room[:n] {
					room[i] = byte(len(want) + i)
				}
				want = append(want, room[:n]...)
				check(t, b.Filled(n))
			}
			if got := held(t, b); !bytes.Equal(got, want) {
				t.Fatalf("size %d: holds %d bytes, not the %d put in", size, len(got), len(want))
			}
			b.Reset()
			if b.Len() != 0 || len(held(t, b)) != 0 {
				t.Fatalf("size %d: not empty after Reset", size)
			}
		}
	}
}

func held(t *testing.T, b *echo.Buffer) []byte {
	t.Helper()
	var all []byte
	if err := b.Each(func(p []byte) error { all = append(all, p...); return nil }); err != nil {
		t.Fatal(err)
	}
	if int64(len(all)) != b.Len() {
		t.Fatalf("Len is %d, of %d bytes", b.Len(), len(all))
	}
	return all
}

func TestBufferStopsWhereTheReaderFails(t *testing.T) {
	b := echo.NewBuffer(1 << 20)
	for range 3 {
		room, err := b.Room()
		if err != nil {
			t.Fatal(err)
		}
		check(t, b.Filled(len(room)))
	}
	calls := 0
	if err := b.Each(func([]byte) error { calls++; return errBoom }); err != errBoom || calls != 1 {
		t.Errorf("%v after %d calls, want the reader's error after one", err, calls)
	}
	b.Reset()
}
