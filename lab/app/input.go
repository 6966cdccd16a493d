package app

import (
	"context"
	"io"

	"socklab/lab/term"
)

// A cancelReader lets go of a Read that blocks, on a terminal say, when its
// context ends. What the blocked Read brings later is lost.
type cancelReader struct {
	ctx    context.Context
	pieces chan piece
	rest   []byte
	err    error
}

type piece struct {
	data []byte
	err  error
}

func newCancelReader(ctx context.Context, r io.Reader) *cancelReader {
	c := &cancelReader{ctx: ctx, pieces: make(chan piece)}
	r = term.Typed(r)
	go func() {
		for {
			buf := make([]byte, 32<<10)
			n, err := r.Read(buf)
			select {
			case c.pieces <- piece{buf[:n], err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return c
}

func (c *cancelReader) Read(p []byte) (int, error) {
	if len(c.rest) == 0 && c.err == nil {
		select {
		case got := <-c.pieces:
			c.rest, c.err = got.data, got.err
		case <-c.ctx.Done():
			return 0, context.Cause(c.ctx)
		}
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	if n == 0 {
		return 0, c.err
	}
	return n, nil
}

func (c *cancelReader) Close() error { return nil }
