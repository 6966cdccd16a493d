//go:build windows

package sock_test

import (
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"

	"socklab/lab/sock"
)

func setNonblocking(t *testing.T, s *sock.Socket, on bool) {
	t.Helper()
	const fionbio = 0x8004667e
	var mode uint32
	if on {
		mode = 1
	}
	ioctl := windows.NewLazySystemDLL("ws2_32.dll").NewProc("ioctlsocket")
	if r, _, err := ioctl.Call(uintptr(s.FD()), fionbio, uintptr(unsafe.Pointer(&mode))); r != 0 {
		t.Fatal(err)
	}
}
