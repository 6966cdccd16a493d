//go:build windows

package descriptors

import (
	"os"
)

// Open opens a file: sockets have numbers of their own here.
func Open(name string, flags int) (*os.File, error) { return os.OpenFile(name, flags, 0o644) }
