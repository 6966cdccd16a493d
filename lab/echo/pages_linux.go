//go:build linux

package echo

import "golang.org/x/sys/unix"

// advise asks for huge pages: a fault for 2 MiB instead of one for 4 KiB.
func advise(b []byte) { _ = unix.Madvise(b, unix.MADV_HUGEPAGE) } // slower without, not wrong

// lendPages lets the system take the memory of b as soon as it needs some.
func lendPages(b []byte) bool { return unix.Madvise(b, unix.MADV_FREE) == nil }
