package app

import (
	"fmt"
	"net"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"socklab/lab/cmdline"
	"socklab/lab/script"
	"socklab/lab/session"
)

// refusedInScripts are the commands, options and choices that no script may use
// unless the user says --allow-exec, and why.
var refusedInScripts = map[string]string{
	"demo":               "plays another script, and opens windows",
	"replay":             "opens windows, a browser, and takes the terminal",
	"export":             "writes files of any size, and needs a recording",
	"view":               "is for the windows that sockLab opens",
	"complete":           "is for shells",
	"completion":         "is for shells",
	"man":                "is for readers of manuals",
	"transcripts verify": "plays a script",
	"transcripts record": "plays scripts and writes folders",
	"scripts show":       "prints a file as it is",
	"scripts check":      "is for writers of scripts",
	"scripts new":        "is for writers of scripts",
	"scripts schema":     "is for editors",
	"transcripts show":   "prints a recording",
}

// samples are values one of which each option takes that may be used; those
// of files first.
var samples = []string{"x.txt", "x.jsonl", "1", "2048", "1s", "127.0.0.1", "es", "never", "none", "serial", "eof"}

// Values that no option takes in a script, whatever it is for; the others are
// names that a file may have.
var (
	hostilePaths    = []string{"/etc/passwd", "../x", "../x.jsonl", `C:\x`, "c:x.jsonl", "~/.bashrc", "nul", "nul.jsonl", "a:b", `\\.\pipe\x`, "::", ""}
	hostileCommands = []string{"192.0.2.1", "0.0.0.0", "example.com", "9999999999", "1TiB", "1GiB0", "48h", "-1"}
)

// typing is a script that types that line, with or without --allow-exec.
func typing(line string, allowExec bool) (*script.Script, error) {
	text := "title: t\nconsoles: [{name: a}]\nsteps: [{on: a, type: '" + strings.ReplaceAll(line, "'", "''") + "'}]\n"
	return script.Parse("", []byte(text), allowExec)
}

// mayRun tells whether a script without --allow-exec may have that line.
func mayRun(line string) (*script.Script, bool) {
	s, err := typing(line, false)
	return s, err == nil
}

// anyRuns gives the first line that may run.
func anyRuns(lines ...string) string {
	for _, l := range lines {
		if _, ok := mayRun(l); ok {
			return l
		}
	}
	return ""
}

// everyCommand gives each command and subcommand, the hidden ones too.
func everyCommand(prefix []string, commands []*cmdline.Command, f func(path []string, c *cmdline.Command)) {
	for _, c := range commands {
		path := append(slices.Clone(prefix), c.Name)
		f(path, c)
		everyCommand(path, c.Below, f)
	}
}

// TestListOfHarmless holds each command and option of the program, and each
// choice of an option, against the list of what a script may run: a new one is
// refused until it is put there, or into refusedInScripts.
func TestListOfHarmless(t *testing.T) {
	p := newProgram("en")
	a := p.sockLab()
	seen := map[string]bool{}
	check := func(what, runs string) {
		seen[what] = true
		switch reason := refusedInScripts[what]; {
		case runs == "" && reason == "":
			t.Errorf("%s is on no list: may a stranger's script use it?", what)
		case runs != "" && reason != "":
			t.Errorf("%q may run, though it %s", runs, reason)
		case runs != "":
			s, _ := mayRun(runs)
			if r := p.line().Read(s.Steps[0].Argv[1:]); r.Err != nil {
				t.Errorf("%q may run, and the command line refuses it: %v", runs, r.Err)
			}
		}
	}
	options := func(command string, all []cmdline.Option) {
		for _, o := range all {
			for _, name := range strings.Fields(o.Name + " " + o.Short) {
				check(strings.TrimSpace(command+" --"+name), anyRuns(withOption(command, name, &o)...))
				if !o.TakesValue() {
					continue
				}
				for _, choice := range choices(p, strings.Fields(command), name) {
					value := command + " --" + name + "=" + choice
					check(strings.TrimSpace(value), anyRuns("sockLab "+value))
				}
				bad := slices.Clone(hostilePaths)
				if anyRuns(withOption(command, name, &o)[:2]...) == "" { // not a file's
					bad = append(bad, hostileCommands...)
				}
				for _, value := range bad {
					for _, between := range []string{"=", " "} {
						if line := "sockLab " + command + " --" + name + between + "'" + value + "'"; anyRuns(line) != "" {
							t.Errorf("%s may run", line)
						}
					}
				}
			}
		}
	}
	options("", a.Options)
	everyCommand(nil, a.Below, func(path []string, c *cmdline.Command) {
		command := strings.Join(path, " ")
		runs := anyRuns("sockLab "+command, "sockLab "+command+" x.txt")
		check(command, runs)
		if runs != "" {
			options(command, c.Options)
		}
	})
	for what := range refusedInScripts {
		if !seen[what] {
			t.Errorf("%s is refused, and there is no such thing: mend the table", what)
		}
	}
}

// choices are the values of an option that are known beforehand.
func choices(p *program, command []string, option string) []string {
	asked := strings.Fields(p.line().Complete(append(command, "--"+option, "=")))
	return slices.DeleteFunc(asked, func(word string) bool { return word == ":files" })
}

