package app

import (
	"fmt"
	"net/netip"

	"github.com/shirou/gopsutil/v4/net"
	"github.com/shirou/gopsutil/v4/process"
)

// holderHint names the process that listens on the port, when the system
// tells.
func (p *program) holderHint(addr netip.AddrPort) string {
	other := int(addr.Port()) + 1
	if other > 65535 {
		other = 0
	}
	pid, name := holder(addr.Port())
	if name == "" {
		return fmt.Sprintf(p.words.Hints.InUse, other)
	}
	return fmt.Sprintf(p.words.Hints.InUseBy, name, pid, other)
}

// holder finds who listens on a TCP port of this machine: 0 and "" where the
// system does not tell.
func holder(port uint16) (int32, string) {
	all, err := net.Connections("tcp")
	if err != nil {
		return 0, ""
	}
	for _, c := range all {
		if c.Status != "LISTEN" || c.Laddr.Port != uint32(port) || c.Pid == 0 {
			continue
		}
		proc, err := process.NewProcess(c.Pid)
		if err != nil {
			continue
		}
		if name, err := proc.Name(); err == nil {
			return c.Pid, name
		}
	}
	return 0, ""
}
