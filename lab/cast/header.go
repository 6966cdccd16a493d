package cast

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"strconv"
)

// fileHeader is a Header as files have it: those of v3 say in an object of its
// own what the console was like.
type fileHeader struct {
	Version int       `json:"version"` // comes first
	Term    *fileTerm `json:"term,omitempty"`
	Header
}

type fileTerm struct {
	Cols  int    `json:"cols"`
	Rows  int    `json:"rows"`
	Type  string `json:"type,omitempty"`
	Theme *Theme `json:"theme,omitempty"`
}

func (f fileHeader) header() (Header, error) {
	h := f.Header
	h.Version, h.Term = f.Version, h.Env["TERM"]
	if h.Version == 3 {
		term := fileTerm{}
		if f.Term != nil {
			term = *f.Term
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
	f := fileHeader{Version: h.Version, Header: h}
	switch h.Version {
	case 2:
		f.Tags = nil
		if h.Term != "" {
			f.Env = map[string]string{}
			maps.Copy(f.Env, h.Env)
			f.Env["TERM"] = h.Term
		}
	case 3:
		f.Term = &fileTerm{Cols: h.Width, Rows: h.Height, Type: h.Term, Theme: h.Theme}
		f.Width, f.Height, f.Theme, f.Duration = 0, 0, nil, 0
	default: // v1 cannot be streamed
		return nil, &Error{Kind: KindVersion, Detail: strconv.Itoa(h.Version)}
	}
	return marshal(f, "")
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
