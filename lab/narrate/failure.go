package narrate

import (
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
func (n *Narrator) failureNote(e *event.Event, s *socket) string {
	r := &n.o.Words.Reasons
	var limits event.Limits
	if s != nil {
		limits = s.limits
	}
	switch why := limits.Why(e.Call, e.Err); {
	case why == event.TimedOut && e.Call == event.Connect:
		return r.ConnTimeout
	case why == event.TimedOut:
		return r.Timeout
	case why == event.NotNow && e.Call == event.Connect:
		return r.UnderWay
	case why == event.NotNow:
		return r.NotNow
	}
	if words := failures[event.Plain(e.Err)]; words != nil {
		return words(r)
	}
	return ""
}
