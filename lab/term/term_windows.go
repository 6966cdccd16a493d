//go:build windows

package term

import (
	"io"
	"os"
	"sync"

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

// escapes turns ANSI sequences on in the console of f, which is off in
// Windows 10 until a program asks, and tells whether it took.
func escapes(f *os.File) bool {
	h := windows.Handle(f.Fd())
	var mode uint32
	if windows.GetConsoleMode(h, &mode) != nil || underWine() {
		return false
	}
	if mode&windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0 {
		return true
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}

// underWine tells whether the system is Wine, whose consoles agree to act on
// ANSI sequences but count them as text, so that lines break too early.
var underWine = sync.OnceValue(func() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
})
