package script

import (
	"cmp"
	"maps"
	"math"
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
	args    int // how many arguments at most
}

// callOptions are the options of the commands that make calls.
var callOptions = map[string]*value{
	"explain": oneOf("none", "calls", "full"),
	"events":  eventsFile,
	"quiet":   flag, "q": flag,
}

// commonOptions are the options of every command.
var commonOptions = map[string]*value{
	"lang":  oneOf("es", "en"),
	"color": oneOf("auto", "always", "never"),
	"help":  flag, "h": flag,
	"version": flag, "v": flag,
}

// verbs is the list. A command that only has subcommands prints its help.
var verbs = map[string]verb{
	"": {}, // sockLab alone prints its help
	"server": {options: withCallOptions(map[string]*value{
		"host":        loopback,
		"port":        serverPort,
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
	"client": {args: 1, options: withCallOptions(map[string]*value{
		"host":        loopback,
		"port":        clientPort,
		"file":        dataFile,
		"bufsize":     size(1, 1<<20),
		"size":        size(0, maxBytesSent),
		"chunk":       size(1, 1<<20),
		"delay":       duration,
		"no-shutdown": flag,
		"timeout":     duration,
		"wait":        retryTime,
		"repeat":      number(1, maxExchanges),
		"parallel":    number(1, 200), // each is a thread
		"hex":         flag,
		"out":         dataFile,
		"force":       flag,
		"verify":      flag,
		"max-message": size(1, 64<<20),
	})},
	"version": {},
	"help":    {args: math.MaxInt},
	"doctor":  {options: map[string]*value{"json": flag}},

	// Not show: it prints a file as it is, and so the escapes that were typed
	// into it.
	"scripts":          {},
	"scripts list":     {},
	"transcripts":      {},
	"transcripts list": {},
}

// refusedCommands are the commands that only a script with AllowExec may run.
var refusedCommands = []string{"demo", "replay", "export", "completion", "man", "complete", "view"}

func withCallOptions(options map[string]*value) map[string]*value {
	maps.Copy(options, callOptions)
	return options
}

// A commandLine is one as far as it has been read, by the rules of the program's
// own: options before and after arguments, --name=value, --name value, and --
// ends them.
type commandLine struct {
	command  string            // with its subcommand
	options  map[string]string // value of each, the last one
	args     []string
	anyValue bool // what the values of options are does not matter
}

// mistakes are the faults of command lines that sockLab itself would refuse.
var mistakes = []Kind{KindUnknownCommand, KindUnknownOption, KindTooManyArguments}

// read checks all that stands behind the program's name against the list. Where
// it is not on it, at is the place of the word at fault.
func (l *commandLine) read(words []string) (at int, bad *Error) {
	l.options = map[string]string{}
	ended := false // -- ends the options
	for i := 1; i < len(words); i++ {
		switch word := words[i]; {
		case word == "--" && !ended:
			ended = true
		case len(word) > 1 && word[0] == '-' && !ended:
			var used int
			used, bad = l.option(word, words[i+1:])
			i += used
		default:
			bad = l.argument(word)
		}
		if bad != nil {
			return i, bad
		}
	}
	return 0, nil
}

// option checks an option and returns how many of the words behind it are its
// value.
func (l *commandLine) option(word string, behind []string) (used int, bad *Error) {
	name, text, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
	v := cmp.Or(verbs[l.command].options[name], commonOptions[name])
	switch {
	case v == nil, v == flag && hasValue:
		return 0, l.noOption(word, v)
	case v == flag:
		return 0, nil
	case !hasValue && len(behind) == 0:
		return 0, &Error{Kind: KindRefused, Subject: word, Detail: v.allowed}
	case !hasValue:
		text, used = behind[0], 1
	}
	l.options[name] = text
	if l.anyValue || v.ok(text) {
		return used, nil
	}
	if v.kind == KindRefused { // a value by itself says little
		text = strings.TrimSuffix(word, "="+text) + " " + text
	}
	return used, &Error{Kind: v.kind, Subject: text, Detail: v.allowed}
}

// noOption tells that the command has no such option, or that it takes no value.
func (l *commandLine) noOption(word string, v *value) *Error {
	known := optionNames(verbs[l.command])
	e := &Error{Kind: KindRefused, Subject: word, Suggest: nearest(word, known), Detail: strings.Join(known, " ")}
	if v == nil {
		e.Kind = KindUnknownOption
	}
	return e
}

// argument checks a word that is no option: a command, or what it is about.
func (l *commandLine) argument(word string) *Error {
	if below := subcommands(l.command); len(below) > 0 && len(l.args) == 0 {
		command := strings.TrimPrefix(l.command+" "+word, " ")
		if !slices.Contains(below, word) {
			return l.noCommand(word, command, below)
		}
		l.command = command
		return nil
	}
	most := verbs[l.command].args
	l.args = append(l.args, word)
	switch {
	case most == 0:
		return &Error{Kind: KindRefused, Subject: word}
	case len(l.args) > most:
		return &Error{Kind: KindTooManyArguments, Subject: word, Suggest: quoted(l.args)}
	}
	return nil
}

// noCommand tells a command that there is from one that there is not.
func (l *commandLine) noCommand(word, command string, below []string) *Error {
	e := &Error{Kind: KindRefused, Subject: program + " " + command, Suggest: nearest(word, below), Detail: strings.Join(below, " ")}
	if l.command == "" && !slices.Contains(refusedCommands, word) {
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

// address is where a client connects.
func (l *commandLine) address() Address {
	host := cmp.Or(l.options["host"], "127.0.0.1")
	port, _ := wholeNumber(l.options["port"]) // 0 if it is not said
	return Address{Host: strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), Port: port}
}

// subcommands are the words that may follow a command, in order.
func subcommands(command string) []string {
	var below []string
	for name := range verbs {
		at := strings.LastIndexByte(name, ' ')
		if name != "" && name[:max(at, 0)] == command {
			below = append(below, name[at+1:])
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
