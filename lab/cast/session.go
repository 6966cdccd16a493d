package cast

import (
	"encoding/json"
	"io"
	"regexp"
	"strconv"
	"sync"
	"time"
)

// SessionFormat is the version of session.json that is written and read.
const SessionFormat = 1

// Text is a text in both languages. The package carries it and never looks at it.
type Text struct {
	ES string `json:"es"`
	EN string `json:"en"`
}

// In returns the text in lang, "es" or "en"; if that is empty, in the other.
func (t Text) In(lang string) string {
	if lang == "es" && t.ES != "" || t.EN == "" {
		return t.ES
	}
	return t.EN
}

// Session is session.json: what a transcript says of itself. Unknown keys are
// ignored when read.
type Session struct {
	Format   int           `json:"format"` // SessionFormat; set when written
	Title    Text          `json:"title"`
	Lang     string        `json:"lang"` // language it was recorded in: "es" or "en"
	Script   Script        `json:"script"`
	Version  string        `json:"version"`        // of sockLab
	System   string        `json:"system"`         // as in "linux/amd64"
	Port     int           `json:"port,omitempty"` // that the programs were told to use
	Recorded time.Time     `json:"recorded"`       // start
	Duration float64       `json:"duration"`       // seconds; 0 while it is being recorded
	Consoles []ConsoleInfo `json:"consoles"`       // in order
	Chapters []Chapter     `json:"chapters"`
}

// Script names the script that was played.
type Script struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // hexadecimal
}

// ConsoleInfo is one console of a session, its size that at the start.
type ConsoleInfo struct {
	Name  string `json:"name"` // also of its files; see ValidName
	Title Text   `json:"title"`
	Cols  int    `json:"cols"`
	Rows  int    `json:"rows"`
}

// Chapter is a place in a session with something to say.
type Chapter struct {
	Time float64 `json:"time"` // seconds since the start
	Text Text    `json:"text"`
	Note *Text   `json:"note,omitempty"`
}

var namePattern = whenUsed(`^[a-z0-9][a-z0-9_-]{0,31}$`)

// ValidName tells whether a console may have that name: 1 to 32 of a-z, 0-9,
// "_" and "-", the first a letter or digit, and not a device of Windows. Such a
// name is no path.
func ValidName(name string) bool {
	return namePattern().MatchString(name) && !reservedName().MatchString(name)
}

// Windows takes these for devices whatever their extension.
var reservedName = whenUsed(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// whenUsed is a pattern that is compiled when it is used: most runs of the
// program need none of them.
func whenUsed(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// ReadSession reads session.json. It returns an *Error of kind KindRead,
// KindTooLong, KindSyntax, KindVersion, or as of Check.
func ReadSession(r io.Reader) (Session, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxSession+1))
	if err != nil {
		return Session{}, &Error{Kind: KindRead, Err: err}
	}
	if len(b) > maxSession {
		return Session{}, TooMany(KindTooLong, maxSession)
	}
	// The version first: a later one may have other types.
	var v struct{ Format int }
	if err := json.Unmarshal(b, &v); err != nil {
		return Session{}, &Error{Kind: KindSyntax, Err: err}
	}
	if v.Format != SessionFormat {
		return Session{}, &Error{Kind: KindVersion, Detail: strconv.Itoa(v.Format)}
	}
	var s Session
	if err := json.Unmarshal(b, &s); err != nil {
		return Session{}, &Error{Kind: KindSyntax, Err: err}
	}
	return s, s.Check()
}

// Check returns an *Error of kind KindNoConsole, KindTooLong, KindName,
// KindSize or KindTime if the session is not one to write or play.
func (s Session) Check() error {
	if len(s.Consoles) == 0 {
		return &Error{Kind: KindNoConsole}
	}
	if len(s.Consoles) > MaxConsoles {
		return TooMany(KindConsoles, MaxConsoles)
	}
	if len(s.Chapters) > MaxMarkers {
		return TooMany(KindMarkers, MaxMarkers)
	}
	if !validSeconds(s.Duration) {
		return &Error{Kind: KindTime, Detail: "duration"}
	}
	seen := map[string]bool{}
	for _, c := range s.Consoles {
		if !ValidName(c.Name) || seen[c.Name] {
			return &Error{Kind: KindName, Detail: c.Name}
		}
		seen[c.Name] = true
		if !validSize(c.Cols, c.Rows) {
			return &Error{Kind: KindSize, Detail: c.Name}
		}
	}
	for _, c := range s.Chapters {
		if !validSeconds(c.Time) {
			return &Error{Kind: KindTime, Detail: "chapter"}
		}
	}
	return nil
}

// Size is the size at which a console began, 0 if there is none of that name.
func (s Session) Size(console string) (cols, rows int) {
	for _, c := range s.Consoles {
		if c.Name == console {
			return c.Cols, c.Rows
		}
	}
	return 0, 0
}

func (s Session) has(name string) bool {
	for _, c := range s.Consoles {
		if c.Name == name {
			return true
		}
	}
	return false
}

func castName(name string) string   { return name + ".cast" }
func textName(name string) string   { return name + ".txt" }
func eventsName(name string) string { return name + ".events.jsonl" }

const sessionName = "session.json"
