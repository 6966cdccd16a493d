package cast

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/diff"

	"socklab/lab/event"
)

// A rule turns something that differs from run to run into its normal form.
// Each replacement removes what its pattern needs, a digit mostly, so that
// applying the rules again and again comes to an end.
type rule struct {
	name    string // for the tests
	pattern *regexp.Regexp
	replace string
	port    bool // the second group is a port, replaced where it is the system's choice
}

// The names that strace and other programs have for calls, besides those of
// the table.
const (
	otherCalls  = `|accept4|getsockopt|sendmsg|recvmsg|read|write|closesocket|ioctl|ioctlsocket|fcntl`
	otherMakers = `|accept4`
)

// ours are the names of the calls in the table for which is holds.
func ours(is func(*event.Traits) bool) string { return strings.Join(event.Names(is), "|") }

const number = `\d+(?:[.,]\d+)?`

// cutBytes matches bytes as Python shows them in quotes, the first eight as a
// group: how many more there is room for is not the same on every system.
func cutBytes(quote string) string {
	one := `(?:\\x[0-9a-f]{2}|\\[^x\n]|[^\\\n` + quote + `])`
	return `(b` + quote + one + `{8})` + one + `*` + quote
}

// rules in the order in which they are applied, made when they are used: it
// takes half a millisecond.
var rules = sync.OnceValue(func() []rule {
	onSocket := ours(func(t *event.Traits) bool { return !t.NoFD }) + otherCalls
	makers := ours(func(t *event.Traits) bool { return t.Makes }) + otherMakers
	return []rule{
		{name: "line ends", pattern: regexp.MustCompile(`\r+\n`), replace: "\n"},
		{name: "empty prompt", pattern: regexp.MustCompile(`(?m)^(?:(?:PS )?(?:[A-Za-z]:\\|\\\\)[^<>|\n]*>|\$ ) *$`), replace: "$$"},
		{name: "prompt", pattern: regexp.MustCompile(`(?m)^(?:PS )?(?:[A-Za-z]:\\|\\\\)[^<>|\n]*> *(\S)`), replace: "$$ ${1}"},
		{name: "key that is echoed", pattern: regexp.MustCompile(`(?m)^\^[CZ]\n`), replace: ""},
		{name: "bytes of which a part is shown", pattern: regexp.MustCompile(`\b(?:` + cutBytes(`'`) + `|` + cutBytes(`"`) + `)\.\.\.`), replace: "${1}${2}..."},
		{name: "error symbol", pattern: regexp.MustCompile(`\bWSAE([A-Z]+)\b`), replace: "E${1}"},
		{name: "temp dir", pattern: regexp.MustCompile(`(?:/private)?(?:/tmp|/var/folders|/var/tmp)/[^\s'"<>|:*?,;()]+`), replace: "<path>"},
		{name: "Windows temp dir", pattern: regexp.MustCompile(`(?i)\b[A-Z]:\\[^\n'"<>|:*?,;()]*\\Te?mp\\[^\s'"<>|:*?,;()]+`), replace: "<path>"},
		{name: "port in a Python address", pattern: regexp.MustCompile(`(\('[0-9A-Za-z.:%]*', )(\d{5})\b`), replace: "<port>", port: true},
		{name: "port after an address", pattern: regexp.MustCompile(`((?:\b\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Za-z.:%]*\]|\blocalhost):)(\d{5})\b`), replace: "<port>", port: true},
		{name: "port as argument", pattern: regexp.MustCompile(`(\bhtons\()(\d{5})\b`), replace: "<port>", port: true},
		{name: "descriptor as argument", pattern: regexp.MustCompile(`\b(` + onSocket + `)\(\d+`), replace: "${1}(<fd>"},
		{name: "descriptor as result", pattern: regexp.MustCompile(`\b((?:` + makers + `)\((?:[^\n=]|=\S)*?\) += )\d+`), replace: "${1}<fd>"},
		{name: "descriptor in words", pattern: regexp.MustCompile(`\b((?i:socket|fd)[ =]#?)\d+\b`), replace: "${1}<fd>"},
		{name: "process", pattern: regexp.MustCompile(`\b((?i:PID)[ =:]+)\d+\b`), replace: "${1}<pid>"},
		{name: "duration", pattern: regexp.MustCompile(`(^|[^\w.,<])(?:\d+h)?(?:\d+m)?` + number + ` ?(?:ns|µs|μs|us|ms|s)\b`), replace: "${1}<time>"},
		{name: "seconds", pattern: regexp.MustCompile(`(^|[^\w.,])\d+[.]\d{3,}($|[^\w.]|\.(?:\s|$))`), replace: "${1}<time>${2}"},
	}
})

// Ports from firstEphemeral on are taken for the system's choice, and the
// course's is that of every session.
const (
	firstEphemeral = 10000
	coursePort     = 6543
)

// Normalizer turns what differs from run to run into <port>, <fd>, <time>,
// <pid> and <path>, and what differs between systems into one form: error
// symbols, prompts and line ends. Ports of 10000 and above are taken for
// ephemeral. Normal text stays as it is: normalizing twice is normalizing once.
// It knows no words: those who print them say what of them differs.
type Normalizer struct {
	Port      uint16   // the session's own, which becomes the course's; 0: none
	TimedOut  bool     // EAGAIN says that a time has passed, as Windows' ETIMEDOUT does
	PortWords []string // behind which a port stands, in any language

	// Words takes out of a text what differs in the words of the program itself;
	// nil: nothing does. It too leaves normal text as it is.
	Words func(text string) string
}

// Text returns the normal form of text of any number of lines, without ANSI
// sequences. It ends early with ctx, and then gives its cause.
func (n Normalizer) Text(ctx context.Context, text string) (string, error) {
	all := slices.Concat(n.ownRules(), rules())
	for {
		next := text
		if n.Words != nil {
			next = n.Words(next)
		}
		for _, r := range all {
			if ctx.Err() != nil {
				return "", context.Cause(ctx)
			}
			next = r.apply(next)
		}
		if next == text {
			return text, nil
		}
		text = next // one replacement can uncover another
	}
}

func (r rule) apply(text string) string {
	if !r.port {
		return r.pattern.ReplaceAllString(text, r.replace)
	}
	return r.pattern.ReplaceAllStringFunc(text, func(match string) string {
		m := r.pattern.FindStringSubmatch(match)
		port, err := strconv.ParseUint(m[2], 10, 16)
		if err != nil || port < firstEphemeral {
			return match
		}
		return m[1] + r.replace
	})
}

// ownRules are those of this session.
func (n Normalizer) ownRules() []rule {
	var rs []rule
	if n.Port != 0 {
		rs = append(rs, rule{pattern: regexp.MustCompile(fmt.Sprintf(`:%d\b`, n.Port)), replace: fmt.Sprintf(":%d", coursePort)})
	}
	if n.TimedOut {
		rs = append(rs, rule{pattern: regexp.MustCompile(`\bE(?:AGAIN|WOULDBLOCK)\b`), replace: "ETIMEDOUT"})
	}
	if len(n.PortWords) > 0 {
		words := `(\b(?i:` + strings.Join(n.PortWords, "|") + `)[ =(])(\d{5})\b`
		rs = append(rs, rule{pattern: regexp.MustCompile(words), replace: "<port>", port: true})
	}
	return rs
}

// Diff returns how two texts differ, each under its name, as a unified diff of
// lines with 3 lines of context; "" if they do not.
func Diff(oldName, old, newName, new string) string {
	return string(diff.Diff(oldName, []byte(old), newName, []byte(new)))
}
