package term

import (
	"io"
	"os"
	"sync"
	"unsafe"

	"github.com/mattn/go-colorable"
	"golang.org/x/sys/windows"
)

// usable replaces a standard handle that is missing or invalid by the
// console's, if there is a console.
func usable(f *os.File, out bool) *os.File {
	h := windows.Handle(f.Fd())
	if t, err := windows.GetFileType(h); h != 0 && h != windows.InvalidHandle && (err == nil || t != windows.FILE_TYPE_UNKNOWN) {
		return f
	}
	name, flag := "CONIN$", os.O_RDWR
	if out {
		name = "CONOUT$"
	}
	if console, err := os.OpenFile(name, flag, 0); err == nil {
		return console
	}
	return f
}

// EchoesKeys tells whether w is a terminal that shows Ctrl+C as ^C: Windows'
// consoles do not.
func EchoesKeys(io.Writer) bool { return false }

// display gives a writer to f on which ANSI sequences work, where f is a
// console: f itself, or one that acts on them by the console's own calls.
func display(f *os.File) io.Writer {
	h := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(h, &mode) != nil || escapes(h, mode) {
		return f
	}
	// colorable believes the mode, which may have been set for colours before.
	_ = windows.SetConsoleMode(h, mode&^windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
	return &oldConsole{w: colorable.NewColorable(f), file: f}
}

// escapes turns ANSI sequences on in a console, which is off in Windows 10
// until a program asks, and tells whether it took.
func escapes(h windows.Handle, mode uint32) bool {
	if UnderWine() {
		return false
	}
	const on = windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	return mode&on != 0 || windows.SetConsoleMode(h, mode|on) == nil
}

// UnderWine tells whether the system is Wine, whose consoles agree to act on
// ANSI sequences but count them as text, so that lines break too early.
var UnderWine = sync.OnceValue(func() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
})

var getConsoleProcessList = kernel32.NewProc("GetConsoleProcessList")

// aloneInConsole tells whether no other process has the program's console:
// CMD, where it was typed, would.
func aloneInConsole() bool {
	var pids [2]uint32
	n, _, _ := getConsoleProcessList.Call(uintptr(unsafe.Pointer(&pids[0])), uintptr(len(pids)))
	return n == 1
}
