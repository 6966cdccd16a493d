package app

import (
	"fmt"
	"net/netip"

	"github.com/shirou/gopsutil/v4/net"
)

// holderHint names the process that listens on the port, when the system
// tells.
func (p *program) holderHint(addr netip.AddrPort) string {
	other := int(addr.Port()) + 1
	if other > 65535 {
		other = 0
	}
	pid := holder(addr.Port())
	name := processName(pid)
	if name == "" {
		return fmt.Sprintf(p.words.Hints.InUse, other)
	}
	return fmt.Sprintf(p.words.Hints.InUseBy, name, pid, other)
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
