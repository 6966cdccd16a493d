// Package explain says in a person's language what went wrong, and what to do: a
// line, and a hint. What it says is chosen by the number or the kind of an error.
//
// It ends nothing and prints nothing: that is for the commands.
package explain

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"runtime"
	"strconv"
	"syscall"

	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/doctor"
	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/i18n"
	"socklab/lab/sock"
)

// Words are those of a person's language.
type Words struct {
	*i18n.Messages
	Port int // that commands use where nobody names one
}

// A Role is the side whose error is told: hints differ.
type Role int

// The roles.
const (
	Client Role = iota
	Server
)

// Error gives the line and the hint for an error, chosen by its number.
func (w Words) Error(err error, who Role) (line, hint string) {
	var call *sock.Error
	var memory *echo.OutOfMemory
	switch {
	case errors.Is(err, context.Canceled):
		return w.Errors.Interrupted, ""
	case errors.Is(err, echo.ErrEarlyEnd):
		return w.Errors.EarlyEnd, w.Hints.EarlyEnd
	case errors.As(err, &memory):
		hint = w.Hints.NoMemoryClient
		if who == Server {
			hint = w.Hints.NoMemoryServer
		}
		return fmt.Sprintf(w.Errors.NoMemory, w.Size(memory.Size), sock.SymbolOf(memory.Err)), hint
	case errors.As(err, &call):
		return w.Call(call), w.callHint(call, who)
	}
	return fmt.Sprintf(w.Errors.Internal, err), ""
}

// Call says call, address, reason and symbol.
func (w Words) Call(e *sock.Error) string {
	where := string(e.Call)
	if e.Addr.IsValid() {
		where += " " + e.Addr.String()
	}
	if e.Errno() == 0 {
		return where + ": " + w.Reasons.Closed
	}
	return fmt.Sprintf("%s: %s (%s)", where, w.reason(e), sock.Symbol(e.Errno()))
}

func (w Words) reason(e *sock.Error) string {
	r := w.Reasons
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
func (w Words) callHint(e *sock.Error, who Role) string {
	h := w.Hints
	switch e.Kind() {
	case sock.Refused:
		return fmt.Sprintf(h.Refused, w.portOption(e.Addr.Port()))
	case sock.InUse:
		return w.Holder(e.Addr)
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
	return w.peerHint(e, who)
}

// peerHint is for what the other side did, or did not do.
func (w Words) peerHint(e *sock.Error, who Role) string {
	h := w.Hints
	switch kind := e.Kind(); {
	case kind == sock.Reset && who == Server, kind == sock.BrokenPipe && who == Server:
		return h.ResetServer
	case kind == sock.Reset:
		return h.ResetClient
	case kind == sock.BrokenPipe:
		return h.BrokenPipe
	case kind == sock.Timeout && e.Call == event.Send:
		return h.ServerFull
	case kind == sock.Timeout && who == Server:
		return h.ServerIdle
	case kind == sock.Timeout:
		return h.NoAnswer
	}
	return ""
}

// Holder names the process that listens on the port, when the system
// tells.
func (w Words) Holder(addr netip.AddrPort) string {
	other := int(addr.Port()) + 1
	if other > 65535 {
		other = 0
	}
	pid, name := doctor.Holder(addr.Port())
	if name == "" {
		return fmt.Sprintf(w.Hints.InUse, other)
	}
	return fmt.Sprintf(w.Hints.InUseBy, name, pid, other)
}

// portOption is what a command needs to use port.
func (w Words) portOption(port uint16) string {
	if int(port) == w.Port {
		return ""
	}
	return fmt.Sprintf(" --port %d", port)
}

// FileHint says what to do where a file could not be used.
func (w Words) FileHint(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return w.Hints.Read
	case errors.Is(err, disk.ErrNotRegular):
		return w.Hints.NotRegular
	}
	return ""
}

// File says why a file could not be used, without its name.
func (w Words) File(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	r := w.Reasons
	for _, c := range []struct {
		cause error
		words string
	}{{fs.ErrNotExist, r.NotExist}, {fs.ErrPermission, r.Denied}, {syscall.EISDIR, r.IsDirectory},
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

// Size is a size in a sentence: 5 bytes, 64 KiB.
func (w Words) Size(n int64) string {
	switch text := cmdline.FormatSize(n); {
	case n == 1:
		return w.Export.Byte
	case text == strconv.FormatInt(n, 10):
		return fmt.Sprintf(w.Export.Bytes, n)
	default:
		return text
	}
}
