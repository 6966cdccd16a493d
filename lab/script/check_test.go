package script

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"socklab/lab/peer"
)

// one is what an error in the table must say.
type one struct {
	kind      Kind
	line, col int
	subject   string
	suggest   string
}

const top = "title: t\nconsoles: [{name: server}, {name: client}]\n"

// runs starts a program on line 5, so that the step under test is on line 6.
func runs(step string) string {
	return steps(`{on: server, type: sockLab server}`, step)
}

// bad is every kind of bad script that is written as text. Those marked
// beyond are right as far as a JSON Schema can tell.
var bad = []struct {
	name   string
	in     string
	beyond bool
	want   []one
}{
	{"syntax", "title: [\n", false, []one{{KindSyntax, 1, 8, "", ""}}},
	{"bad escape", runs(`{on: server, wait: "\d"}`), false, []one{{KindSyntax, 6, 26, "", ""}}},
	{"tag", "title: !!str t\n", false, []one{{KindUnsupported, 1, 8, "!!str", ""}}},
	{"two documents", "title: t\n---\ntitle: t\n", false, []one{{KindUnsupported, 2, 1, "---", ""}}},
	{"anchor and alias", "title: &a t\ndescription: *a\n", false, []one{{KindAlias, 1, 8, "&", ""}, {KindAlias, 2, 14, "*", ""}}},
	{"merge", "<<: {title: t}\n", false, []one{{KindAlias, 1, 1, "<<", ""}}},
	{"not a map", "- a\n", false, []one{{KindWrongType, 1, 1, "file", ""}}},
	{"missing keys", "title: t\n", false, []one{{KindMissingKey, 1, 1, "consoles", ""}, {KindMissingKey, 1, 1, "steps", ""}}},
	{"unknown keys", top + "setps: x\nsteps: [{pause: 1s, frob: x}]\n", false,
		[]one{{KindUnknownKey, 3, 1, "setps", "steps"}, {KindUnknownKey, 4, 21, "frob", ""}}},
	{"duplicate key", top + "title: u\nsteps: [{pause: 1s}]\n", true, []one{{KindDuplicateKey, 3, 1, "title", ""}}},
	{"wrong types", "title: 3\nconsoles: {}\nsteps: x\nsize: 3\nport: [1]\n", false, []one{
		{KindWrongType, 1, 8, "title", ""}, {KindWrongType, 2, 11, "consoles", ""}, {KindWrongType, 3, 8, "steps", ""},
		{KindWrongType, 4, 7, "size", ""}, {KindWrongType, 5, 7, "port", ""}}},
	{"list of waits", runs(`{on: server, wait: [a, b]}`), false, []one{{KindWrongType, 6, 24, "wait", ""}}},
	{"wait for a number", runs(`{on: server, wait: 7}`), false, []one{{KindWrongType, 6, 24, "wait", ""}}},
	{"step not a map", steps("sockLab server"), false, []one{{KindWrongType, 5, 5, "step", ""}}},
	{"empty text", "title: ''\n" + strings.SplitN(steps("pause: 1s"), "\n", 2)[1], false, []one{{KindEmpty, 1, 8, "title", ""}}},
	{"no value", runs("{on: server, type: }"), false, []one{{KindEmpty, 6, 18, "type", ""}}},
	{"no consoles", "title: t\nconsoles: []\nsteps: [{pause: 1s}]\n", false, []one{{KindEmpty, 2, 1, "consoles", ""}}},
	{"missing languages", steps("say: {es: x}", "say: {}"), false, []one{
		{KindMissingLanguage, 5, 10, "en", ""}, {KindMissingLanguage, 6, 10, "es", ""}, {KindMissingLanguage, 6, 10, "en", ""}}},
	{"two lines to type", runs(`{on: server, type: "a\nb"}`), false, []one{{KindControl, 6, 24, "U+000A", ""}}},
	{"escape to type", runs(`{on: server, type: "\e[A"}`), true, []one{{KindControl, 6, 24, "U+001B", ""}}},
	{"bad console names", "title: t\nconsoles: [{name: Server}, {name: a b}, {name: con}]\nsteps: [{pause: 1s}]\n", false,
		[]one{{KindBadConsoleName, 2, 19, "Server", ""}, {KindBadConsoleName, 2, 35, "a b", ""}, {KindBadConsoleName, 2, 48, "con", ""}}},
	{"duplicate console", "title: t\nconsoles: [{name: a}, {name: a}]\nsteps: [{pause: 1s}]\n", true,
		[]one{{KindDuplicateConsole, 2, 30, "a", ""}}},
	{"console without name", "title: t\nconsoles: [{title: a}, {name: c}]\nsteps: [{on: b, pause: 1s}]\n", false,
		[]one{{KindMissingKey, 2, 12, "name", ""}}},
	{"unknown console blames nothing after it", steps("{on: sever, type: sockLab server}", "{on: server, wait: x, exit: 0}"), true,
		[]one{{KindUnknownConsole, 5, 10, "sever", "server"}}},
	{"misspelt key blames nothing after it", steps("{on: server, tpye: x, pause: 1s}", "{on: server, type: it's}", "{on: server, press: q}"), false,
		[]one{{KindUnknownKey, 5, 18, "tpye", "type"}}},
	{"too many consoles", "title: t\nconsoles: [" + numbered(9, "{name: c%d}") + "]\nsteps: [{pause: 1s}]\n", false,
		[]one{{KindTooMany, 2, 100, "consoles", ""}}},
	{"too many steps", top + "steps:\n" + strings.Repeat("  - pause: 1s\n", 1001), false, []one{{KindTooMany, 1004, 5, "steps", ""}}},
	{"say with on", steps("{say: x, on: server}", "{say: x, wait: y}"), false,
		[]one{{KindSayWithOn, 5, 14, "on", ""}, {KindSayWithOn, 6, 14, "wait", ""}}},
	{"misplaced", runs("{on: server, press: q, within: 1s, note: x}"), false, []one{{KindMisplacedKey, 6, 40, "note", ""}}},
	{"within alone", runs("{on: server, press: q, within: 1s}"), false, []one{{KindMisplacedKey, 6, 28, "within", ""}}},
	{"nothing to do", steps("{}", "{on: server}", "{on: server, within: 1s}"), false,
		[]one{{KindNothingToDo, 5, 5, "", ""}, {KindNothingToDo, 6, 5, "", ""}, {KindNothingToDo, 7, 5, "", ""}}},
	{"no steps", top + "steps: []\n", false, []one{{KindNothingToDo, 3, 1, "steps", ""}}},
	{"on what", steps("{type: sockLab server, pause: 1s}"), false, []one{{KindMissingKey, 5, 5, "on", ""}}},
	{"bad keys", steps("{on: server, type: sockLab server, press: ctrl+x}", "{on: server, press: BACKSPACE}", "{on: server, press: 12}", "{on: server, press: ''}"), false,
		[]one{{KindBadPress, 5, 47, "ctrl+x", "ctrl+c"}, {KindBadPress, 6, 25, "BACKSPACE", "backspace"}, {KindBadPress, 7, 25, "12", ""},
			{KindBadPress, 8, 25, "", ""}}},
	{"bad regexp", runs(`{on: server, wait: 'a(b'}`), true, []one{{KindBadRegexp, 6, 24, "a(b", ""}}},
	{"look-ahead", runs(`{on: server, wait: 'a(?=b)'}`), true, []one{{KindBadRegexp, 6, 24, "(?=", ""}}},
	{"long regexp", runs(`{on: server, wait: ` + strings.Repeat("ñ", 1001) + `}`), false, []one{{KindTooLarge, 6, 24, "wait", ""}}},
	{"huge regexp", runs(`{on: server, wait: '` + strings.Repeat("x", 100) + `(.{900}){1}(` + strings.Repeat("y", 60) + `){1000}'}`), true,
		[]one{{KindTooLarge, 6, 24, "wait", ""}}},
	{"bad durations", steps("pause: 5", "pause: 1.5", "pause: 5x", "pause: -5s", "pause: 1h", "pause: 99999999999999999999s"), false, []one{
		{KindBadDuration, 5, 12, "5", "5s"}, {KindBadDuration, 6, 12, "1.5", "1.5s"}, {KindBadDuration, 7, 12, "5x", ""},
		{KindBadDuration, 8, 12, "-5s", ""}, {KindBadDuration, 9, 12, "1h", ""}, {KindBadDuration, 10, 12, "99999999999999999999s", ""}}},
	{"durations out of range", steps("{on: server, type: sockLab server, wait: x, within: 0s}", "{on: server, exit: 0, within: 11m}", "pause: 2m"), true,
		[]one{{KindOutOfRange, 5, 57, "0s", ""}, {KindOutOfRange, 6, 35, "11m", ""}, {KindOutOfRange, 7, 12, "2m", ""}}},
	{"numbers out of range", "title: t\nconsoles: [{name: server}]\nsize: {cols: 19, rows: 101}\nport: 0\n" +
		"steps: [{on: server, type: sockLab server, exit: 256}, {on: server, type: sockLab server, exit: -1}]\n", false, []one{
		{KindOutOfRange, 3, 14, "19", ""}, {KindOutOfRange, 3, 24, "101", ""}, {KindOutOfRange, 4, 7, "0", ""},
		{KindOutOfRange, 5, 50, "256", ""}, {KindOutOfRange, 5, 97, "-1", ""}}},
	{"comma in a text", steps("{on: server, type: sockLab client ¡Hola, clase!}"), false, []one{{KindComma, 5, 46, "clase!", ""}}},
	{"port in quotes", top + "port: '7000'\nsteps: [{pause: 1s}]\n", false, []one{{KindWrongType, 3, 7, "port", ""}}},
	{"exit in quotes", runs("{on: server, exit: '0'}"), false, []one{{KindWrongType, 6, 24, "exit", ""}}},
	{"port", top + "port: atuo\nsteps: [{pause: 1s}]\n", false, []one{{KindOutOfRange, 3, 7, "atuo", "auto"}}},
	{"wait never", steps("{on: server, wait: x}"), true, []one{{KindWaitNever, 5, 18, "server", ""}}},
	{"exit idle", runs("{on: server, exit: 0, pause: 1s}\n  - {on: server, exit: 0}"), true, []one{{KindExitIdle, 7, 18, "server", ""}}},
	{"bad call", runs("{on: server, call: lisen}"), false, []one{{KindBadCall, 6, 24, "lisen", "listen"}}},
	{"press idle", steps("{on: server, press: enter}"), true, []one{{KindPressIdle, 5, 18, "server", ""}}},
	{"not sockLab", steps("{on: server, type: python3 server.py}", "{on: server, exit: 0}", "{on: server, type: ./socklab server}"), true,
		[]one{{KindNotSockLab, 5, 24, "python3", ""}, {KindNotSockLab, 7, 24, "./socklab", "sockLab"}}},
	{"refused", steps("{on: server, type: sockLab demo x.yaml --allow-exec}", "{on: server, type: 'sockLab sever --prot 7000'}",
		"{on: server, type: sockLab server --prot 7000}", `{on: server, type: "sockLab server --model forks"}`), true,
		[]one{{KindRefused, 5, 32, "sockLab demo", ""}, {KindUnknownCommand, 6, 33, "sever", "server"},
			{KindUnknownOption, 7, 39, "--prot", "--port"}, {KindRefused, 8, 48, "--model forks", ""}}},
	{"quotes forgotten", steps("{on: server, type: sockLab client ¡Hola clase!}"), true, []one{{KindTooManyArguments, 5, 45, "clase!", `"¡Hola clase!"`}}},
	{"not loopback", steps("{on: server, type: sockLab server --host=0.0.0.0}"), true, []one{{KindNotLoopback, 5, 39, "0.0.0.0", ""}}},
	{"outside", steps("{on: server, type: sockLab client --file ../x}", "{on: server, type: 'sockLab client ''it is'' --out /x'}"), true,
		[]one{{KindOutside, 5, 46, "../x", ""}, {KindOutside, 6, 24, "/x", ""}}},
	{"too much", steps("{on: server, type: sockLab client --parallel 200 --size 1MiB}"), true, []one{{KindTooMuch, 5, 24, "sockLab client", ""}}},
	{"what is refused is no input", runs("{on: server, type: sockLab client --host 192.0.2.1}"), true,
		[]one{{KindNotLoopback, 6, 46, "192.0.2.1", ""}}},
	{"shell", steps("{on: server, type: sockLab server > x}"), true, []one{{KindShell, 5, 24, ">", ""}}},
	{"unbalanced", steps(`{on: server, type: sockLab it's}`), true, []one{{KindUnbalanced, 5, 24, "'", ""}}},
	{"too deep in brackets", strings.Repeat("[", 51), false, []one{{KindTooDeep, 1, 51, "", ""}}},
	{"too deep in dashes", strings.Repeat("- ", 60), false, []one{{KindTooDeep, 1, 101, "", ""}}},
	{"long key", strings.Repeat("k", 201) + ": x\n", false, []one{{KindTooLarge, 1, 1, strings.Repeat("k", 60) + "…", ""}}},
	{"blank lines", "title: |\n" + strings.Repeat("\n", 300), false, []one{{KindTooLarge, 202, 1, "blank lines", ""}}},
	{"too many nodes", strings.Repeat("- a\n", maxTokens), false, []one{{KindTooLarge, 1, 1, "nodes", ""}}},
	{"control", "title: \x07\n", false, []one{{KindControl, 1, 8, "U+0007", ""}}},
	{"encoding", "title: \xff\n", false, []one{{KindEncoding, 1, 8, "", ""}}},
}

