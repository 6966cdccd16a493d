package event

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"strconv"
	"time"
	"unicode/utf8"
)

// maxLine bounds a line that Decoder reads; a real one has a few hundred bytes.
const maxLine = 1 << 16

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// AppendJSON appends e as one JSON line, newline included.
func AppendJSON(b []byte, e *Event) []byte {
	b = append(b, `{"t":`...)
	b = appendSeconds(b, e.T)
	b = append(b, `,"dur":`...)
	b = appendSeconds(b, e.Dur)
	b = append(b, `,"who":`...)
	b = appendString(b, e.Who)
	b = append(b, `,"call":`...)
	b = appendString(b, string(e.Call))
	b = append(b, `,"fd":`...)
	b = strconv.AppendInt(b, e.FD, 10)
	b = append(b, `,"args":[`...)
	for _, w := range e.Words {
		b = append(appendString(b, w), ',')
	}
	if e.Addr.IsValid() {
		b = append(appendAddr(b, e.Addr), ',')
	}
	if e.Size >= 0 {
		b = append(b, '"')
		b = strconv.AppendInt(b, int64(e.Size), 10)
		b = append(b, '"', ',')
	}
	if b[len(b)-1] == ',' {
		b = b[:len(b)-1]
	}
	b = append(b, `],"ret":`...)
	b = strconv.AppendInt(b, e.Ret, 10)
	b = append(b, `,"errno":`...)
	b = strconv.AppendInt(b, int64(e.Errno), 10)
	b = append(b, `,"err":`...)
	b = appendString(b, e.Err)
	b = append(b, `,"local":`...)
	b = appendAddr(b, e.Local)
	b = append(b, `,"peer":`...)
	b = appendAddr(b, e.Peer)
	return append(b, '}', '\n')
}

func appendSeconds(b []byte, d time.Duration) []byte {
	return strconv.AppendFloat(b, d.Seconds(), 'f', 6, 64)
}

func appendAddr(b []byte, a netip.AddrPort) []byte {
	if a.Addr().Zone() != "" { // users name it: it may hold anything
		return appendString(b, a.String())
	}
	b = append(b, '"')
	if a.IsValid() {
		b = a.AppendTo(b)
	}
	return append(b, '"')
}

func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			quoted, _ := json.Marshal(s) // a string always marshals
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// A Line is an event as its JSON line has it.
type Line struct {
	T     float64  `json:"t"`
	Dur   float64  `json:"dur"`
	Who   string   `json:"who"`
	Call  Call     `json:"call"`
	FD    int64    `json:"fd"`
	Args  []string `json:"args"`
	Ret   int64    `json:"ret"`
	Errno int      `json:"errno"`
	Err   string   `json:"err"`
	Local string   `json:"local"`
	Peer  string   `json:"peer"`
}

// maxArgs is how many arguments a call has at most: more are damage. Empty
// ones take more memory than they do in the file.
const maxArgs = 32

// Decode reads JSON lines to the end of r, or so many. What it returns besides
// an error is all that came before the damage; the error names the line.
func Decode(r io.Reader, most int) ([]Line, error) {
	var lines []Line
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 4096), maxLine)
	number := 1
	for ; len(lines) < most && s.Scan(); number++ {
		if len(s.Bytes()) == 0 {
			continue
		}
		var l Line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			return lines, fmt.Errorf("events line %d: %w", number, err)
		}
		if len(l.Args) > maxArgs {
			return lines, fmt.Errorf("events line %d: more than %d arguments", number, maxArgs)
		}
		lines = append(lines, l)
	}
	if err := s.Err(); err != nil {
		return lines, fmt.Errorf("events line %d: %w", number, err)
	}
	return lines, nil
}
