package message

import (
	"context"
	"fmt"
	"io"
	"os"
	"syscall"

	"socklab/lab/disk"
	"socklab/lab/echo"
	"socklab/lab/term"
)

// Pattern is a message of n bytes in which each place looks different.
func Pattern(n int64) ([]byte, error) {
	b, err := echo.NewPages(int(n))
	var line []byte
	for at, i := 0, 0; at < len(b); i++ {
		line = fmt.Appendf(line[:0], "%07d\n", i)
		at += copy(b[at:], line)
	}
	return b, err
}

// Size is how many bytes a file has; -1 is not known, also where - is standard
// input. A folder gives EISDIR.
func Size(name string) (int64, error) {
	if name == "-" || disk.IsDevice(name) {
		return -1, nil
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return 0, err
	case info.IsDir():
		return 0, syscall.EISDIR
	case !info.Mode().IsRegular():
		return -1, nil
	}
	return info.Size(), nil
}

// Open opens a file for reading. Nothing blocks longer than ctx.
func Open(ctx context.Context, name string) (io.ReadCloser, error) {
	if !disk.IsIrregular(name) {
		return os.Open(name)
	}
	f, err := disk.OpenReader(ctx, name)
	if err != nil {
		return nil, err
	}
	return slow{term.Until(ctx, f), f}, nil
}

// slow is a file that may block, such as a pipe. Reading it ends with a context.
type slow struct {
	io.Reader
	io.Closer
}

// seen shows a reply what is read to be sent.
type seen struct {
	io.ReadCloser
	answer Reply
}

func (s seen) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	if n > 0 {
		s.answer.Sent(p[:n])
	}
	return n, err
}
