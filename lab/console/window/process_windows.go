package window

import (
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// start starts the viewer in a new console window. wait gives its exit status
// if that is not 0; stops make it end. os/exec would give it our standard
// handles instead of the window's, and knows no title.
func start(_ Terminal, s spec) (wait func() error, stops []func(), err error) {
	title, err := windows.UTF16PtrFromString(s.Title)
	if err != nil {
		return nil, nil, err
	}
	line, err := windows.UTF16PtrFromString(windows.ComposeCommandLine(s.argv))
	if err != nil {
		return nil, nil, err
	}
	info := windows.StartupInfo{Cb: uint32(unsafe.Sizeof(windows.StartupInfo{})), Title: title}
	var started windows.ProcessInformation
	err = windows.CreateProcess(nil, line, nil, nil, false, windows.CREATE_NEW_CONSOLE, nil, nil, &info, &started)
	if err != nil {
		return nil, nil, err
	}
	defer windows.CloseHandle(started.Thread)
	defer windows.CloseHandle(started.Process) // while it is open, the number is the viewer's
	viewer, err := os.FindProcess(int(started.ProcessId))
	if err != nil {
		return nil, nil, err
	}
	wait = func() error {
		state, err := viewer.Wait()
		if err == nil && !state.Success() {
			err = fmt.Errorf("exit status %d", uint32(state.ExitCode()))
		}
		return err
	}
	return wait, []func(){func() { _ = viewer.Kill() }}, nil
}
