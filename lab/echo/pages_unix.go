//go:build unix

package echo

import "golang.org/x/sys/unix"

// mapPages returns zeroed pages of the system.
func mapPages(size int) ([]byte, error) {
	b, err := unix.Mmap(-1, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err == nil {
		advise(b)
	}
	return b, err
}

func unmapPages(b []byte) { _ = unix.Munmap(b) } // fails only for pages that are not ours
