//go:build linux

package peer

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Listens waits until somebody listens on the port. It reads the system's
// table: to connect would be to be a client.
func (p *Process) Listens(tb testing.TB, port uint16) {
	tb.Helper()
	own := fmt.Sprintf("0100007F:%04X 00000000:0000 0A", port)
	p.until(tb, "listener", func() bool {
		table, _ := os.ReadFile("/proc/net/tcp") // unreadable: the wait ends by its bound
		return strings.Contains(string(table), own)
	})
}

// Blocks waits until a thread of p is in the system call of this number.
func (p *Process) Blocks(tb testing.TB, trap int) {
	tb.Helper()
	p.until(tb, fmt.Sprintf("thread in system call %d", trap), func() bool {
		threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/syscall", p.Process.Pid)) // the pattern is right
		for _, name := range threads {
			now, _ := os.ReadFile(name) // gone or unreadable: the wait ends by its bound
			if strings.HasPrefix(string(now), strconv.Itoa(trap)+" ") {
				return true
			}
		}
		return false
	})
}

// PeakMemory is the most that the process has held in memory, in bytes.
func (p *Process) PeakMemory(tb testing.TB) int64 {
	tb.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Process.Pid))
	if err != nil {
		tb.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kib, err := strconv.ParseInt(strings.Fields(rest + " ?")[0], 10, 64)
	if err != nil {
		tb.Fatal(err)
	}
	return kib << 10
}
