package doctor

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"
)

func systemName() string {
	v := windows.RtlGetVersion()
	return fmt.Sprintf("Windows %d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
}

// encoding tells the console's code page. What sockLab writes to a console is
// right under any: Go hands over UTF-16.
func encoding() (utf8 bool, name string) {
	page, err := windows.GetConsoleOutputCP()
	if err != nil {
		return true, ""
	}
	return true, fmt.Sprintf("CP%d", page)
}

// netshPatience bounds what takes a tenth of a second.
const netshPatience = 5 * time.Second

// reservedPorts asks netsh: the system has no call for it. Hyper-V and others
// keep ranges for themselves, which change at each start of the machine.
func reservedPorts() Reserved {
	fact := Reserved{Excludes: true}
	dir, err := windows.GetSystemDirectory()
	if err != nil {
		return fact
	}
	ctx, cancel := context.WithTimeout(context.Background(), netshPatience)
	defer cancel()
	netsh := exec.CommandContext(ctx, filepath.Join(dir, "netsh.exe"), "interface", "ipv4", "show", "excludedportrange", "protocol=tcp")
	text, err := netsh.Output()
	if err != nil || len(text) == 0 { // Wine's says nothing
		return fact
	}
	fact.Known, fact.Ranges = true, parseExcluded(string(text))
	return fact
}
