package cast

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"strconv"
)

// jsonHeader is the header as the files have it: v1 and v2 with width and
// height, v3 with term.
type jsonHeader struct {
	Version       int               `json:"version"`
	Width         int               `json:"width,omitempty"`
	Height        int               `json:"height,omitempty"`
	Term          *jsonTerm         `json:"term,omitempty"`
	Timestamp     int64             `json:"timestamp,omitempty"`
	Duration      float64           `json:"duration,omitempty"`
	IdleTimeLimit float64           `json:"idle_time_limit,omitempty"`
	Command       string            `json:"command,omitempty"`
	Title         string            `json:"title,omitempty"`
	Env           map[string]string `json:"env,omitempty"`
	Theme         *Theme            `json:"theme,omitempty"`
	Tags          []string          `json:"tags,omitempty"`
}

type jsonTerm struct {
	Cols  int    `json:"cols"`
	Rows  int    `json:"rows"`
	Type  string `json:"type,omitempty"`
	Theme *Theme `json:"theme,omitempty"`
}

func (j jsonHeader) header() (Header, error) {
	h := Header{
		Version: j.Version, Width: j.Width, Height: j.Height,
		Timestamp: j.Timestamp, Duration: j.Duration, IdleTimeLimit: j.IdleTimeLimit,
		Command: j.Command, Title: j.Title, Term: j.Env["TERM"],
		Env: j.Env, Theme: j.Theme, Tags: j.Tags,
	}
	if j.Version == 3 {
		term := jsonTerm{}
		if j.Term != nil {
			term = *j.Term
		}
		h.Width, h.Height, h.Theme, h.Term = term.Cols, term.Rows, term.Theme, term.Type
	}
	return h, h.check()
}

func (h Header) check() error {
	if h.Version < 1 || h.Version > 3 {
		return &Error{Kind: KindVersion, Detail: strconv.Itoa(h.Version)}
	}
	if !validSize(h.Width, h.Height) {
		return &Error{Kind: KindSize, Detail: strconv.Itoa(h.Width) + "x" + strconv.Itoa(h.Height)}
	}
	if !validSeconds(h.Duration) || !validSeconds(h.IdleTimeLimit) {
		return &Error{Kind: KindTime}
	}
	return nil
}

func validSeconds(s float64) bool {
	return !math.IsNaN(s) && s >= 0 && s <= MaxTime.Seconds()
}

// line returns the header as the first line of a v2 or v3 file.
func (h Header) line() ([]byte, error) {
	if err := h.check(); err != nil {
		return nil, err
	}
	j := jsonHeader{
		Version: h.Version, Timestamp: h.Timestamp, IdleTimeLimit: h.IdleTimeLimit,
		Command: h.Command, Title: h.Title, Env: h.Env,
	}
	switch h.Version {
	case 2:
		j.Width, j.Height, j.Theme, j.Duration = h.Width, h.Height, h.Theme, h.Duration
		if h.Term != "" {
			j.Env = maps.Clone(h.Env)
			if j.Env == nil {
				j.Env = map[string]string{}
			}
			j.Env["TERM"] = h.Term
		}
	case 3:
		j.Term = &jsonTerm{Cols: h.Width, Rows: h.Height, Type: h.Term, Theme: h.Theme}
		j.Tags = h.Tags
	default: // v1 cannot be streamed
		return nil, &Error{Kind: KindVersion, Detail: strconv.Itoa(h.Version)}
	}
	return marshal(j, "")
}

// marshal returns v as JSON that ends in a newline, with <, > and & as they are.
func marshal(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return nil, &Error{Kind: KindSyntax, Err: err}
	}
	return b.Bytes(), nil
}
