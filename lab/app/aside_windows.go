//go:build windows

package app

import (
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// openAside opens a file: sockets have numbers of their own here.
func openAside(name string, flags int) (*os.File, error) { return os.OpenFile(name, flags, 0o644) }

// openRuntime has nothing to do here: sockets are no descriptors.
func openRuntime() error { return nil }

// itself are the flags that open what has a name and no other thing: no link is
// followed.
const itself = windows.FILE_FLAG_OPEN_REPARSE_POINT

// links is how many names a file has; here only who may change a file can give
// it another.
func links(fs.FileInfo) uint64 { return 1 }
