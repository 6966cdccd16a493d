package cast

import (
	"fmt"
	"strconv"
)

// Kind says what is wrong, so that a caller can say it in the user's language.
type Kind int

const (
	KindSyntax    Kind = iota + 1 // not JSON, or not of the right shape
	KindTruncated                 // the file ends too early
	KindEmpty                     // the file has nothing in it
	KindVersion                   // a format version that is not known
	KindSize                      // columns or rows missing or out of bounds
	KindTime                      // a time that is negative, not finite or too large
	KindTooLong                   // a line, file or list over its bound
	KindName                      // a console's name is malformed or taken
	KindNoConsole                 // no console of that name, or none at all
	KindNotOurs                   // the folder holds files that are not a transcript
	KindExists                    // the folder has a transcript that is to stay
	KindBusy                      // the folder is being recorded to
	KindForeign                   // the folder belongs to another user
	KindShared                    // other users may write to the folder
	KindClosed                    // written to after Close
	KindEvents                    // more events than a session may have
	KindArea                      // more cells than its consoles may have together
	KindWork                      // showing it touches more cells than may be
	KindScrolled                  // more that scrolled off than is kept
	KindConsoles                  // more consoles than a session may have
	KindMarkers                   // more markers or chapters than may be
	KindRead                      // the system failed to read; Err says why
	KindWrite                     // the system failed to write; Err says why
)

var kindTexts = map[Kind]string{
	KindSyntax:    "malformed",
	KindTruncated: "truncated",
	KindEmpty:     "empty",
	KindVersion:   "unknown format version",
	KindSize:      "console size out of bounds",
	KindTime:      "time out of bounds",
	KindTooLong:   "too long",
	KindName:      "bad console name",
	KindNoConsole: "no such console",
	KindNotOurs:   "folder is not empty and not a transcript",
	KindExists:    "folder has a transcript",
	KindBusy:      "folder is being recorded to",
	KindForeign:   "folder belongs to another user",
	KindShared:    "others may write to the folder",
	KindClosed:    "already closed",
	KindEvents:    "too many events",
	KindArea:      "consoles too large together",
	KindWork:      "too much to show",
	KindScrolled:  "too much scrolled off",
	KindConsoles:  "too many consoles",
	KindMarkers:   "too many markers",
	KindRead:      "read failed",
	KindWrite:     "write failed",
}

// String returns the kind in a few English words.
func (k Kind) String() string { return kindTexts[k] }

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
	s := e.Kind.String()
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// tooMany says which bound was passed.
func tooMany(k Kind, most int) error { return &Error{Kind: k, Detail: strconv.Itoa(most)} }

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
