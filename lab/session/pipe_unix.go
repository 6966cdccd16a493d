//go:build unix

package session

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// A pipe has a name, and takes what programs write to it.
type pipe struct {
	path string
	r    *os.File
	w    *os.File // that the pipe has a writer at all times
}

// openPipe makes one in a folder that is ours alone.
func openPipe(folder, name string) (*pipe, error) {
	p := &pipe{path: filepath.Join(folder, name)}
	if err := unix.Mkfifo(p.path, 0o600); err != nil {
		return nil, &os.PathError{Op: "mkfifo", Path: p.path, Err: err}
	}
	var err error
	if p.r, err = os.OpenFile(p.path, os.O_RDONLY|unix.O_NONBLOCK, 0); err != nil {
		return nil, err
	}
	if p.w, err = os.OpenFile(p.path, os.O_WRONLY|unix.O_NONBLOCK, 0); err != nil {
		p.r.Close()
		return nil, err
	}
	return p, nil
}

// run reads until the pipe is closed. Whoever writes has the pipe for itself.
func (p *pipe) run(reader func() func([]byte)) {
	read := reader()
	buf := make([]byte, pipeSize)
	for {
		n, err := p.r.Read(buf)
		if err != nil {
			return
		}
		read(buf[:n])
	}
}

// idle tells that no program has the pipe open: all have it the same way here.
func (p *pipe) idle() bool { return true }

func (p *pipe) close() {
	p.w.Close()
	p.r.Close()
}
