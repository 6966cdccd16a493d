package script

import "strings"

// shellChars need quotes, lest somebody expects a shell to act on them.
const shellChars = "|><&;`"

// Words splits a command line as a shell splits quotes: '…' takes all as it
// is, "…" keeps spaces, and a backslash outside '…' takes a following quote,
// backslash or space as it is and otherwise stands for itself, so that Windows
// paths survive. Nothing is expanded; what only a shell can do is an error of
// type [*Error], with its column in the line.
func Words(line string) ([]string, error) {
	w := splitter{line: []rune(line)}
	for i := 0; i < len(w.line); i++ {
		r := w.line[i]
		switch {
		case r == '\\' && w.quote != '\'' && i+1 < len(w.line) && strings.ContainsRune(`'"\ `, w.line[i+1]):
			i++
			w.add(w.line[i])
		case w.quote != 0 && r == w.quote:
			w.quote = 0
		case w.quote != 0:
			w.add(r)
		case r == '\'' || r == '"':
			w.quote, w.opened, w.inWord = r, i, true
		case r == ' ' || r == '\t':
			w.end()
		case strings.ContainsRune(shellChars, r):
			return nil, w.fail(KindShell, i, string(r))
		case r == '$' && i+1 < len(w.line) && w.line[i+1] == '(':
			return nil, w.fail(KindShell, i, "$(")
		default:
			w.add(r)
		}
	}
	if w.quote != 0 {
		return nil, w.fail(KindUnbalanced, w.opened, string(w.quote))
	}
	w.end()
	return w.words, nil
}

type splitter struct {
	line   []rune
	words  []string
	word   strings.Builder
	inWord bool // also for an empty word in quotes
	quote  rune
	opened int
}

func (w *splitter) add(r rune) {
	w.word.WriteRune(r)
	w.inWord = true
}

func (w *splitter) end() {
	if w.inWord {
		w.words = append(w.words, w.word.String())
		w.word.Reset()
		w.inWord = false
	}
}

func (w *splitter) fail(k Kind, at int, subject string) error {
	return &Error{Line: 1, Col: at + 1, Kind: k, Subject: subject, Source: string(w.line)}
}
