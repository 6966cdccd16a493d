// Package cast reads and writes recordings of consoles: asciicast files,
// transcripts (a folder with a recording per console), the screen a recording
// shows, and the normal form in which two runs compare.
//
// It knows bytes, times and files. It must not know words for users, colours
// to print, the process's streams or the time of day: times come from the
// caller, and errors carry a Kind from which others make sentences.
package cast

import (
	"strconv"
	"strings"
	"time"
)

// Event codes of asciicast, https://docs.asciinema.org/manual/asciicast/v3/.
const (
	Output = 'o' // data printed to the console
	Input  = 'i' // data typed
	Resize = 'r' // data is "COLSxROWS"
	Marker = 'm' // data is the marker's label
	Exit   = 'x' // data is the exit status; v3 only
)

// Header is what an asciicast file says before its events. Zero values are
// left out when written.
type Header struct {
	Version       int               `json:"-"`                         // 1, 2 or 3
	Width         int               `json:"width,omitempty"`           // columns at the start
	Height        int               `json:"height,omitempty"`          // rows at the start
	Timestamp     int64             `json:"timestamp,omitempty"`       // start, Unix seconds
	Duration      float64           `json:"duration,omitempty"`        // seconds; v1 and v2
	IdleTimeLimit float64           `json:"idle_time_limit,omitempty"` // seconds; v2 and v3
	Command       string            `json:"command,omitempty"`
	Title         string            `json:"title,omitempty"`
	Term          string            `json:"-"` // terminal type; in v1 and v2 it is the TERM of Env
	Env           map[string]string `json:"env,omitempty"`
	Theme         *Theme            `json:"theme,omitempty"`
	Tags          []string          `json:"tags,omitempty"` // v3
}

// Theme is the colours of the console that was recorded.
type Theme struct {
	FG      string `json:"fg"`      // "#rrggbb"
	BG      string `json:"bg"`      // "#rrggbb"
	Palette string `json:"palette"` // 8 or 16 colours joined by ":"
}

// Event is one thing that happened in a console.
type Event struct {
	Time time.Duration // since the start, in whole microseconds when read
	Code byte
	Data string
}

// Size returns the columns and rows of a Resize event; ok is false if the
// event is of another code or its size is malformed or out of bounds.
func (e Event) Size() (cols, rows int, ok bool) {
	c, r, found := strings.Cut(e.Data, "x")
	if e.Code != Resize || !found {
		return 0, 0, false
	}
	cols, errC := strconv.Atoi(c)
	rows, errR := strconv.Atoi(r)
	if errC != nil || errR != nil || !validSize(cols, rows) {
		return 0, 0, false
	}
	return cols, rows, true
}

// Recording is a whole asciicast file.
type Recording struct {
	Header Header
	Events []Event // times never go backwards
}

func validSize(cols, rows int) bool {
	return cols >= 1 && cols <= MaxSide && rows >= 1 && rows <= MaxSide
}
