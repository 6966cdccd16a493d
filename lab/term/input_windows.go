package term

import (
	"bytes"
	"io"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

func typed(f *os.File) io.Reader { return lines{f} }

type lines struct{ console *os.File }

// Read reads no line before its first key: a console shows a line from where
// the cursor was when reading began, over what was printed since.
func (l lines) Read(p []byte) (int, error) {
	waitForKey(windows.Handle(l.console.Fd()))
	n, err := l.console.Read(p)
	return copy(p, bytes.ReplaceAll(p[:n], []byte("\r\n"), []byte("\n"))), err
}

var (
	peekConsoleInput = kernel32.NewProc("PeekConsoleInputW")
	readConsoleInput = kernel32.NewProc("ReadConsoleInputW")
)

// A record is an INPUT_RECORD of a key; of other events it is as long.
type record struct {
	event, _     uint16
	down         int32
	_, key, _, _ uint16
	_            uint32
}

// isKey tells whether r is a key that goes into a line.
func (r *record) isKey() bool {
	const keyEvent, shift, control, menu = 1, 0x10, 0x11, 0x12
	return r.event == keyEvent && r.down != 0 && (r.key < shift || r.key > menu)
}

// waitForKey takes away what comes before a key is pressed. It returns as well
// where it cannot wait.
func waitForKey(console windows.Handle) {
	for {
		var r record
		var n uint32
		if event, err := windows.WaitForSingleObject(console, windows.INFINITE); err != nil || event != windows.WAIT_OBJECT_0 {
			return
		}
		ok, _, _ := peekConsoleInput.Call(uintptr(console), uintptr(unsafe.Pointer(&r)), 1, uintptr(unsafe.Pointer(&n)))
		if ok == 0 || n > 0 && r.isKey() {
			return
		}
		if n > 0 {
			_, _, _ = readConsoleInput.Call(uintptr(console), uintptr(unsafe.Pointer(&r)), 1, uintptr(unsafe.Pointer(&n)))
		}
	}
}
