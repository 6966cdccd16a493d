//go:build unix

package app

// isDevicePath tells names that mean no file: here, only the file system knows.
func isDevicePath(string) bool { return false }
