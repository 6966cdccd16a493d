package doctor

import "github.com/shirou/gopsutil/v4/net"

// Holder finds the process that listens on a TCP port of this machine; program
// is "" where the system does not tell.
func Holder(port uint16) (pid int, program string) {
	pid = holder(port)
	return pid, processName(pid)
}

// holder finds the process that listens on a TCP port of this machine: 0
// where the system does not tell.
func holder(port uint16) int {
	all, err := net.ConnectionsWithoutUids("tcp")
	if err != nil {
		return 0
	}
	for _, c := range all {
		if c.Status == "LISTEN" && c.Laddr.Port == uint32(port) && c.Pid != 0 {
			return int(c.Pid)
		}
	}
	return 0
}
