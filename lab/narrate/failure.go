package narrate

import (
	"strings"

	"socklab/lab/event"
	"socklab/lab/i18n"
)

// failures are the symbols of error numbers, those of Windows without their
// WSA, and which words say what they mean.
var failures = map[string]func(*i18n.Reasons) string{
	"ECONNREFUSED":  func(r *i18n.Reasons) string { return r.Refused },
	"EADDRINUSE":    func(r *i18n.Reasons) string { return r.InUse },
	"EACCES":        func(r *i18n.Reasons) string { return r.Denied },
	"EPERM":         func(r *i18n.Reasons) string { return r.Denied },
	"ECONNRESET":    func(r *i18n.Reasons) string { return r.Reset },
	"ENETRESET":     func(r *i18n.Reasons) string { return r.Reset },
	"ECONNABORTED":  func(r *i18n.Reasons) string { return r.Aborted },
	"EPIPE":         func(r *i18n.Reasons) string { return r.BrokenPipe },
	"ESHUTDOWN":     func(r *i18n.Reasons) string { return r.BrokenPipe },
	"EAGAIN":        func(r *i18n.Reasons) string { return r.Timeout },
	"EWOULDBLOCK":   func(r *i18n.Reasons) string { return r.Timeout },
	"EINPROGRESS":   func(r *i18n.Reasons) string { return r.ConnTimeout },
	"ETIMEDOUT":     func(r *i18n.Reasons) string { return r.ConnTimeout },
	"EADDRNOTAVAIL": func(r *i18n.Reasons) string { return r.NotAvailable },
	"ENETUNREACH":   func(r *i18n.Reasons) string { return r.Unreachable },
	"EHOSTUNREACH":  func(r *i18n.Reasons) string { return r.Unreachable },
	"EMFILE":        func(r *i18n.Reasons) string { return r.TooMany },
	"ENFILE":        func(r *i18n.Reasons) string { return r.TooMany },
	"ENOBUFS":       func(r *i18n.Reasons) string { return r.TooMany },
	"ENOMEM":        func(r *i18n.Reasons) string { return r.TooMany },
	"ENOTCONN":      func(r *i18n.Reasons) string { return r.NotConnected },
	"EAFNOSUPPORT":  func(r *i18n.Reasons) string { return r.Unsupported },
	"EBADF":         func(r *i18n.Reasons) string { return r.Closed },
	"ENOTSOCK":      func(r *i18n.Reasons) string { return r.Closed },
}

// failureNote says what the number of a failed call means; "" where nothing
// more is known than its name.
func (n *Narrator) failureNote(e *event.Event) string {
	r := &n.o.Words.Reasons
	symbol, windows := strings.CutPrefix(e.Err, "WSA")
	switch {
	case e.Call == event.Connect && symbol == "EAGAIN": // what SO_SNDTIMEO makes of a connect
		return r.ConnTimeout
	case e.Call != event.Connect && windows && symbol == "ETIMEDOUT": // SO_RCVTIMEO or SO_SNDTIMEO
		return r.Timeout
	}
	if words := failures[symbol]; words != nil {
		return words(r)
	}
	return ""
}
