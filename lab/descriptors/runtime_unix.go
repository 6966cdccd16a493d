//go:build unix

package descriptors

import (
	"time"

	"golang.org/x/sys/unix"
)

// What is not to take the small numbers, which the course's sockets have.
const (
	// Below 64, Linux's first table of descriptors: a larger one waits until
	// every processor has let go of the old one, 10 ms and more on a busy machine.
	asideMost  = 56
	asideRoom  = 4 // numbers kept for it below a smaller limit
	asideLeast = 3 // behind the three standard streams
)

// asideFrom is the least descriptor for what is not to take the small
// numbers.
var asideFrom = leastAside()

func leastAside() int {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil || uint64(limit.Cur) > asideMost+asideRoom {
		return asideMost
	}
	return max(int(limit.Cur)-asideRoom, asideLeast)
}

// OpenRuntime has Go's runtime open now the two descriptors that it opens with
// its first timer (epoll and eventfd; kqueue), while smaller numbers are held.
// So a program's sockets are 3, 4, 5 as in C and Python, and the runtime, which
// ends the process where it gets no descriptor, does not need one later.
func OpenRuntime() error {
	const runtimes = 2
	var held []int
	for high := 0; high < runtimes; {
		fd, err := unix.FcntlInt(2, unix.F_DUPFD_CLOEXEC, asideLeast) // Go sees to it that 2 is open
		if err != nil {
			break // the limit: the last two are given to the runtime
		}
		held = append(held, fd)
		if fd >= asideFrom {
			high++
		}
	}
	if len(held) < runtimes {
		closeAll(held)
		return unix.EMFILE
	}
	closeAll(held[len(held)-runtimes:])
	time.AfterFunc(time.Hour, func() {}).Stop() // the first timer
	closeAll(held[:len(held)-runtimes])
	return nil
}

func closeAll(fds []int) {
	for _, fd := range fds {
		unix.Close(fd)
	}
}
