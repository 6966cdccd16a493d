package cast

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/diff"
)

// A rule turns something that differs from run to run into its normal form.
// Each replacement removes what its pattern needs, a digit mostly, so that
// applying the rules again and again comes to an end.
type rule struct {
	name    string // for the tests
	pattern *regexp.Regexp
	replace string
	port    bool // the second group is a port, which may be one to keep
}

// A call that takes a descriptor first, as the narration and strace print it.
const socketCalls = `setsockopt|getsockopt|bind|listen|accept4?|connect|getsockname|getpeername|` +
	`send|sendto|sendmsg|recv|recvfrom|recvmsg|read|write|shutdown|close|closesocket|ioctl|ioctlsocket|fcntl`

const (
	number = `\d+(?:[.,]\d+)?`
	// What ends a path in running text.
	pathRest = `(?:[/\\][^\s'"<>|:*?,;()]*)?`
)

// cutBytes matches bytes as Python shows them in quotes, the first eight as a
// group: how many more there is room for is not the same on every system.
func cutBytes(quote string) string {
	one := `(?:\\x[0-9a-f]{2}|\\[^x\n]|[^\\\n` + quote + `])`
	return `(b` + quote + one + `{8})` + one + `*` + quote
}

// rules in the order in which they are applied, made when they are used: it
// takes half a millisecond.
var rules = sync.OnceValue(func() []rule {
	return []rule{
		{name: "line ends", pattern: regexp.MustCompile(`\r+\n`), replace: "\n"},
		{name: "empty prompt", pattern: regexp.MustCompile(`(?m)^(?:(?:PS )?(?:[A-Za-z]:\\|\\\\)[^<>|\n]*>|\$ ) *$`), replace: "$$"},
		{name: "prompt", pattern: regexp.MustCompile(`(?m)^(?:PS )?(?:[A-Za-z]:\\|\\\\)[^<>|\n]*> *(\S)`), replace: "$$ ${1}"},
		{name: "key that is echoed", pattern: regexp.MustCompile(`(?m)^\^[CZ]\n`), replace: ""},
		{name: "words that go on below", pattern: regexp.MustCompile(`\n {20,}(\S)`), replace: " ${1}"},
		{name: "bytes of which a part is shown", pattern: regexp.MustCompile(`\b(?:` + cutBytes(`'`) + `|` + cutBytes(`"`) + `)\.\.\.`), replace: "${1}${2}..."},
		{name: "column", pattern: regexp.MustCompile(`(\S) {2,}(\S)`), replace: "${1} ${2}"},
		{name: "socket in a table", pattern: regexp.MustCompile(`(?m)^ *\d+ +(LISTEN|ESTABLISHED)`), replace: "<fd> ${1}"},
		{name: "error symbol", pattern: regexp.MustCompile(`\bWSAE([A-Z]+)\b`), replace: "E${1}"},
		{name: "time that is up", pattern: regexp.MustCompile(`\bE(?:AGAIN|WOULDBLOCK)\b`), replace: "ETIMEDOUT"},
		{name: "temp dir", pattern: regexp.MustCompile(`(?:/private)?(?:/tmp|/var/folders|/var/tmp)/[^\s'"<>|:*?,;()]+`), replace: "<path>"},
		{name: "Windows temp dir", pattern: regexp.MustCompile(`(?i)\b[A-Z]:\\[^\n'"<>|:*?,;()]*\\Te?mp\\[^\s'"<>|:*?,;()]+`), replace: "<path>"},
		{name: "port in a Python address", pattern: regexp.MustCompile(`(\('[0-9A-Za-z.:%]*', )(\d{5})\b`), replace: "<port>", port: true},
		{name: "port after an address", pattern: regexp.MustCompile(`((?:\b\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Za-z.:%]*\]|\blocalhost):)(\d{5})\b`), replace: "<port>", port: true},
		{name: "port in words", pattern: regexp.MustCompile(`(\b(?i:port|puerto|htons)[ =(])(\d{5})\b`), replace: "<port>", port: true},
		{name: "descriptor as argument", pattern: regexp.MustCompile(`\b(` + socketCalls + `)\(\d+`), replace: "${1}(<fd>"},
		{name: "descriptor as result", pattern: regexp.MustCompile(`\b((?:socket|accept4?)\((?:[^\n=]|=\S)*?\) += )\d+`), replace: "${1}<fd>"},
		{name: "descriptor in words", pattern: regexp.MustCompile(`\b((?i:socket|fd|descriptor)[ =]#?)\d+\b`), replace: "${1}<fd>"},
		{name: "calls that were counted", pattern: regexp.MustCompile(`(?m)^((?:recv|send)\(<fd>\) \.\.\.) \S+ \d+ .*$`), replace: "${1} <more>"},
		{name: "option for the address", pattern: regexp.MustCompile(`(?m)^(setsockopt\(<fd>, )SO_(?:REUSEADDR|EXCLUSIVEADDRUSE), 1\) = 0.*$`), replace: "${1}<reuse>) = 0"},
		{name: "keys that end a message", pattern: regexp.MustCompile(`(?m): Ctrl\+(?:D|Z (?:and Enter|e Intro))$`), replace: ": <end>"},
		{name: "slow connect", pattern: regexp.MustCompile(`(?m)^connect\(<fd>\) \.\.\..*\n`), replace: ""},
		{name: "release of accept on Unix", pattern: regexp.MustCompile(`(?m)^shutdown\(<fd>, SHUT_RDWR\) = 0.*\naccept\(<fd>\) = -1 .*\nclose\(<fd>\) = 0`), replace: "<release>"},
		{name: "release of accept on Windows", pattern: regexp.MustCompile(`(?m)^close\(<fd>\) = 0(.*)\naccept\(<fd>\) = -1 .*$`), replace: "<release>${1}"},
		{name: "process", pattern: regexp.MustCompile(`\b((?i:PID)[ =:]+)\d+\b`), replace: "${1}<pid>"},
		{name: "duration", pattern: regexp.MustCompile(`(^|[^\w.,<])(?:\d+h)?(?:\d+m)?` + number + ` ?(?:ns|µs|μs|us|ms|s)\b`), replace: "${1}<time>"},
		{name: "seconds", pattern: regexp.MustCompile(`(^|[^\w.,])\d+[.]\d{3,}($|[^\w.]|\.(?:\s|$))`), replace: "${1}<time>${2}"},
	}
})

