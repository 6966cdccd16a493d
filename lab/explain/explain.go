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
		_, hint = w.callWords(call, who)
		if call.Kind() == sock.InUse {
			hint = w.InUseHint(call.Addr.Port())
		}
		return w.Call(call), hint
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
	reason, _ := w.callWords(e, Client)
	return fmt.Sprintf("%s: %s (%s)", where, reason, sock.Symbol(e.Errno()))
}

// callWords are why a call failed and what to do about it: what the first row
// says that fits. The reason is the system's own where no row does.
func (w Words) callWords(e *sock.Error, who Role) (reason, hint string) {
	r, h := &w.Reasons, &w.Hints
	denied := h.DeniedLow
	if runtime.GOOS == "windows" {
		denied = h.DeniedWindows
	}
	for _, row := range []struct {
		kind         sock.Kind
		call         event.Call // "": any
		server       bool       // only where a server is told
		reason, hint string
	}{
		{sock.Refused, "", false, r.Refused, fmt.Sprintf(h.Refused, w.portOption(e.Addr.Port()))},
		{sock.InUse, "", false, r.InUse, ""}, // Error finds the hint
		{sock.Denied, "", false, r.Denied, denied},
		{sock.Reset, "", true, r.Reset, h.ResetServer},
		{sock.Reset, "", false, r.Reset, h.ResetClient},
		{sock.Aborted, "", false, r.Aborted, h.Aborted},
		{sock.BrokenPipe, "", true, r.BrokenPipe, h.ResetServer},
		{sock.BrokenPipe, "", false, r.BrokenPipe, h.BrokenPipe},
		{sock.Timeout, event.Send, false, r.Timeout, h.ServerFull},
		{sock.Timeout, "", true, r.Timeout, h.ServerIdle},
		{sock.Timeout, "", false, r.Timeout, h.NoAnswer},
		{sock.NotNow, event.Connect, false, r.UnderWay, ""},
		{sock.NotNow, "", false, r.NotNow, ""},
		{sock.ConnTimeout, "", false, r.ConnTimeout, h.ConnTimeout},
		{sock.NotAvailable, event.Connect, false, r.NotAvailable, h.NotAvailableConnect},
		{sock.NotAvailable, "", false, r.NotAvailable, h.NotAvailableBind},
		{sock.Unreachable, "", false, r.Unreachable, h.Unreachable},
		{sock.TooMany, "", false, r.TooMany, h.TooMany},
		{sock.NotConnected, "", false, r.NotConnected, ""},
		{sock.Unsupported, "", false, r.Unsupported, h.Unsupported},
		{sock.BadDescriptor, "", false, r.Closed, ""},
	} {
		if row.kind == e.Kind() && (row.call == "" || row.call == e.Call) && (!row.server || who == Server) {
			return row.reason, row.hint
		}
	}
	return e.Err.Error(), ""
}

// InUseHint says who listens on the port, when the system tells, and which port
// to try instead.
func (w Words) InUseHint(port uint16) string {
	pid, name := doctor.Holder(port)
	if name == "" {
		return fmt.Sprintf(w.Hints.InUse, port+1)
	}
	return fmt.Sprintf(w.Hints.InUseBy, name, pid, port+1)
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
