//go:build unix

package app

import (
	"os/exec"
	"runtime"
	"syscall"
)

// browserCommand opens an address in the browser, which Ctrl+C in this
// terminal does not end.
func browserCommand(address string) *exec.Cmd {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.Command(name, address)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}
