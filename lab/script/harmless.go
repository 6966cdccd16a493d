package script

import (
	"maps"
	"slices"
	"strings"
)

// What a script may do without AllowExec stands in this file, and nowhere
// else: sockLab's harmless commands, their options, and what those may be. What
// is not here is refused. Such a script comes from anybody, so that none of it
// may reach another machine, a program that was there before, or a file outside
// the session's own folder, open windows, play another script, or take more of
// the machine than a lesson does.

// program is what a script may run.
const program = "sockLab"

// A verb is a command and what may stand behind it.
type verb struct {
	options map[string]*value
	args    *value // nil: none
	most    int    // arguments; 0: as many as there are
}

// tell are the options of the commands that make calls.
var tell = map[string]*value{
	"explain": oneOf("none", "calls", "full"),
	"events":  eventsFile,
	"quiet":   flag, "q": flag,
}

// everywhere are the options of every command.
var everywhere = map[string]*value{
	"lang":  oneOf("es", "en"),
	"color": oneOf("auto", "always", "never"),
	"help":  flag, "h": flag,
	"version": flag, "v": flag,
}

// verbs is the list. A command that only has subcommands prints its help.
var verbs = map[string]verb{
	"": {}, // sockLab alone prints its help
	"server": {options: with(tell, map[string]*value{
		"host":        loopback,
		"port":        number(1024, 65535, 0), // 0: any that is free
		"backlog":     number(0, 1024),
		"bufsize":     size(1, 1<<20),
		"clients":     number(0, 10_000),
		"model":       oneOf("serial", "threads"),
		"mode":        oneOf("eof", "stream"),
		"timeout":     duration,
		"max-message": size(1, 64<<20),
		"max-memory":  size(1, 1<<30),
		"max-clients": number(1, 10_000),
	})},
	"client": {args: anyText, most: 1, options: with(tell, map[string]*value{
		"host":        loopback,
		"port":        number(1024, 65535),
		"file":        dataFile,
		"bufsize":     size(1, 1<<20),
		"size":        size(0, maxBytesSent),
		"chunk":       size(1, 1<<20),
		"delay":       duration,
		"no-shutdown": flag,
		"timeout":     duration,
		"wait":        brief,
		"repeat":      number(1, maxExchanges),
		"parallel":    number(1, 200), // each is a thread
		"hex":         flag,
		"out":         dataFile,
		"force":       flag,
		"verify":      flag,
		"max-message": size(1, 64<<20),
	})},
	"version": {},
	"help":    {args: anyText},
	"doctor":  {options: map[string]*value{"json": flag}},

	// Not show: it prints a file as it is, and so the escapes that were typed
	// into it.
	"scripts":          {},
	"scripts list":     {},
	"transcripts":      {},
	"transcripts list": {},
}

// others are the commands that only a script with AllowExec may run.
var others = []string{"demo", "replay", "export", "completion", "man", "complete", "view"}

