package cast

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"unicode/utf8"
)

// An element is what stands in an array of a recording, as JSON. Only those
// that are asked for become values: an array of a million takes no memory.
type element []byte

// elements finds the first of an array; those that lack are empty. Errors are
// those of encoding/json, and errNoArray.
func elements(line []byte, first []element) error {
	if !json.Valid(line) {
		var raw json.RawMessage
		return json.Unmarshal(line, &raw) // says what is wrong
	}
	p := bytes.TrimLeft(line, jsonBlank)
	if p[0] != '[' {
		return errNoArray
	}
	for i := range first {
		p = bytes.TrimLeft(p[1:], jsonBlank)
		n := elementLen(p)
		first[i] = p[:n]
		if p = bytes.TrimLeft(p[n:], jsonBlank); p[0] == ']' {
			return nil
		}
	}
	return nil
}

var errNoArray = errors.New("no array")

const jsonBlank = " \t\r\n"

// elementLen is how long the value is that p begins with; p is valid.
func elementLen(p []byte) int {
	depth := 0
	for i := 0; i < len(p); i++ {
		switch p[i] {
		case '"':
			i += textLen(p[i:]) - 1
		case '[', '{':
			depth++
			continue
		case ']', '}':
			if depth == 0 {
				return i
			}
			depth--
		default:
			if depth == 0 && (p[i] == ',' || p[i] == ' ' || p[i] == '\t' || p[i] == '\r' || p[i] == '\n') {
				return i
			}
			continue
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(p)
}

// textLen is how long the string is that p begins with.
func textLen(p []byte) int {
	for i := 1; ; i++ {
		switch p[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}

// number is a number; ok is false for what is none, err says that it is too
// large.
func (e element) number() (n float64, ok bool, err error) {
	if len(e) == 0 || e[0] != '-' && (e[0] < '0' || e[0] > '9') {
		return 0, false, nil
	}
	n, err = strconv.ParseFloat(string(e), 64)
	return n, true, err
}

// text is a string; ok is false for what is none.
func (e element) text() (s string, ok bool) {
	if len(e) == 0 || e[0] != '"' {
		return "", false
	}
	if plain := e[1 : len(e)-1]; bytes.IndexByte(plain, '\\') < 0 && utf8.Valid(plain) {
		return string(plain), true
	}
	return string(unquote(e[1 : len(e)-1])), true
}
