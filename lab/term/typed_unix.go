//go:build unix

package term

import (
	"io"
	"os"
)

func typed(f *os.File) io.Reader { return f }
