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
	words, err := split(line)
	if err != nil {
		return nil, err // not a nil *Error, which would be an error
	}
	return texts(words), nil
}

func texts(words []word) []string {
	var all []string
	for _, w := range words {
		all = append(all, w.text)
	}
	return all
}

// A word is a part of a line; end is the place behind it, in characters.
type word struct {
	text      string
	from, end int
}

func split(line string) ([]word, *Error) {
	w := splitter{line: []rune(line)}
	for i := 0; i < len(w.line); i++ {
		r := w.line[i]
		switch {
		case r == '\\' && w.quote != '\'' && i+1 < len(w.line) && strings.ContainsRune(`'"\ `, w.line[i+1]):
			w.begin(i)
			i++
			w.add(w.line[i])
		case w.quote != 0 && r == w.quote:
			w.quote = 0
		case w.quote != 0:
			w.add(r)
		case r == '\'' || r == '"':
			w.quote, w.opened = r, i
			w.begin(i)
		case r == ' ' || r == '\t':
			w.end(i)
		case strings.ContainsRune(shellChars, r):
			return nil, w.fail(KindShell, i, string(r))
		case r == '$' && i+1 < len(w.line) && w.line[i+1] == '(':
			return nil, w.fail(KindShell, i, "$(")
		default:
			w.begin(i)
			w.add(r)
		}
	}
	if w.quote != 0 {
		return nil, w.fail(KindUnbalanced, w.opened, string(w.quote))
	}
	w.end(len(w.line))
	return w.words, nil
}

type splitter struct {
	line   []rune
	words  []word
	word   strings.Builder
	inWord bool // also for an empty word in quotes
	from   int  // where the word began
	quote  rune
	opened int
}

func (w *splitter) begin(at int) {
	if !w.inWord {
		w.inWord, w.from = true, at
	}
}

func (w *splitter) add(r rune) { w.word.WriteRune(r) }

func (w *splitter) end(at int) {
	if w.inWord {
		w.words = append(w.words, word{w.word.String(), w.from, at})
		w.word.Reset()
		w.inWord = false
	}
}

func (w *splitter) fail(k Kind, at int, subject string) *Error {
	return &Error{Line: 1, Col: at + 1, Kind: k, Subject: subject, Source: string(w.line)}
}
