//go:build unix

package interop

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory is the most that an ended process had in memory, in bytes.
func peakMemory(s *os.ProcessState) int64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "linux" { // which counts in KiB
		return usage.Maxrss << 10
	}
	return usage.Maxrss
}
