// Package keys is the one table of keys: what scripts and people call them, and
// what terminals send for them. A key that prints is called by what it prints.
//
// It must not know anything else of this project.
package keys

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A key has a name of its own.
type key struct {
	name   string
	sends  string
	others []string // what some terminals send instead
	script bool     // whether a script may press it
}

// ctrl+ and a letter are keys besides these.
var table = []key{
	{"enter", "\r", []string{"\n"}, true},
	{"ctrl+c", "\x03", nil, true},
	{"ctrl+d", "\x04", nil, true},
	{"ctrl+z", "\x1a", nil, true},
	{"tab", "\t", nil, true},
	{"esc", "\x1b", nil, true},
	{"space", " ", nil, true},
	{"up", "\x1b[A", []string{"\x1bOA"}, true},
	{"down", "\x1b[B", []string{"\x1bOB"}, true},
	{"left", "\x1b[D", []string{"\x1bOD"}, true},
	{"right", "\x1b[C", []string{"\x1bOC"}, true},
	{"backspace", "\x7f", []string{"\b"}, true},
	{"shift+tab", "\x1b[Z", nil, false},
	{"shift+left", "\x1b[1;2D", nil, false},
	{"shift+right", "\x1b[1;2C", nil, false},
	{"home", "\x1b[H", []string{"\x1bOH", "\x1b[1~"}, false},
	{"end", "\x1b[F", []string{"\x1bOF", "\x1b[4~"}, false},
	{"pgup", "\x1b[5~", nil, false},
	{"pgdown", "\x1b[6~", nil, false},
	{"insert", "\x1b[2~", nil, false},
	{"delete", "\x1b[3~", nil, false},
}

// Script gives the names of the keys that a script may press, besides those
// that print.
func Script() []string {
	var names []string
	for _, k := range table {
		if k.script {
			names = append(names, k.name)
		}
	}
	return names
}

// Prints tells whether name is that of a key that prints: one character.
func Prints(name string) bool {
	r, size := utf8.DecodeRuneInString(name)
	return size > 0 && size == len(name) && r != utf8.RuneError && unicode.IsPrint(r)
}

// Sends gives what a terminal sends for a key; ok is false where there is no
// such key.
func Sends(name string) (sent string, ok bool) {
	for _, k := range table {
		if k.name == name {
			return k.sends, true
		}
	}
	if letter, ctrl := strings.CutPrefix(name, "ctrl+"); ctrl && len(letter) == 1 && letter[0] >= 'a' && letter[0] <= 'z' {
		return string(rune(letter[0] - 'a' + 1)), true
	}
	return name, Prints(name)
}

// Names gives the keys for which a terminal has sent p. One that has no name
// here is called by what was sent.
func Names(p []byte) []string {
	var names []string
	for len(p) > 0 {
		name, n := firstKey(p)
		names = append(names, name)
		p = p[n:]
	}
	return names
}

// firstKey is the first key of p, and how many bytes it takes.
func firstKey(p []byte) (name string, n int) {
	n = keyLength(p)
	sent := string(p[:n])
	for _, k := range table {
		if k.sends == sent || slices.Contains(k.others, sent) {
			return k.name, n
		}
	}
	if n == 1 && sent[0] > 0 && sent[0] <= 'z'-'a'+1 {
		return "ctrl+" + string(rune('a'+sent[0]-1)), n
	}
	return sent, n
}

// keyLength is how many bytes of p are one key: a character, or a sequence that
// begins with escape (ECMA-48, 5.4; SS3 and one more in xterm's way).
func keyLength(p []byte) int {
	const esc = 0x1b
	switch {
	case p[0] != esc:
		_, n := utf8.DecodeRune(p)
		return n
	case len(p) == 1:
		return 1
	case p[1] == '[':
		end := bytes.IndexFunc(p[2:], func(r rune) bool { return r >= '@' && r <= '~' || r == esc })
		switch {
		case end < 0:
			return len(p)
		case p[2+end] == esc: // the sequence was cut short
			return 2 + end
		}
		return 2 + end + 1
	case p[1] == 'O' && len(p) > 2:
		return 3
	case p[1] == esc:
		return 1
	}
	_, n := utf8.DecodeRune(p[1:]) // with the Alt key
	return 1 + n
}
