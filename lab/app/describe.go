package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"runtime"
	"syscall"

	"socklab/lab/disk"
	"socklab/lab/doctor"
	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/sock"
)

// A role is the side whose error is described: hints differ.
type role int

const (
	client role = iota
	server
)

// describe gives the line and the hint for an error, chosen by its number.
func (p *program) describe(err error, who role) (line, hint string) {
	var call *sock.Error
	var memory *echo.OutOfMemory
	switch {
	case errors.Is(err, context.Canceled):
		return p.words.Errors.Interrupted, ""
	case errors.Is(err, echo.ErrEarlyEnd):
		return p.words.Errors.EarlyEnd, p.words.Hints.EarlyEnd
	case errors.As(err, &memory):
		hint = p.words.Hints.NoMemoryClient
		if who == server {
			hint = p.words.Hints.NoMemoryServer
		}
		return fmt.Sprintf(p.words.Errors.NoMemory, p.sized(memory.Size), sock.SymbolOf(memory.Err)), hint
	case errors.As(err, &call):
		return p.callLine(call), p.callHint(call, who)
	}
	return fmt.Sprintf(p.words.Errors.Internal, err), ""
}

// callLine says call, address, reason and symbol.
func (p *program) callLine(e *sock.Error) string {
	where := string(e.Call)
	if e.Addr.IsValid() {
		where += " " + e.Addr.String()
	}
	if e.Errno() == 0 {
		return where + ": " + p.words.Reasons.Closed
	}
	return fmt.Sprintf("%s: %s (%s)", where, p.reason(e), sock.Symbol(e.Errno()))
}

func (p *program) reason(e *sock.Error) string {
	r := p.words.Reasons
	switch e.Kind() {
	case sock.Refused:
		return r.Refused
	case sock.InUse:
		return r.InUse
	case sock.Denied:
		return r.Denied
	case sock.Reset:
		return r.Reset
	case sock.Aborted:
		return r.Aborted
	case sock.BrokenPipe:
		return r.BrokenPipe
	case sock.Timeout:
		return r.Timeout
	case sock.NotNow:
		if e.Call == event.Connect {
			return r.UnderWay
		}
		return r.NotNow
	case sock.ConnTimeout:
		return r.ConnTimeout
	case sock.NotAvailable:
		return r.NotAvailable
	case sock.Unreachable:
		return r.Unreachable
	case sock.TooMany:
		return r.TooMany
	case sock.NotConnected:
		return r.NotConnected
	case sock.Unsupported:
		return r.Unsupported
	case sock.BadDescriptor:
		return r.Closed
	}
	return e.Err.Error() // the system's own words
}

// callHint says what to do about e.
func (p *program) callHint(e *sock.Error, who role) string {
	h := p.words.Hints
	switch e.Kind() {
	case sock.Refused:
		return fmt.Sprintf(h.Refused, p.portOption(e.Addr.Port()))
	case sock.InUse:
		return p.holderHint(e.Addr)
	case sock.Denied:
		if runtime.GOOS == "windows" {
			return h.DeniedWindows
		}
		return h.DeniedLow
	case sock.Aborted:
		return h.Aborted
	case sock.ConnTimeout:
		return h.ConnTimeout
	case sock.Unreachable:
		return h.Unreachable
	case sock.TooMany:
		return h.TooMany
	case sock.Unsupported:
		return h.Unsupported
	case sock.NotAvailable:
		if e.Call == event.Connect {
			return h.NotAvailableConnect
		}
		return h.NotAvailableBind
	}
	return p.peerHint(e, who)
}

// peerHint is for what the other side did, or did not do.
func (p *program) peerHint(e *sock.Error, who role) string {
	h := p.words.Hints
	switch kind := e.Kind(); {
	case kind == sock.Reset && who == server, kind == sock.BrokenPipe && who == server:
		return h.ResetServer
	case kind == sock.Reset:
		return h.ResetClient
	case kind == sock.BrokenPipe:
		return h.BrokenPipe
	case kind == sock.Timeout && e.Call == event.Send:
		return h.ServerFull
	case kind == sock.Timeout && who == server:
		return h.ServerIdle
	case kind == sock.Timeout:
		return h.NoAnswer
	}
	return ""
}

// holderHint names the process that listens on the port, when the system
// tells.
func (p *program) holderHint(addr netip.AddrPort) string {
	other := int(addr.Port()) + 1
	if other > 65535 {
		other = 0
	}
	pid, name := doctor.Holder(addr.Port())
	if name == "" {
		return fmt.Sprintf(p.words.Hints.InUse, other)
	}
	return fmt.Sprintf(p.words.Hints.InUseBy, name, pid, other)
}

// portOption is what a command needs to use port.
func (p *program) portOption(port uint16) string {
	if int(port) == p.defaultPort() {
		return ""
	}
	return fmt.Sprintf(" --port %d", port)
}

// file makes the failure of a file operation.
func (p *program) file(format, name string, err error) *failure {
	if errors.Is(err, context.Canceled) && !errors.Is(err, syscall.EPIPE) {
		return &failure{status: exitFailed, line: p.words.Errors.Interrupted, err: err}
	}
	hint := ""
	switch {
	case errors.Is(err, fs.ErrNotExist):
		hint = p.words.Hints.Read
	case errors.Is(err, disk.ErrNotRegular):
		hint = p.words.Hints.NotRegular
	}
	return &failure{status: exitFailed, line: fmt.Sprintf(format, name, p.fileReason(err)), hint: hint, err: err}
}

// fileReason says why a file could not be used, without its name.
func (p *program) fileReason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	r := p.words.Reasons
	for _, c := range []struct {
		cause error
		words string
	}{{fs.ErrNotExist, r.NotExist}, {fs.ErrPermission, r.NoPermission}, {syscall.EISDIR, r.IsDirectory},
		{syscall.ENOTDIR, r.NotDirectory}, {syscall.ENOSPC, r.NoSpace}, {syscall.EPIPE, r.NobodyReads},
		{disk.ErrNotRegular, r.NotRegular}, {disk.ErrName, r.NotAName}} {
		if errors.Is(err, c.cause) {
			return c.words
		}
	}
	var errno syscall.Errno
	if errors.As(err, &errno) { // the system's own words may be in any language
		return fmt.Sprintf("%v (%d)", errno, int(errno))
	}
	return err.Error()
}
