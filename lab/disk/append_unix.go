//go:build unix

package disk

import (
	"io/fs"
	"syscall"

	"golang.org/x/sys/unix"
)

// itself are the flags that open what has a name and no other thing: no link is
// followed, and nobody is waited for at the other end of a pipe.
const itself = unix.O_NOFOLLOW | unix.O_NONBLOCK

// links is how many names a file has: another may be anywhere.
func links(info fs.FileInfo) uint64 { return uint64(info.Sys().(*syscall.Stat_t).Nlink) }
