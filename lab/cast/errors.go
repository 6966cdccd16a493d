package cast

import (
	"fmt"
	"strconv"
)

// Kind says what is wrong, so that a caller can say it in the user's language.
// It is a few English words, for logs and tests.
type Kind string

const (
	KindSyntax    Kind = "malformed" // not JSON, or not of the right shape
	KindTruncated Kind = "truncated" // the file ends too early
	KindEmpty     Kind = "empty"     // the file has nothing in it
	KindVersion   Kind = "unknown format version"
	KindSize      Kind = "console size out of bounds" // or missing
	KindTime      Kind = "time out of bounds"         // negative, not finite or too large
	KindTooLong   Kind = "too long"                   // a line or a file
	KindName      Kind = "bad console name"           // or one that is taken
	KindNoConsole Kind = "no such console"            // or none at all
	KindNotOurs   Kind = "folder is not empty and not a transcript"
	KindExists    Kind = "folder has a transcript" // which is to stay
	KindBusy      Kind = "folder is being recorded to"
	KindForeign   Kind = "folder belongs to another user"
	KindShared    Kind = "others may write to the folder"
	KindClosed    Kind = "already closed"
	KindEvents    Kind = "too many events"             // of a session
	KindArea      Kind = "consoles too large together" // in cells
	KindWork      Kind = "too much to show"            // in cells that are touched
	KindScrolled  Kind = "too much scrolled off"
	KindConsoles  Kind = "too many consoles"
	KindMarkers   Kind = "too many markers" // or chapters
	KindRead      Kind = "read failed"      // Err says why
	KindWrite     Kind = "write failed"     // Err says why
)

// Bound tells whether a recording is refused, or cut, for what it costs.
func (k Kind) Bound() bool {
	switch k {
	case KindTooLong, KindEvents, KindArea, KindWork, KindScrolled, KindConsoles, KindMarkers:
		return true
	}
	return false
}

// Error is every error of this package. Compare Kind, never the text.
type Error struct {
	Kind   Kind
	Detail string // the value, name or path at fault; may be empty
	Err    error  // the cause, or nil
}

func (e *Error) Error() string {
	s := string(e.Kind)
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// TooMany says which bound was passed.
func TooMany(k Kind, most int) error { return &Error{Kind: k, Detail: strconv.Itoa(most)} }

// failed is an error of the system as one of kind k; nil if there is none.
func failed(k Kind, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Kind: k, Err: err}
}

func (e *Error) Unwrap() error { return e.Err }

// Damage says where a recording stops being readable; all events before that
// place are good.
type Damage struct {
	Line   int   // counted from 1
	Offset int64 // bytes before that line (v1: before the damage)
	Err    error // an *Error
}

func (d *Damage) Error() string {
	return fmt.Sprintf("line %d (byte %d): %v", d.Line, d.Offset, d.Err)
}

func (d *Damage) Unwrap() error { return d.Err }
