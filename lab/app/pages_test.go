package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"socklab/lab/app"
	"socklab/lab/term"
)

// TestPages holds all that sockLab says about its own command line against
// testdata/pages: help, manual, completion and the lines for wrong usage.
// -update writes them anew.
func TestPages(t *testing.T) {
	t.Setenv("SOCKLAB_PORT", "")
	os.Unsetenv("SOCKLAB_PORT") // Setenv puts it back
	for _, lang := range []string{"es", "en"} {
		t.Setenv("SOCKLAB_LANG", lang)
		for name, write := range map[string]func(*pages){"help": (*pages).help, "complete": (*pages).complete, "shells": (*pages).shells, "wrong": (*pages).wrong} {
			t.Run(name+"."+lang, func(t *testing.T) {
				p := &pages{t: t}
				write(p)
				p.compare(filepath.Join("testdata", "pages", name+"."+lang))
			})
		}
	}
}

// pages are what commands print, one after the other.
type pages struct {
	t *testing.T
	b bytes.Buffer
}

// run runs a command line and gives what it prints on standard output.
func (p *pages) run(args ...string) string {
	var out, err bytes.Buffer
	status := app.Main(append([]string{"sockLab"}, args...), term.Streams{In: strings.NewReader(""), Out: &out, Err: &err})
	fmt.Fprintf(&p.b, "$ sockLab %s\n%s%s", strings.Join(args, " "), &out, &err)
	if status != 0 {
		fmt.Fprintf(&p.b, "[%d]\n", status)
	}
	return out.String()
}

