package console

import (
	"bytes"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// pollable is true because Go's poller knows ptys: reads and writes of them can
// have deadlines.
const pollable = true

// setDeathSignal has the program killed when this process dies, should it
// ignore the hangup that comes then.
func setDeathSignal(attr *syscall.SysProcAttr) {
	attr.Pdeathsig = unix.SIGKILL
}

// awaitExit blocks until the program has ended, and leaves it to be reaped:
// until then its number names nobody else.
func (t *terminal) awaitExit() {
	for {
		err := unix.Waitid(unix.P_PID, t.cmd.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err != unix.EINTR {
			return
		}
	}
}

// otherGroups returns the process groups in leader's session but its own, as a
// shell with job control makes them.
func otherGroups(leader int) []int {
	entries, _ := os.ReadDir("/proc") // without it, no other group is found
	var groups []int
	for _, entry := range entries {
		stat, err := os.ReadFile("/proc/" + entry.Name() + "/stat")
		if err != nil { // it has ended, or is no process
			continue
		}
		// The name, in parentheses, may hold anything; after it: state, parent, group, session.
		fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
		if len(fields) < 4 || string(fields[3]) != strconv.Itoa(leader) {
			continue
		}
		if group, err := strconv.Atoi(string(fields[2])); err == nil && group != leader {
			groups = append(groups, group)
		}
	}
	return groups
}
