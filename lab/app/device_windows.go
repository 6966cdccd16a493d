//go:build windows

package app

import "strings"

// isDevicePath tells names that mean a device or a pipe. To ask the system
// about a pipe would take one of its connections.
func isDevicePath(name string) bool {
	name = strings.ReplaceAll(name, "/", `\`)
	return strings.HasPrefix(name, `\\.\`) || strings.HasPrefix(strings.ToLower(name), `\\?\pipe\`)
}
