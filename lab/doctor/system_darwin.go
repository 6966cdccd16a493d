package doctor

import (
	"os"

	"golang.org/x/sys/unix"
)

func systemName() string {
	version, err := unix.Sysctl("kern.osproductversion")
	if err != nil {
		return ""
	}
	return "macOS " + version
}

// reservedPorts asks the kernel. macOS keeps no ranges from servers but the
// privileged.
func reservedPorts() Reserved {
	var fact Reserved
	first, err := unix.SysctlUint32("net.inet.ip.portrange.first")
	last, lerr := unix.SysctlUint32("net.inet.ip.portrange.last")
	if err == nil && lerr == nil {
		fact.Known, fact.Ephemeral = true, &Range{uint16(first), uint16(last)}
	}
	start, err := unix.SysctlUint32("net.inet.ip.portrange.reservedhigh")
	if err == nil && os.Geteuid() != 0 {
		fact.Privileged = uint16(start) + 1
	}
	return fact
}
