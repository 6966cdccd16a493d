package doctor

import "github.com/shirou/gopsutil/v4/net"

// Holder finds the process that listens on a TCP port of this machine: 0 and ""
// where the system does not tell.
func Holder(port uint16) (pid int, program string) {
	all, _ := net.ConnectionsWithoutUids("tcp")
	for _, c := range all {
		if c.Status == "LISTEN" && c.Laddr.Port == uint32(port) && c.Pid != 0 {
			return int(c.Pid), processName(int(c.Pid))
		}
	}
	return 0, ""
}
