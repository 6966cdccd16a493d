//go:build unix

package doctor

import (
	"fmt"
	"os"
	"strings"
)

// processName is a process's name, "" where there is no /proc to tell. The
// library's process package would read /proc/stat at each start of sockLab.
func processName(pid int) string {
	name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(name))
}
