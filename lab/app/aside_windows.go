//go:build windows

package app

import "os"

// openAside opens a file: sockets have numbers of their own here.
func openAside(name string, flags int) (*os.File, error) { return os.OpenFile(name, flags, 0o644) }

// openRuntime has nothing to do here: sockets are no descriptors.
func openRuntime() error { return nil }
