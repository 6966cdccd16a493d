package term

import (
	"bufio"
	"context"
	"io"
)

// Typed gives a reader of the lines that a person types at r: they end in \n
// on every system, and are shown where the screen's cursor is when the person
// begins to type. Where r is no terminal, it is r itself.
func Typed(r io.Reader) io.Reader {
	if !IsTerminal(r) {
		return r
	}
	return typed(file(r))
}

// Until reads r until ctx ends: it lets go of a Read that blocks, on a terminal
// say. What the blocked Read brings later is lost. The error is then ctx's cause.
func Until(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	stop := context.AfterFunc(ctx, func() { in.CloseWithError(context.Cause(ctx)) })
	go func() {
		_, err := io.Copy(in, Typed(r))
		in.CloseWithError(err) // nil is the end of r
		stop()
	}()
	return bufio.NewReaderSize(out, 32<<10)
}
