package term

import (
	"unsafe"
)

var getConsoleProcessList = kernel32.NewProc("GetConsoleProcessList")

// aloneInConsole tells whether no other process has the program's console:
// CMD, where it was typed, would.
func aloneInConsole() bool {
	var pids [2]uint32
	n, _, _ := getConsoleProcessList.Call(uintptr(unsafe.Pointer(&pids[0])), uintptr(len(pids)))
	return n == 1
}
