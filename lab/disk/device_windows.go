//go:build windows

package disk

import "strings"

// IsDevice tells names that mean a device or a pipe. To ask the system
// about a pipe would take one of its connections.
func IsDevice(name string) bool {
	name = strings.ReplaceAll(name, "/", `\`)
	return strings.HasPrefix(name, `\\.\`) || strings.HasPrefix(strings.ToLower(name), `\\?\pipe\`)
}
