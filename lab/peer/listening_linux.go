//go:build linux

package peer

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
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
	peak := p.status("VmHWM:") << 10
	if peak == 0 {
		tb.Fatalf("%v has no memory any more", p.Args)
	}
	return peak
}

// ProgramPages is how much of its memory are pages of the program's own file,
// which the system can take at any time, in bytes.
func (p *Process) ProgramPages() int64 { return p.status("RssFile:") << 10 }

// PeakUntilEnd is PeakMemory of a process that ends by itself, as it was seen
// last. What the system tells of it afterwards has the memory of this process
// in it, of which it was a copy.
func (p *Process) PeakUntilEnd(tb testing.TB) (peak int64) {
	tb.Helper()
	for end := time.Now().Add(within); ; time.Sleep(again) {
		select {
		case <-p.ended:
			return peak
		default:
		}
		if time.Now().After(end) {
			tb.Fatalf("%v does not end", p.Args)
		}
		peak = max(peak, p.status("VmHWM:")<<10)
	}
}

// Grows waits until the process holds so much in memory, in bytes.
func (p *Process) Grows(tb testing.TB, memory int64) {
	tb.Helper()
	p.until(tb, fmt.Sprintf("memory of %d bytes", memory), func() bool { return p.status("VmRSS:")<<10 >= memory })
}

// Shrinks waits until the process holds less in memory, in bytes, and has
// fewer threads.
func (p *Process) Shrinks(tb testing.TB, memory, threads int64) {
	tb.Helper()
	p.until(tb, fmt.Sprintf("memory below %d bytes and threads below %d", memory, threads), func() bool {
		return p.status("VmRSS:")<<10 < memory && p.status("Threads:") < threads
	})
}

// status is a number of /proc/PID/status; 0 where the process has ended.
func (p *Process) status(name string) int64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Process.Pid)) // gone: no number is in it
	_, rest, _ := strings.Cut(string(status), name)
	n, _ := strconv.ParseInt(strings.Fields(rest + " ?")[0], 10, 64)
	return n
}
