package window

import (
	"fmt"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// process is a viewer in a console of its own.
type process struct {
	failed chan struct{} // closed if it ended badly
	done   chan struct{} // closed when it has ended
	err    error         // after failed

	mu     sync.Mutex
	handle windows.Handle // 0 when it has ended
}

// startProcess starts the viewer in a new console window. os/exec would give it
// our standard handles instead of the window's, and knows no title.
func startProcess(_ Terminal, s spec) (*process, error) {
	title, err := windows.UTF16PtrFromString(s.Title)
	if err != nil {
		return nil, err
	}
	line, err := windows.UTF16PtrFromString(windows.ComposeCommandLine(s.argv))
	if err != nil {
		return nil, err
	}
	info := windows.StartupInfo{Cb: uint32(unsafe.Sizeof(windows.StartupInfo{})), Title: title}
	var started windows.ProcessInformation
	err = windows.CreateProcess(nil, line, nil, nil, false, windows.CREATE_NEW_CONSOLE, nil, nil, &info, &started)
	if err != nil {
		return nil, err
	}
	_ = windows.CloseHandle(started.Thread)
	p := &process{handle: started.Process, failed: make(chan struct{}), done: make(chan struct{})}
	go p.wait(started.Process)
	return p, nil
}

func (p *process) wait(handle windows.Handle) {
	defer close(p.done)
	_, _ = windows.WaitForSingleObject(handle, windows.INFINITE)
	var status uint32
	_ = windows.GetExitCodeProcess(handle, &status)
	p.mu.Lock()
	_ = windows.CloseHandle(handle)
	p.handle = 0
	p.mu.Unlock()
	if status != 0 {
		p.err = fmt.Errorf("exit status %d", status)
		close(p.failed)
	}
}

// end waits for the viewer to end by itself, and makes it.
func (p *process) end(grace time.Duration) {
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-p.done:
	case <-timer.C:
		p.mu.Lock()
		if p.handle != 0 {
			_ = windows.TerminateProcess(p.handle, 1)
		}
		p.mu.Unlock()
		<-p.done
	}
}
