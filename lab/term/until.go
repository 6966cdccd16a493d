package term

import (
	"context"
	"io"
)

type untilReader struct {
	ctx    context.Context
	pieces chan piece
	rest   []byte
	err    error
}

type piece struct {
	data []byte
	err  error
}

// Until reads r until ctx ends: it lets go of a Read that blocks, on a terminal
// say. What the blocked Read brings later is lost. Closing does nothing.
func Until(ctx context.Context, r io.Reader) io.ReadCloser {
	c := &untilReader{ctx: ctx, pieces: make(chan piece)}
	r = Typed(r)
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

func (c *untilReader) Read(p []byte) (int, error) {
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

func (c *untilReader) Close() error { return nil }
