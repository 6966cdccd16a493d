//go:build windows

package echo

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// mapPages returns zeroed pages of the system.
func mapPages(size int) ([]byte, error) {
	at, err := windows.VirtualAlloc(0, uintptr(size), windows.MEM_RESERVE|windows.MEM_COMMIT, windows.PAGE_READWRITE)
	if err != nil {
		return nil, err
	}
	return unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&at))), size), nil
}

func unmapPages(b []byte) {
	_ = windows.VirtualFree(uintptr(unsafe.Pointer(unsafe.SliceData(b))), 0, windows.MEM_RELEASE) // fails only for pages that are not ours
}

func lendPages([]byte) bool { return false }
