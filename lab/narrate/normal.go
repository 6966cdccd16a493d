package narrate

import (
	"regexp"
	"strings"
	"sync"

	"socklab/lab/event"
	"socklab/lab/i18n"
)

// A rule makes one form of what the narration says in several, by how a run
// went or by the system that it ran on.
type rule struct {
	name    string // for the tests
	pattern *regexp.Regexp
	replace string
}

// number matches that of a socket, as it is or in normal form.
const number = `(?:\d+|<fd>)`

// rules in the order in which they are applied, made when they are used.
var rules = sync.OnceValue(func() []rule {
	data := strings.Join(event.Names((*event.Traits).Data), "|")
	all := []rule{
		{name: "words that go on below", pattern: regexp.MustCompile(`\n {20,}(\S)`), replace: " ${1}"},
		{name: "column", pattern: regexp.MustCompile(`(\S) {2,}(\S)`), replace: "${1} ${2}"},
		{name: "socket in a table", pattern: regexp.MustCompile(`(?m)^ *\d+ +(` + stateListen + `|` + stateEstablished + `)`), replace: "<fd> ${1}"},
		{name: "option for the address", pattern: regexp.MustCompile(`(?m)^(setsockopt\(` + number + `, )SO_(?:REUSEADDR|EXCLUSIVEADDRUSE), 1\) = 0.*$`), replace: "${1}<reuse>) = 0"},
		{name: "slow connect", pattern: regexp.MustCompile(`(?m)^connect\(` + number + `\) \.\.\..*\n`), replace: ""},
		{name: "release of accept on Unix", pattern: regexp.MustCompile(`(?m)^shutdown\(` + number + `, SHUT_RDWR\) = 0.*\naccept\(` + number + `\) = -1 .*\nclose\(` + number + `\) = 0`), replace: "<release>"},
		{name: "release of accept on Windows", pattern: regexp.MustCompile(`(?m)^close\(` + number + `\) = 0(.*)\naccept\(` + number + `\) = -1 .*$`), replace: "<release>${1}"},
	}
	for _, lang := range i18n.Languages() {
		w := i18n.In(lang)
		counted := pattern(w.Notes.More) + `|` + pattern(w.Notes.MoreOne)
		keys := pattern(w.Client.EndKeys) + `|` + pattern(w.Client.EndKeysWindows)
		all = append(all,
			rule{name: "calls that were counted", pattern: regexp.MustCompile(`(?m)^((?:` + data + `)\(` + number + `\) \.\.\.) (?:` + counted + `)$`), replace: "${1} <more>"},
			rule{name: "keys that end a message", pattern: regexp.MustCompile(`(?m)^(?:` + keys + `)$`), replace: "<end>"},
			rule{name: "new socket", pattern: regexp.MustCompile(descriptor(w.Notes.Socket)), replace: "${1}<fd>"},
			rule{name: "new socket", pattern: regexp.MustCompile(descriptor(w.Notes.SocketUDP)), replace: "${1}<fd>"},
		)
	}
	return all
})

// verb is a place in a message where something is put in.
var verb = regexp.MustCompile(`%[a-z]`)

// pattern matches a message, whatever is put into it.
func pattern(message string) string {
	parts := verb.Split(message, -1)
	for i := range parts {
		parts[i] = strings.ReplaceAll(regexp.QuoteMeta(parts[i]), " ", `\s+`) // a line may be broken
	}
	return strings.Join(parts, `.+?`)
}

// descriptor matches a message that ends with a socket's number, and has what
// comes before that as a group.
func descriptor(message string) string {
	return `(` + regexp.QuoteMeta(strings.TrimSuffix(message, "%d")) + `)\d+\b`
}

// Normal gives recorded text without what is another in each run, or on each
// system, though the same was told: how the lines are broken, what a summary
// has counted, the numbers in a table. What it gives stays as it is.
func Normal(text string) string {
	for _, r := range rules() {
		text = r.pattern.ReplaceAllString(text, r.replace)
	}
	return text
}

// PortWords are the words behind which a port stands.
func PortWords() []string {
	var words []string
	for _, lang := range i18n.Languages() {
		words = append(words, regexp.QuoteMeta(i18n.In(lang).Notes.Port))
	}
	return words
}
