package script

import "strings"

// shellChars need quotes, lest somebody expects a shell to act on them.
const shellChars = "|><&;`"

func texts(words []word) []string {
	var all []string
	for _, w := range words {
		all = append(all, w.text)
	}
	return all
}

// A word is a part of a line. It begins at from and ends before end, in
// characters.
type word struct {
	text      string
	from, end int
}

// split splits a command line as a shell splits quotes: '…' takes all as it is,
// "…" keeps spaces, and a backslash outside '…' takes a following quote,
// backslash or space as it is and otherwise stands for itself, so that Windows
// paths survive. Nothing is expanded, and what only a shell can do is refused.
// Of a fault, Col is the column in the line.
func split(line string) (words []word, bad *Error) {
	runes := []rune(line)
	fail := func(kind Kind, at int, subject string) ([]word, *Error) {
		return nil, &Error{Line: 1, Col: at + 1, Kind: kind, Subject: subject, Source: line}
	}
	var text strings.Builder
	from := -1 // where the word begins; -1 between words
	var quote rune
	opened := 0 // where the quote stands
	for i := 0; i < len(runes); i++ {
		r, rest := runes[i], runes[i+1:]
		if quote == 0 && (r == ' ' || r == '\t') {
			if from >= 0 {
				words = append(words, word{text.String(), from, i})
				text.Reset()
			}
			from = -1
			continue
		}
		if from < 0 {
			from = i
		}
		switch {
		case r == '\\' && quote != '\'' && len(rest) > 0 && strings.ContainsRune(`'"\ `, rest[0]):
			i++
			text.WriteRune(rest[0])
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			text.WriteRune(r)
		case r == '\'' || r == '"':
			quote, opened = r, i
		case strings.ContainsRune(shellChars, r):
			return fail(KindShell, i, string(r))
		case r == '$' && len(rest) > 0 && rest[0] == '(':
			return fail(KindShell, i, "$(")
		default:
			text.WriteRune(r)
		}
	}
	if quote != 0 {
		return fail(KindUnbalanced, opened, string(quote))
	}
	if from >= 0 {
		words = append(words, word{text.String(), from, len(runes)})
	}
	return words, nil
}