func (p *pages) compare(file string) {
	p.t.Helper()
	if *update {
		if err := os.WriteFile(file, p.b.Bytes(), 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	got, old := strings.Split(p.b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range got {
		if i >= len(old) || got[i] != old[i] {
			p.t.Fatalf("%s:%d: got\n%s\nwant\n%s", file, i+1, got[i], strings.Join(old[min(i, len(old)):min(i+1, len(old))], ""))
		}
	}
	if len(got) != len(old) {
		p.t.Fatalf("%s has %d lines more", file, len(old)-len(got))
	}
}

// firstWords are the first words of lines that complete prints.
func firstWords(lines string) []string {
	var all []string
	for line := range strings.Lines(lines) {
		word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		all = append(all, word)
	}
	return all
}

// each calls f for no command, each command and each subcommand: as complete
// tells them, and those that it does not tell.
func (p *pages) each(f func(path ...string)) {
	f()
	silent := &pages{t: p.t}
	for _, command := range append(firstWords(silent.run("complete", "--", "=")), "complete", "view") {
		f(command)
		if command != "scripts" && command != "transcripts" {
			continue
		}
		for _, below := range firstWords(silent.run("complete", "--", command, "=")) {
			f(command, below)
		}
	}
}

func (p *pages) help() {
	p.each(func(path ...string) { p.run(append([]string{"help"}, path...)...) })
	p.run("man")
}

func (p *pages) shells() {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		p.run("completion", shell)
	}
}

// complete asks for all that can stand behind each command: words, options,
// and the values of each option.
func (p *pages) complete() {
	p.each(func(path ...string) {
		at := append([]string{"complete", "--"}, path...)
		p.run(append(at, "=")...)
		for _, option := range firstWords(p.run(append(at, "=-")...)) {
			p.run(append(at, option, "=")...)
			p.run(append(at, "="+option+"=")...)
		}
		p.run(append(at, "x", "=")...)
	})
	for _, line := range []string{"server --explain calls =--e", "server -q =--q", "server -- =--", "client -- =-", "--lang =", "--color=never =c",
		"server --no-such =--", "nothing =", "nothing of this =--", "help scripts =", "help =sc", "scripts check a b =", "demo x --consoles =t",
		"export -o =", "export --format=d =", "export =--format=d", "scripts --color =n", "client --quiet=x =--q", "replay --consoles =", "-h ="} {
		p.run(append([]string{"complete", "--"}, strings.Fields(line)...)...)
	}
}

// wrong has a line for what each option and command refuses, and for some that
// are wrong more than once.
func (p *pages) wrong() {
	for line := range strings.Lines(wrongLines) {
		if line = strings.TrimSpace(line); line != "" {
			p.run(strings.Fields(line)...)
		}
	}
}

// TestHintsOfWrongUsage holds that the commands that hints name tell more.
func TestHintsOfWrongUsage(t *testing.T) {
	t.Setenv("SOCKLAB_LANG", "en")
	p := &pages{t: t}
	p.wrong()
	hints := regexp.MustCompile(`(?m)^hint: .*\bsee: sockLab (.*)$`).FindAllStringSubmatch(p.b.String(), -1)
	if len(hints) < 100 {
		t.Fatalf("only %d hints", len(hints))
	}
	for _, hint := range hints {
		told := &pages{t: t}
		if told.run(strings.Fields(hint[1])...) == "" {
			t.Errorf("a hint leads to: %s", &told.b)
		}
	}
}

const wrongLines = `
serve
serve --port
--no-such
--prot 1 server
server --prot 1
server hola
server --port
server --port=
server --port --quiet
server --quiet=yes
server -q --quiet
server --host=
server --port 65536
server --port 70000 hola
server --backlog -1
server --backlog x --port x
server --bufsize 0
server --clients x
server --model fork
server --model fork --mode x
server --mode EOF
server --timeout 5
server --timeout 25h
server --max-message -1
server --max-memory 1TB
server --max-clients 5
server --max-clients 2000000 --model threads
server --explain most
server --explain most --port x
server --color blue
server --lang fr
server --lang fr --lang es
server --color x --port x
--lang fr serve
--lang fr version
--color blue client
--color blue client --port x
--color never client --color x
-lang
client - --no-such
scripts -- lst
scripts --color x list
scripts list --color x
server --events -
client a b
client --port 0
client --port http --bufsize 0
client --bufsize 65MiB
client --size x
client --size 2GiB
client --size 5 hola
client --size 5 --file x
client --chunk 0
client --delay -1s
client --timeout x
client --wait x
client --max-message x
client --max-message 1 --out o
client --max-message 1 --verify
client --repeat 0
client --parallel 20001
client --out x --verify
client --force
client --force --explain x
client hola --file x
client - --file x
client --out x --repeat 2
client - --parallel 2
client --out x --events x
client --file x --events ./x
client --explain x a b
client --events -
demo a b
demo --consoles here
demo --consoles x --speed x
demo --speed -1
demo --port 0
demo --port 0 --consoles x
demo --force
demo --force a b
demo --out=
demo --out --force
replay a b
replay --speed 0
replay --speed x
replay --speed 0 --consoles x
replay --idle-time-limit x
replay --start-at -1s
replay --consoles log
replay --consoles log a b
replay --web --speed 1
replay --web --speed x --loop
replay --web --idle-time-limit x
replay --web a b
export
export --format x
export --format txt
export x
export x --format x
export x y --format x
export x --format mermaid --diagram text
export x --format txt --fps 5
export x --format gif --fps 51
export x --format gif --fps 51 --at 5s
export x --format png --at x
export x --format cast --cast-version 4
export x --format html --idle-time-limit x
export x --format svg --theme x
export x --format svg --theme x --fps 0
export x --format diagram --diagram x
export x --format md --diagram text
export x -o y.none
export x -o
export x -o x --format txt
transcripts list x
transcripts show
transcripts show a b
transcripts verify --allow-exec
transcripts verify --script x
transcripts verify --script=
transcripts record
transcripts record a b
transcripts shwo
scripts list x
scripts show
scripts show a b
scripts check
scripts check --allow-exec
scripts new
scripts new a b
scripts chekc
doctor x
doctor --jsn
completion
completion csh
completion bash zsh
completion csh zsh
man x
view
view a b
help nothing
help scripts nothing
help list
help scripts check more
help server more
--version=1
--lang
--lang --version
--color
`
