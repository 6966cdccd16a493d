package script

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/event"
)

const goodScript = `title: {es: Hola, en: Hello}
description: |
  Two
  lines.
consoles:
  - {name: server, title: {es: Servidor, en: Server}}
  - {name: client}
size: {cols: 100}
port: auto
steps:
  - say: {es: Uno, en: One}
    note: Both
  - {on: server, type: sockLab server, wait: accept}
  - {on: client, type: 'sockLab client -q "a b"', wait: "Received b'Hello, world'", exit: 0, within: 1m30s}
  - {on: server, wait: "New connection from \\('127.0.0.1', \\d+\\)"}
  - {on: server, type: not | a command}
  - pause: 500ms
  - {on: server, press: ctrl+c, exit: 3, pause: 1s}
`

// sameRegexp compares expressions by their text.
var sameRegexp = cmp.Comparer(func(a, b *regexp.Regexp) bool {
	return (a == nil) == (b == nil) && (a == nil || a.String() == b.String())
})

func ptr(n int) *int { return &n }

func TestParse(t *testing.T) {
	want := &Script{
		Title:       Text{"Hola", "Hello"},
		Description: Text{"Two\nlines.", "Two\nlines."},
		Consoles: []Console{
			{Name: "server", Title: Text{"Servidor", "Server"}},
			{Name: "client", Title: Text{"client", "client"}},
		},
		Size:    Size{Cols: 100, Rows: 24},
		Port:    PortAuto,
		Clients: []Address{{Host: "127.0.0.1"}},
		Steps: []Step{
			{Line: 11, Say: Text{"Uno", "One"}, Note: Text{"Both", "Both"}},
			{Line: 13, On: "server", Type: "sockLab server", Argv: []string{"sockLab", "server"},
				Wait: regexp.MustCompile("accept"), Within: DefaultWithin},
			{Line: 14, On: "client", Type: `sockLab client -q "a b"`, Argv: []string{"sockLab", "client", "-q", "a b"},
				Wait: regexp.MustCompile("Received b'Hello, world'"), Exit: ptr(0), Within: 90 * time.Second},
			{Line: 15, On: "server", Wait: regexp.MustCompile(`New connection from \('127.0.0.1', \d+\)`), Within: DefaultWithin},
			{Line: 16, On: "server", Type: "not | a command", Within: DefaultWithin},
			{Line: 17, Pause: 500 * time.Millisecond},
			{Line: 18, On: "server", Press: "ctrl+c", Exit: ptr(3), Within: DefaultWithin, Pause: time.Second},
		},
	}
	for name, text := range map[string]string{
		"as it is": goodScript,
		"CRLF":     strings.ReplaceAll(goodScript, "\n", "\r\n"),
		"BOM":      "\uFEFF" + goodScript,
		"UTF-16LE": utf16Text(goodScript, false),
		"UTF-16BE": utf16Text(goodScript, true),
	} {
		got, err := Parse("good.yaml", []byte(text), false)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, got, sameRegexp); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// steps wraps steps, in flow style, one a line, into a script; the first stands on line 5.
func steps(lines ...string) string {
	return "title: t\nconsoles:\n  - {name: server}\nsteps:\n  - " + strings.Join(lines, "\n  - ") + "\n"
}

func TestAllowExec(t *testing.T) {
	text := []byte(steps(`{on: server, type: python3 -c 'print(1)'}`))
	if _, err := Parse("", text, false); err == nil {
		t.Error("accepted without AllowExec")
	}
	s, err := Parse("", text, true)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"python3", "-c", "print(1)"}, s.Steps[0].Argv); diff != "" {
		t.Error(diff)
	}
}

// TestArgv proves that what was not checked as a command is never one.
func TestArgv(t *testing.T) {
	script := steps(`{on: server, type: sockLab server}`, `{on: server, type: rm -rf x}`,
		`{on: server, type: sockLab client}`, `{on: server, type: it's}`)
	s, err := Parse("", []byte(script), false)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false, true, false} {
		if got := s.Steps[i].Argv != nil; got != want {
			t.Errorf("step %d: may be a command: %v, want %v", i, got, want)
		}
	}
}

func TestPress(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"enter", "enter"}, {"q", "q"}, {"Q", "Q"}, {"ñ", "ñ"}, {"7", "7"}, {`"7"`, "7"}, {`"~"`, "~"}, {`" "`, "space"},
		{"backspace", "backspace"},
	} {
		s, err := Parse("", []byte(steps(`{on: server, type: sockLab server, press: `+tt.in+`}`)), false)
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if got := s.Steps[0].Press; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTextIn(t *testing.T) {
	text := Text{ES: "sí", EN: "yes"}
	for lang, want := range map[string]string{"es": "sí", "en": "yes", "fr": "yes", "": "yes"} {
		if got := text.In(lang); got != want {
			t.Errorf("In(%q) = %q, want %q", lang, got, want)
		}
	}
}

func TestTemplate(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		s, err := Parse(lang, []byte(Template(lang)), false)
		if err != nil {
			t.Errorf("%s: %v", lang, err)
			continue
		}
		if len(s.Steps) == 0 || s.Steps[0].Note.ES == s.Steps[0].Note.EN {
			t.Errorf("%s: template has no note in two languages", lang)
		}
	}
	if Template("es") == Template("en") {
		t.Error("one template for both languages")
	}
	es, _ := Parse("", []byte(Template("es")), false)
	en, _ := Parse("", []byte(Template("en")), false)
	es.clearLines()
	en.clearLines()
	if diff := cmp.Diff(es, en, sameRegexp); diff != "" {
		t.Errorf("templates differ in more than comments:\n%s", diff)
	}
}

// clearLines forgets line numbers, which comments change.
func (s *Script) clearLines() {
	for i := range s.Steps {
		s.Steps[i].Line = 0
	}
}

func TestSHA256(t *testing.T) {
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	if got := SHA256(nil); got != empty {
		t.Errorf("got %s", got)
	}
}

// TestCallsThatCanBeAwaited holds that a step may wait for exactly the calls
// that the table of calls says.
func TestCallsThatCanBeAwaited(t *testing.T) {
	sch := compiledSchema(t)
	for _, name := range event.Names(func(*event.Traits) bool { return true }) {
		text := steps("{on: server, type: sockLab server, call: " + name + "}")
		_, err := Parse("", []byte(text), false)
		want := event.Call(name).Traits().Awaited
		if parses, schema := err == nil, valid(sch, text); parses != want || schema != want {
			t.Errorf("call: %s: parsed %v, right by the schema %v, want %v", name, parses, schema, want)
		}
	}
}
