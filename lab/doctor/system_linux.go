package doctor

import (
	"os"
	"strconv"
	"strings"
)

// systemName is what the distribution calls itself.
func systemName() string {
	text, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}

// reservedPorts reads what the kernel says. Its reserved ports are kept from
// clients only: a server may have them.
func reservedPorts() Reserved {
	const privileged = 1024 // before Linux 4.11, always
	fact := Reserved{Privileged: privileged}
	if text, err := kernel("ip_unprivileged_port_start"); err == nil {
		n, err := strconv.ParseUint(text, 10, 16)
		if err == nil {
			fact.Privileged = uint16(n)
		}
	}
	if os.Geteuid() == 0 {
		fact.Privileged = 0
	}
	if text, err := kernel("ip_local_port_range"); err == nil {
		fact.Known = true
		if r := parseRanges(strings.Join(strings.Fields(text), "-")); len(r) == 1 {
			fact.Ephemeral = &r[0]
		}
	}
	if text, err := kernel("ip_local_reserved_ports"); err == nil {
		fact.Ranges = parseRanges(text)
	}
	return fact
}

func kernel(name string) (string, error) {
	text, err := os.ReadFile("/proc/sys/net/ipv4/" + name)
	return strings.TrimSpace(string(text)), err
}