func withOption(command, name string, o *cmdline.Option) []string {
	line := strings.TrimSpace("sockLab "+command) + " --" + name
	if !o.TakesValue() {
		return []string{line}
	}
	var lines []string
	for _, s := range samples {
		lines = append(lines, line+"="+s)
	}
	return lines
}

// FuzzHarmless reads what a script may run as the command line itself does:
// none of it reaches another machine or a file elsewhere, or is without bound.
func FuzzHarmless(f *testing.F) {
	for _, line := range []string{"sockLab server --host 127.0.0.1 --port 0 -q", "sockLab client --host=::1 --port 7000 --file x --out=y --force",
		"sockLab --lang es client 'a b' --events e.jsonl", "sockLab client -- --host 0.0.0.0", "sockLab client --parallel 3 --repeat 4 --size 5KiB", "sockLab scripts -- list",
		"sockLab client -host 10.0.0.1", "sockLab client ---out /x", `sockLab client --out "NUL .txt"`, "sockLab demo x.yaml --allow-exec", `sockLab client --file C:\x`,
		"sockLab scripts list --help", "sockLab -v server", "sockLab transcripts show ../x", "sockLab client - --chunk 1MiB", "sockLab server --max-message 64MiB"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		s, ok := mayRun(line)
		if !ok {
			return
		}
		argv := s.Steps[0].Argv
		if len(argv) == 0 || argv[0] != "sockLab" {
			t.Fatalf("%s: would start %q", line, argv)
		}
		r := newProgram("en").line().Read(argv[1:])
		r.Root.Run = func(*cmdline.Values) error { return nil } // its help
		everyCommand(nil, r.Root.Below, func(path []string, c *cmdline.Command) {
			c.Run = func(v *cmdline.Values) error { harmlessRun(t, line, strings.Join(path, " "), v); return nil }
		})
		_ = r.Run() // what it refuses does not run
	})
}

// harmlessRun is in the place of the command.
func harmlessRun(t *testing.T, line, command string, v *cmdline.Values) {
	if refusedInScripts[command] != "" {
		t.Errorf("%s: runs %s", line, command)
	}
	var names []string
	for _, o := range v.Command().Options {
		if !slices.Contains([]string{"file", "out", "events", "output"}, o.Name) {
			continue
		}
		if name := v.Text(o.Name); name != "" && (o.Name != "file" || name != "-") {
			names = append(names, name)
		}
	}
	for _, name := range names {
		bare := strings.TrimPrefix(name, "./")
		if !filepath.IsLocal(bare) || strings.ContainsAny(bare, `/\:~"*?<>|`) || strings.TrimRight(bare, ". ") != bare {
			t.Errorf("%s: the file %q", line, name)
		}
	}
	if command != "server" && command != "client" {
		return
	}
	host := v.Text("host")
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	if host != "localhost" && (err != nil || !ip.Unmap().IsLoopback()) {
		t.Errorf("%s: the host %q", line, host)
	}
	for _, o := range v.Command().Options {
		large := false
		switch o.Name {
		case "bufsize", "max-message", "max-memory", "chunk", "size":
			large = v.Given(o.Name) && v.Size(o.Name) > 1<<30
		case "backlog", "clients", "max-clients", "repeat", "parallel":
			large = v.Given(o.Name) && v.Number(o.Name) > 10_000
		}
		if large {
			t.Errorf("%s: --%s %s", line, o.Name, v.Text(o.Name))
		}
	}
	if v.Err() != nil {
		t.Errorf("%s: %v", line, v.Err())
	}
	if command == "client" {
		size := max(int64(len(v.Argument(""))), 1)
		if v.Given("size") {
			size = v.Size("size")
		}
		if all := size * int64(v.Number("repeat")) * int64(v.Number("parallel")); all > 64<<20 {
			t.Errorf("%s: %d bytes", line, all)
		}
	}
}

// TestOwnServersOnly holds that a script is not played whose clients would talk
// to a program that was there before.
func TestOwnServersOnly(t *testing.T) {
	for address, host := range map[string]string{"127.0.0.1:0": "127.0.0.1", ":0": "localhost", "[::1]:0": "::1"} {
		l, err := net.Listen("tcp", address)
		if err != nil {
			t.Logf("not here: %v", err) // a system without IPv6
			continue
		}
		defer l.Close()
		taken := l.Addr().(*net.TCPAddr).Port
		free, err := session.FreePort()
		if err != nil {
			t.Fatal(err)
		}
		p := newProgram("en")
		for port, want := range map[int]string{taken: fmt.Sprintf("port %d: address already in use", taken), free: ""} {
			s, ok := mayRun(fmt.Sprintf("sockLab client FLUSHALL --host %s --port %d", host, port))
			if !ok {
				t.Fatalf("a client of %s, port %d may not run", host, port)
			}
			got := ""
			d := &demo{program: p, script: s, port: free}
			if err := d.checkPort(); err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("%s, port %d: %q, want %q", address, port, got, want)
			}
		}
	}
}