// with is all options of a verb.
func with(tables ...map[string]*value) map[string]*value {
	all := map[string]*value{}
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

// A typing is a command line as far as it has been read, by the rules of the
// command line itself: options before and after arguments, --name=value,
// --name value, and -- ends them.
type typing struct {
	path    string
	options map[string]string // value of each, the last one
	args    []string
	lenient bool // what the values are does not matter
}

// refused is why a command line may not run; word counts its words from 0.
type refused struct {
	word int
	Error
}

// harmless checks all that stands behind the program's name against the list.
func harmless(words []string) (*typing, *refused) {
	t := &typing{options: map[string]string{}}
	return t, t.read(words)
}

func (t *typing) read(words []string) *refused {
	ended := false // -- ends the options
	for i := 1; i < len(words); i++ {
		word, at := words[i], i
		var bad *Error
		switch {
		case word == "--" && !ended:
			ended = true
		case len(word) > 1 && word[0] == '-' && !ended:
			var used int
			used, bad = t.option(word, words[i+1:])
			i += used
			at = i
		default:
			bad = t.argument(word)
		}
		if bad != nil {
			return &refused{at, *bad}
		}
	}
	return nil
}

// option checks an option and returns how many of the words behind it are its
// value.
func (t *typing) option(word string, behind []string) (int, *Error) {
	name, text, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
	v := everywhere[name]
	if own := verbs[t.path].options[name]; own != nil {
		v = own
	}
	switch {
	case v == nil, v == flag && hasValue:
		return 0, t.noOption(word, v)
	case v == flag:
		return 0, nil
	}
	used := 0
	if !hasValue {
		if len(behind) == 0 {
			return 0, &Error{Kind: KindRefused, Subject: word, Detail: v.allowed}
		}
		text, used = behind[0], 1
	}
	t.options[name] = text
	if t.lenient {
		return used, nil
	}
	return used, v.check(word, text)
}

// noOption tells that the command has no such option, or that it takes no value.
func (t *typing) noOption(word string, v *value) *Error {
	known := optionNames(verbs[t.path])
	e := &Error{Kind: KindRefused, Subject: word, Suggest: nearest(word, known), Detail: strings.Join(known, " ")}
	if v == nil {
		e.Kind = KindUnknownOption
	}
	return e
}

// argument checks a word that is no option: a command, or what it is about.
func (t *typing) argument(word string) *Error {
	if below := subcommands(t.path); len(below) > 0 && len(t.args) == 0 {
		path := strings.TrimPrefix(t.path+" "+word, " ")
		if !slices.Contains(below, word) {
			return t.noCommand(word, path, below)
		}
		t.path = path
		return nil
	}
	v := verbs[t.path]
	if v.args == nil {
		return &Error{Kind: KindRefused, Subject: word}
	}
	t.args = append(t.args, word)
	if v.most > 0 && len(t.args) > v.most {
		return &Error{Kind: KindTooManyArguments, Subject: word, Suggest: quoted(t.args)}
	}
	if t.lenient {
		return nil
	}
	return v.args.check(word, word)
}

// noCommand tells a command that there is from one that there is not.
func (t *typing) noCommand(word, path string, below []string) *Error {
	e := &Error{Kind: KindRefused, Subject: program + " " + path, Suggest: nearest(word, below), Detail: strings.Join(below, " ")}
	if t.path == "" && !slices.Contains(others, word) {
		e.Kind, e.Subject = KindUnknownCommand, word
	}
	return e
}

// quoted is what was probably meant to be one argument.
func quoted(args []string) string {
	text := strings.Join(args, " ")
	if strings.Contains(text, `"`) {
		return "'" + text + "'"
	}
	return `"` + text + `"`
}

// mistyped finds what sockLab itself would refuse in a command line that may
// run: a command or an option that it does not have, and too many arguments.
func mistyped(words []string) *refused {
	t := &typing{options: map[string]string{}, lenient: true}
	bad := t.read(words)
	if bad == nil {
		return nil
	}
	switch bad.Kind {
	case KindUnknownCommand, KindUnknownOption, KindTooManyArguments:
		return bad
	}
	return nil
}

// address is where a client connects.
func (t *typing) address() Address {
	to := Address{Host: "127.0.0.1"}
	if host := t.options["host"]; host != "" {
		to.Host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	to.Port, _ = wholeNumber(t.options["port"]) // 0 if it is not said
	return to
}

// subcommands are the words that may follow path, in order.
func subcommands(path string) []string {
	var below []string
	for p := range verbs {
		if rest, ok := strings.CutPrefix(p, path); ok && rest != "" && (path == "" || rest[0] == ' ') {
			if rest = strings.TrimSpace(rest); !strings.Contains(rest, " ") {
				below = append(below, rest)
			}
		}
	}
	slices.Sort(below)
	return below
}

// optionNames are a verb's own options, for a message.
func optionNames(v verb) []string {
	var names []string
	for name := range v.options {
		if len(name) > 1 {
			names = append(names, "--"+name)
		}
	}
	slices.Sort(names)
	return names
}
