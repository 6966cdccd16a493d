package message

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// pieces cuts b at any places.
func pieces(random *rand.Rand, b []byte) [][]byte {
	var all [][]byte
	for len(b) > 0 {
		n := 1 + random.IntN(len(b))
		if random.IntN(2) == 0 {
			n = min(n, 1+random.IntN(BlockSize+1))
		}
		all, b = append(all, b[:n]), b[n:]
	}
	return all
}

// verdict feeds both directions of an exchange, mixed at random, and gives
// what the reply says in the end.
func verdict(t *testing.T, random *rand.Rand, sent, got []byte) error {
	t.Helper()
	v := Verify()
	out, in := pieces(random, sent), pieces(random, got)
	for len(out)+len(in) > 0 {
		if len(in) == 0 || len(out) > 0 && random.IntN(2) == 0 {
			v.Sent(out[0])
			out = out[1:]
			continue
		}
		if err := v.Received(in[0]); err != nil {
			t.Fatal(err)
		}
		in = in[1:]
	}
	return v.Done()
}

// changed is b with another byte at place at.
func changed(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at]++
	return b
}

// TestVerify holds that each difference is found, however the bytes are cut,
// and that the block named holds the first byte that differs.
func TestVerify(t *testing.T) {
	const seed = 6543
	random := rand.New(rand.NewPCG(seed, seed))
	for _, size := range []int{1, 12, BlockSize - 1, BlockSize, BlockSize + 1, 2 * BlockSize, 5*BlockSize + 7} {
		sent := make([]byte, size)
		for i := range sent {
			sent[i] = byte(random.UintN(256))
		}
		last := size - 1
		for name, c := range map[string]struct {
			got    []byte
			differ int // the first byte that does; -1: only the length does, -2: nothing
		}{
			"equal":            {sent, -2},
			"first byte":       {changed(sent, 0), 0},
			"middle byte":      {changed(sent, size/2), size / 2},
			"last byte":        {changed(sent, last), last},
			"first and last":   {changed(changed(sent, 0), last), 0},
			"nothing came":     {nil, -1},
			"a byte less":      {sent[:last], -1},
			"a byte more":      {append(bytes.Clone(sent), 'x'), -1},
			"a block more":     {append(bytes.Clone(sent), make([]byte, BlockSize)...), -1},
			"twice":            {slices.Repeat(sent, 2), -1},
			"blocks exchanged": {slices.Concat(sent[size/2:], sent[:size/2]), -3},
		} {
			t.Run(fmt.Sprintf("%d %s", size, name), func(t *testing.T) {
				for range 5 {
					check(t, verdict(t, random, sent, c.got), sent, c.got, c.differ)
				}
			})
		}
	}
}

func check(t *testing.T, err error, sent, got []byte, differ int) {
	t.Helper()
	if bytes.Equal(sent, got) {
		if err != nil {
			t.Errorf("equal answer gives %v", err)
		}
		return
	}
	var m *Mismatch
	if !errors.As(err, &m) {
		t.Fatalf("gives %v, want a mismatch", err)
	}
	if m.Sent != int64(len(sent)) || m.Received != int64(len(got)) {
		t.Errorf("counts %d sent, %d received; want %d, %d", m.Sent, m.Received, len(sent), len(got))
	}
	switch {
	case differ == -1 && m.From != -1:
		t.Errorf("names block %d, but only the length differs", m.From)
	case differ >= 0 && (m.From < 0 || int64(differ) < m.From || int64(differ) >= m.From+BlockSize):
		t.Errorf("names block %d, but byte %d differs first", m.From, differ)
	}
}

func TestVerifyOfNothing(t *testing.T) {
	if err := Verify().Done(); err != nil {
		t.Errorf("nothing sent and nothing received gives %v", err)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add([]byte("Hello, world"), []byte("Hello, world"), uint64(1), 1)
	f.Add([]byte("Hello, world"), []byte("Hello, World"), uint64(2), 2*BlockSize)
	f.Add([]byte(""), []byte("x"), uint64(3), 0)
	f.Fuzz(func(t *testing.T, sent, got []byte, seed uint64, repeat int) {
		repeat = min(max(repeat, 1), 2*BlockSize)
		sent, got = bytes.Repeat(sent, repeat), bytes.Repeat(got, repeat)
		if len(sent)+len(got) > 1<<20 {
			t.Skip("more than a few blocks")
		}
		err := verdict(t, rand.New(rand.NewPCG(seed, seed)), sent, got)
		if (err == nil) != bytes.Equal(sent, got) {
			t.Errorf("%d bytes against %d give %v", len(sent), len(got), err)
		}
	})
}
