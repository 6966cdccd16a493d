//go:build unix && !linux

package echo

func advise([]byte) {}

func lendPages([]byte) bool { return false }
