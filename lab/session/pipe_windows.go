//go:build windows

package session

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/windows"
)

// pipeInstances is how many programs may open a pipe before one of them has
// been noticed.
const pipeInstances = 3

// A pipe has a name, and takes what programs write to it.
type pipe struct {
	path   string
	ends   []windows.Handle
	open   atomic.Int32 // programs that have it open
	closed atomic.Bool
	ended  sync.WaitGroup
}

// openPipe makes one that is called after a folder of our own, whose name
// nobody else has. Only this user may write to it, from this machine.
func openPipe(folder, name string) (*pipe, error) {
	p := &pipe{path: `\\.\pipe\` + filepath.Base(folder) + "-" + name}
	path, err := windows.UTF16PtrFromString(p.path)
	if err != nil {
		return nil, err
	}
	for i := range pipeInstances {
		mode := uint32(windows.PIPE_ACCESS_INBOUND)
		if i == 0 {
			mode |= windows.FILE_FLAG_FIRST_PIPE_INSTANCE
		}
		end, err := windows.CreateNamedPipe(path, mode, windows.PIPE_TYPE_BYTE|windows.PIPE_READMODE_BYTE|windows.PIPE_WAIT|windows.PIPE_REJECT_REMOTE_CLIENTS,
			pipeInstances, pipeSize, pipeSize, 0, nil)
		if err != nil {
			p.closeEnds()
			return nil, &os.PathError{Op: "CreateNamedPipe", Path: p.path, Err: err}
		}
		p.ends = append(p.ends, end)
	}
	return p, nil
}

// run reads until the pipe is closed. Each program that opens it has a reader
// of its own.
func (p *pipe) run(reader func() func([]byte)) {
	for _, end := range p.ends {
		p.ended.Go(func() { p.serve(end, reader) })
	}
	p.ended.Wait()
	p.closeEnds()
}

func (p *pipe) serve(end windows.Handle, reader func() func([]byte)) {
	buf := make([]byte, pipeSize)
	for {
		err := windows.ConnectNamedPipe(end, nil)
		if p.closed.Load() || err != nil && err != windows.ERROR_PIPE_CONNECTED && err != windows.ERROR_NO_DATA {
			return
		}
		p.open.Add(1)
		read := reader()
		for {
			var n uint32
			if err := windows.ReadFile(end, buf, &n, nil); err != nil {
				break
			}
			read(buf[:n])
		}
		_ = windows.DisconnectNamedPipe(end) // it has ended
		p.open.Add(-1)
	}
}

// idle tells that no program has the pipe open.
func (p *pipe) idle() bool { return p.open.Load() == 0 }

// close releases who waits for a program, by being one.
func (p *pipe) close() {
	p.closed.Store(true)
	for range p.ends {
		if f, err := os.OpenFile(p.path, os.O_WRONLY, 0); err == nil {
			f.Close()
		}
	}
}

func (p *pipe) closeEnds() {
	for _, end := range p.ends {
		_ = windows.CloseHandle(end)
	}
}