func numbered(n int, format string) string {
	var parts []string
	for i := range n {
		parts = append(parts, fmt.Sprintf(format, i))
	}
	return strings.Join(parts, ",")
}

func TestBad(t *testing.T) {
	seen := map[Kind]bool{}
	for _, tt := range bad {
		s, err := Parse("x.yaml", []byte(tt.in), false)
		var errs Errors
		if !errors.As(err, &errs) || s != nil {
			t.Errorf("%s: got script %v, error %v", tt.name, s, err)
			continue
		}
		var got []one
		for _, e := range errs {
			seen[e.Kind] = true
			got = append(got, one{e.Kind, e.Line, e.Col, e.Subject, e.Suggest})
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s:\n got %v\nwant %v\n%v", tt.name, got, tt.want, err)
		}
	}
	for _, k := range peer.Constants[Kind](t, "kind.go") {
		if !seen[k] {
			t.Errorf("no bad script of kind %q", k)
		}
	}
}

// TestLenient has what looks wrong and could be right.
func TestLenient(t *testing.T) {
	for _, in := range []string{
		steps("{on: server, type: sockLab client}", "{on: server, type: not a command}"),
		steps("{on: server, type: sockLab client, exit: 0}", "{on: server, wait: late}", "{on: server, press: enter}"),
		steps("{on: server, type: sockLab client, wait: x}", "{on: server, type: sockLab client, exit: 0}"),
		steps("{say: x, pause: 1s}", "{on: server, pause: 0s}"),
		"---\n" + steps("pause: 1s") + "...\n",
		"\"title\": t\n\"consoles\": [{\"name\": \"a\"}]\n\"steps\": [{\"pause\": \"1s\"}]\n",
	} {
		if _, err := Parse("", []byte(in), false); err != nil {
			t.Errorf("%s\n%v", in, err)
		}
	}
}
