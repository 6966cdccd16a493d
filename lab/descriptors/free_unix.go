//go:build unix

package descriptors

import "golang.org/x/sys/unix"

// Free tells how many files can still be opened, counting up to
// most, and how many are open.
func Free(most int) (free, open int) {
	var held []int
	for len(held) < most {
		fd, err := unix.FcntlInt(2, unix.F_DUPFD_CLOEXEC, 0) // Go sees to it that 2 is open
		if err != nil {
			break
		}
		held = append(held, fd)
	}
	for _, fd := range held {
		unix.Close(fd)
	}
	var limit unix.Rlimit
	if len(held) < most && unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil {
		open = max(0, int(limit.Cur)-len(held))
	}
	return len(held), open
}
