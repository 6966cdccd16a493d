//go:build windows

package app

import "os/exec"

// browserCommand opens an address in the browser.
func browserCommand(address string) *exec.Cmd {
	return exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
}
