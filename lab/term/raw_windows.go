package term

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32                   = windows.NewLazySystemDLL("kernel32.dll")
	setConsoleScreenBufferSize = kernel32.NewProc("SetConsoleScreenBufferSize")
	setConsoleWindowInfo       = kernel32.NewProc("SetConsoleWindowInfo")
	getConsoleWindow           = kernel32.NewProc("GetConsoleWindow")
	user32                     = windows.NewLazySystemDLL("user32.dll")
	getSystemMetrics           = user32.NewProc("GetSystemMetrics")
	setWindowPos               = user32.NewProc("SetWindowPos")
)

// keepNewLines does nothing: what is written to a console has a mode of its own.
func keepNewLines(int) error { return nil }

func painting(f *os.File) (restore func()) {
	h := windows.Handle(f.Fd())
	var before uint32
	if windows.GetConsoleMode(h, &before) != nil || windows.SetConsoleMode(h, before|windows.DISABLE_NEWLINE_AUTO_RETURN) != nil {
		return func() {}
	}
	return func() { _ = windows.SetConsoleMode(h, before) }
}

func arrange(f *os.File, cols, rows, index, of int) {
	resize(windows.Handle(f.Fd()), cols, rows)
	const (
		screenWidth        = 0      // SM_CXSCREEN
		keepSizeAndNeither = 0x0015 // SWP_NOSIZE, SWP_NOZORDER, SWP_NOACTIVATE
	)
	width, _, _ := getSystemMetrics.Call(screenWidth)
	if window, _, _ := getConsoleWindow.Call(); window != 0 {
		_, _, _ = setWindowPos.Call(window, 0, uintptr(int(width)*index/of), 0, 0, 0, keepSizeAndNeither)
	}
}

// resize makes buffer and window equal: the buffer may never be smaller than
// the window, so that shrinks first.
func resize(h windows.Handle, cols, rows int) {
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(h, &info) != nil {
		return
	}
	setWindow(h, min(cols, int(info.Size.X)), min(rows, int(info.Size.Y)))
	size := uint32(uint16(cols)) | uint32(uint16(rows))<<16 // a COORD, by value
	_, _, _ = setConsoleScreenBufferSize.Call(uintptr(h), uintptr(size))
	setWindow(h, cols, rows)
}

func setWindow(h windows.Handle, cols, rows int) {
	const absolute = 1
	r := windows.SmallRect{Right: int16(cols - 1), Bottom: int16(rows - 1)}
	_, _, _ = setConsoleWindowInfo.Call(uintptr(h), absolute, uintptr(unsafe.Pointer(&r)))
}
