package script

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// checked parses a script of these command lines.
func checked(t *testing.T, lines ...string) (*Script, Errors) {
	t.Helper()
	var typed []string
	for _, l := range lines {
		typed = append(typed, "{on: server, type: '"+strings.ReplaceAll(l, "'", "''")+"'}")
	}
	s, err := Parse("", []byte(steps(typed...)), false)
	var errs Errors
	if err != nil && !errors.As(err, &errs) {
		t.Fatalf("%T: %v", err, err)
	}
	return s, errs
}

func TestHarmless(t *testing.T) {
	for _, line := range []string{
		"sockLab", "sockLab -v", "sockLab --version", "sockLab --help", "sockLab version", "sockLab help transcripts verify", "sockLab doctor --json",
		"sockLab scripts", "sockLab scripts list", "sockLab transcripts list --lang es",
		"sockLab server --host 127.255.0.1 --port 0", "sockLab --lang=es server --host=::1 -q", "sockLab server --host [::1]",
		"sockLab server --model threads --max-clients 100 --max-message 1MiB --max-memory 1GiB --timeout 2s --color never",
		"sockLab client -", "sockLab client -- --host", "sockLab client 'two words' -q --port 7000", "sockLab client -q hello",
		"sockLab client --file - --events client.jsonl", "sockLab client --file ./año_1.txt --out answer.txt --force",
		"sockLab client --size 64mib", "sockLab client --parallel 200 --repeat 50", "sockLab client --chunk 1 --delay 1m30s --host localhost",
		"sockLab client -- --out", "sockLab client --host ::ffff:127.0.0.1", "sockLab client --max-message 1KiB", "sockLab client ''",
	} {
		if _, errs := checked(t, line); errs != nil {
			t.Errorf("%s\n%v", line, errs)
		}
	}
}

func TestNotHarmless(t *testing.T) {
	for kind, lines := range map[Kind][]string{
		KindRefused: {
			"sockLab demo", "sockLab scripts show half-close", "sockLab scripts new x.yaml", "sockLab scripts check x.yaml", "sockLab transcripts show half-close", "sockLab replay half-close --consoles windows", "sockLab export half-close -o x.svg", "sockLab view x", "sockLab complete -- x",
			"sockLab transcripts verify x", "sockLab transcripts record x",
			"sockLab server --port 80", "sockLab client --port 0", "sockLab client --port 65536", "sockLab client --port +7000",
			"sockLab server --host", "sockLab server --quiet=1", "sockLab client --wait 61s", "sockLab client --wait=-1s",
			"sockLab client --parallel 201", "sockLab client --parallel 0", "sockLab client --parallel=-1", "sockLab client --repeat 1000001", "sockLab client --repeat 0x10",
			"sockLab client --size 1GiB", "sockLab client --size 999999999GiB", "sockLab client --size 1e3", "sockLab client --size ' 5'", "sockLab client --bufsize 2MiB",
			"sockLab client --delay 11m", "sockLab client --delay -1s", "sockLab client --timeout 1h", "sockLab client --explain all", "sockLab server --max-message 0",
			"sockLab server x", "sockLab doctor x", "sockLab transcripts list x", "sockLab version x", "sockLab client --parallel 9 --parallel 999", "sockLab man", "sockLab completion bash",
		},
		KindUnknownCommand:   {"sockLab Server", "sockLab 'scripts list'", "sockLab ''", "sockLab ' server'", "sockLab serve"},
		KindUnknownOption:    {"sockLab server --frob", "sockLab --host 127.0.0.1 server", "sockLab server ---", "sockLab server --=x"},
		KindTooManyArguments: {"sockLab client two words", "sockLab client -q -- - -", "sockLab -- client -- --out", "sockLab client a --port 7000 b"},
		KindNotLoopback: {
			"sockLab client --host 192.0.2.1", "sockLab client --host=0.0.0.0", "sockLab client --host ::", "sockLab client --host example.com", "sockLab client -host 10.0.0.1",
			"sockLab client ---host=10.0.0.1", "sockLab client --host localhost.evil.example", "sockLab client --host 127.1", "sockLab client --host 0177.0.0.1", "sockLab client --host ::1%eth0",
			"sockLab client --host ''", "sockLab client --host --port", "sockLab client x --host 0.0.0.0", "sockLab server --host ::ffff:10.0.0.1",
			"sockLab server --host '127.0.0.1 '", "sockLab server --host '[[::1]]'", "sockLab server --host 127.0.0.1 --host 0.0.0.0", "sockLab server --host ip6-localhost",
		},
		KindOutside: outside(),
		KindTooMuch: {
			"sockLab client --parallel 200 --repeat 51", "sockLab client --parallel 2 --size 64MiB", "sockLab client --size 32MiB --repeat 3",
			"sockLab client --size 1MiB --chunk 1", "sockLab client --size 1MiB --bufsize 1", "sockLab client --file x --repeat 65",
			"sockLab client --parallel 200 --repeat 50 " + strings.Repeat("x", 7000),
		},
	} {
		for _, line := range lines {
			if _, errs := checked(t, line); len(errs) == 0 || errs[0].Kind != kind {
				t.Errorf("%s\n got %v, want %v", line, errs, kind)
			}
		}
	}
}