// Normalizer turns what differs from run to run into <port>, <fd>, <time>,
// <pid> and <path>, and what differs between systems into one form: error
// symbols, prompts and line ends. Ports of 10000 and above are taken for
// ephemeral. Normal text stays as it is: normalizing twice is normalizing once.
type Normalizer struct {
	Keep  []uint16 // ports that the session chose and that stay
	Paths []string // absolute; they and what is below them become <path>
}

// Normal is Text of a Normalizer without ports to keep or paths.
func Normal(text string) string { return Normalizer{}.Text(text) }

// Text returns the normal form of text of any number of lines, without ANSI
// sequences.
func (n Normalizer) Text(text string) string {
	text, _ = n.TextUntil(context.Background(), text) // which never ends
	return text
}

// TextUntil is Text that ends early with ctx, and gives then its cause.
func (n Normalizer) TextUntil(ctx context.Context, text string) (string, error) {
	all := append(n.pathRules(), rules()...)
	for {
		next := text
		for _, r := range all {
			if ctx.Err() != nil {
				return "", context.Cause(ctx)
			}
			next = r.apply(next, n.Keep)
		}
		if next == text {
			return text, nil
		}
		text = next // one replacement can uncover another
	}
}

func (r rule) apply(text string, keep []uint16) string {
	if !r.port {
		return r.pattern.ReplaceAllString(text, r.replace)
	}
	return r.pattern.ReplaceAllStringFunc(text, func(match string) string {
		m := r.pattern.FindStringSubmatch(match)
		port, err := strconv.ParseUint(m[2], 10, 16)
		if err != nil || port < 10000 || slices.Contains(keep, uint16(port)) {
			return match
		}
		return m[1] + r.replace
	})
}

// pathRules returns a rule for each path, the longest first.
func (n Normalizer) pathRules() []rule {
	paths := slices.Clone(n.Paths)
	slices.SortFunc(paths, func(a, b string) int { return len(b) - len(a) })
	var rs []rule
	for _, p := range paths {
		p = strings.TrimRight(p, `/\`)
		if len(p) < 3 || strings.Contains("<path>", p) {
			continue // a root, which is everywhere
		}
		rs = append(rs, rule{pattern: pathPattern(p), replace: "<path>${1}"})
	}
	return rs
}

// pathPattern matches p and what is below it, but not a longer name: no
// look-ahead in RE2, so the character after it is a group.
func pathPattern(p string) *regexp.Regexp {
	fold := ""
	if len(p) > 1 && p[1] == ':' {
		fold = "(?i)" // a drive: Windows
	}
	return regexp.MustCompile(fold + regexp.QuoteMeta(p) + pathRest + `($|[^\w/\\.-]|[.](?:\s|$))`)
}

// Event returns the normal form of a line of NAME.events.jsonl, with its keys
// sorted; a line that is no JSON object is taken as Text.
func (n Normalizer) Event(line string) string {
	dec := json.NewDecoder(strings.NewReader(line))
	dec.UseNumber()
	var ev map[string]any
	if err := dec.Decode(&ev); err != nil || ev == nil || dec.More() {
		return n.Text(line)
	}
	for key, v := range ev {
		ev[key] = n.value(v)
	}
	for key, form := range map[string]string{"t": "<time>", "dur": "<time>", "fd": "<fd>", "pid": "<pid>"} {
		if _, ok := ev[key]; ok {
			ev[key] = form
		}
	}
	// A call that makes a descriptor returns it.
	if call, _ := ev["call"].(string); call == "socket" || strings.HasPrefix(call, "accept") {
		replaceNumber(ev, "ret", "<fd>")
	}
	replaceNumber(ev, "errno", "<errno>") // err has the symbol
	b, err := marshal(ev, "")
	if err != nil {
		return n.Text(line)
	}
	return string(bytes.TrimSpace(b))
}

// replaceNumber leaves 0 and -1, which say done and failed.
func replaceNumber(ev map[string]any, key, form string) {
	if num, ok := ev[key].(json.Number); ok && num != "0" && num != "-1" {
		ev[key] = form
	}
}

func (n Normalizer) value(v any) any {
	switch v := v.(type) {
	case string:
		return n.Text(v)
	case []any:
		for i := range v {
			v[i] = n.value(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = n.value(v[key])
		}
	}
	return v
}

// Diff returns how two texts differ, each under its name, as a unified diff of
// lines with 3 lines of context; "" if they do not.
func Diff(oldName, old, newName, new string) string {
	return string(diff.Diff(oldName, []byte(old), newName, []byte(new)))
}
