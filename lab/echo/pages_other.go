//go:build unix && !linux

package echo

func advise([]byte) {}