// outside has all that may not be a file's name, on each system.
func outside() []string {
	var lines []string
	for _, name := range []string{
		"/etc/passwd", "..", ".", "../x", "a/../../x", "a/b", "./../x", ".//x", "~/.bashrc", "~", `C:\x`, "C:x", "c:", `\x`, `\\host\x`, `\\.\pipe\x`, `..\\x`, "//host/x",
		"a:b", "x.txt::$DATA", "CON", "nul", "NUL.txt", "Aux.tar.gz", "com1", "LPT9.x", "COM¹", "conin$", "CONOUT$", "CLOCK$", "x.", "x ", " x", "x.txt.", "...", "",
		"a*b", "a?b", `"`, "%TEMP%", "$HOME", "x\u202ey", "NUL .txt", strings.Repeat("x", 101), "events.jsonl", "events.JSONL", "events.jſonl",
	} {
		for _, option := range []string{"--out", "--file"} {
			lines = append(lines, fmt.Sprintf("sockLab client %s='%s'", option, name))
		}
	}
	for _, name := range []string{"/x.jsonl", "../x.jsonl", "C:x.jsonl", "nul.jsonl", "x", "x.txt", "x.JSONL", "-.jsonl", "x.jſonl", "--quiet"} {
		lines = append(lines, "sockLab server --events '"+name+"'", "sockLab client --events '"+name+"'")
	}
	var asked []string
	for _, l := range lines {
		if !strings.ContainsRune(l, '\u202e') { // the file is refused for it before
			asked = append(asked, l)
		}
	}
	return asked
}

// TestTogether holds that a script cannot do in many commands what it may not
// in one.
func TestTogether(t *testing.T) {
	for name, lines := range map[string][]string{
		"bytes":                       {"sockLab client --size 32MiB", "sockLab client --size 32MiB", "sockLab client x"},
		"exchanges":                   {"sockLab client --parallel 100 --repeat 100", "sockLab client"},
		"addresses":                   addresses(maxClients + 1),
		"pieces":                      {"sockLab client --size 1MiB", "sockLab server --bufsize 1"},
		"what was received and sends": {"sockLab client --size 30MiB --out a", "sockLab client --file a", "sockLab client --file A"},
	} {
		if _, errs := checked(t, lines[:len(lines)-1]...); errs != nil {
			t.Errorf("%s: %v", name, errs)
		}
		if _, errs := checked(t, lines...); len(errs) != 1 || errs[0].Kind != KindTooMuch || errs[0].Line != 4+len(lines) {
			t.Errorf("%s: got %v", name, errs)
		}
	}
}

func addresses(n int) []string {
	var lines []string
	for i := range n {
		lines = append(lines, fmt.Sprintf("sockLab client --port %d", 7000+i))
	}
	return append(lines[:n-1:n-1], lines[0], lines[n-1])
}

// TestAllowedWithExec holds that a user who lets a script run programs lets it
// do all that sockLab does.
func TestAllowedWithExec(t *testing.T) {
	text := steps("{on: server, type: sockLab server --host 0.0.0.0}", "{on: server, type: sockLab client --file ../x}")
	if s, err := Parse("", []byte(text), true); err != nil || !s.AllowExec {
		t.Errorf("%+v, %v", s, err)
	}
}

// TestMistyped holds that a slip of the hand is found where it stands, with
// what was meant, also in a script that may run any program.
func TestMistyped(t *testing.T) {
	for line, want := range map[string]Error{
		"sockLab servr":                       {Col: 33, Kind: KindUnknownCommand, Subject: "servr", Suggest: "server"},
		"sockLab --lang es cliente":           {Col: 43, Kind: KindUnknownCommand, Subject: "cliente", Suggest: "client"},
		"sockLab client ¡Hola, clase!":        {Col: 47, Kind: KindTooManyArguments, Subject: "clase!", Suggest: `"¡Hola, clase!"`},
		"sockLab client --host 127.0.0.1 a b": {Col: 59, Kind: KindTooManyArguments, Subject: "b", Suggest: `"a b"`},
		"sockLab server --bufsise 10":         {Col: 40, Kind: KindUnknownOption, Subject: "--bufsise", Suggest: "--bufsize"},
		"sockLab server --timeout 20m --prot": {Col: 54, Kind: KindUnknownOption, Subject: "--prot", Suggest: "--port"},
	} {
		for _, allowExec := range []bool{false, true} {
			if !allowExec && strings.Contains(line, "20m") {
				continue // refused before
			}
			_, err := Parse("", []byte(steps("{on: server, type: '"+line+"'}")), allowExec)
			var errs Errors
			if !errors.As(err, &errs) {
				t.Errorf("%s: %v", line, err)
				continue
			}
			e := *errs[0]
			e.Line, e.Detail, e.Source, e.File = 0, "", "", ""
			if e != want || len(errs) != 1 {
				t.Errorf("%s, allowed %v: got %+v, want %+v", line, allowExec, e, want)
			}
		}
	}
	for _, line := range []string{"sockLab demo x y", "sockLab client --host 10.0.0.1", "sockLab client \"two words\"", "sockLab transcripts verify a b", "echo servr a b", "sockLab -v", "sockLab help scripts new"} {
		if _, err := Parse("", []byte(steps("{on: server, type: '"+line+"'}")), true); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	// What a program reads may be anything.
	if _, err := Parse("", []byte(steps("{on: server, type: cat}", "{on: server, type: sockLab servr}")), true); err != nil {
		t.Error(err)
	}
}

// TestClients holds that a script tells where its clients connect.
func TestClients(t *testing.T) {
	s, errs := checked(t, "sockLab client", "sockLab server --port 7001", "sockLab client --port 7000 -q", "sockLab client --host [::1] --port=7000",
		"sockLab client x", "sockLab client --host localhost")
	if errs != nil {
		t.Fatal(errs)
	}
	want := []Address{{"127.0.0.1", 0}, {"127.0.0.1", 7000}, {"::1", 7000}, {"localhost", 0}}
	if !slices.Equal(s.Clients, want) {
		t.Errorf("got %v, want %v", s.Clients, want)
	}
}
