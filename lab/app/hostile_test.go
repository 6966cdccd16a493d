package app

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"socklab/lab/cmdline"
	"socklab/lab/export"
)

// poison is what a stranger plants: the clipboard (OSC 52), the window's title,
// a device control string, a cleared screen, the alternate screen, mouse
// reports and pasting, both as ESC and as C1 control characters; a line that is
// overwritten, a bell, text that is turned around; and a second line.
func poison(where string) string {
	return where + "\x1b]52;c;ZXZpbA==\a\x1b]0;" + where + "\x1b\\\x1bP1$qm\x1b\\\x1b[2J\x1b[?1049h\x1b[?1000h\x1b[?2004h\x1b[?25l" +
		"\u009d52;c;ZXZpbA==\u009c\u009b2J\u0090q\u009c\rover\b\a\x7f\u202eback\u2066\n" + where + "-line\r\n\u0085\u2028</script>"
}

// poisonName is poison as far as files can be called so.
func poisonName(where string) string {
	return strings.ReplaceAll(poison(where), "/", "")
}

// A hostile folder holds what a stranger sends.
type hostile struct {
	dir    string   // to be in
	folder string   // a transcript
	cast   string   // a recording
	script string   // that is right, as far as that goes
	bad    []string // transcripts and scripts that cannot be read
}

func newHostile(t *testing.T) hostile {
	h := hostile{dir: t.TempDir()}
	t.Chdir(h.dir)
	h.folder, h.cast, h.script = "session", "alone.cast", "script.yaml"
	h.transcript(t, h.folder, "server", "client")
	h.transcript(t, "named", poison("name"), "client")
	h.transcript(t, "twice", "client", "client")
	write(t, h.cast, castFile("alone"))
	write(t, h.script, "title: \"title\\e]0;title\\a\"\nconsoles: [{name: server}]\nsteps:\n- {on: server, type: sockLab version, exit: 0}\n")
	write(t, "raw.yaml", "title: "+poison("raw")+"\n")
	write(t, "keys.yaml", "title: x\n\"key\\e[2J\\x9b\": 1\nconsoles: [{name: \"con\\e[2J\"}]\nsteps: [{on: \"on\\e[2J\", \"press\": \"\\e[2J\"}]\n")
	write(t, "damaged.cast", castFile("damaged")+"[1, \"o\", \"\x1b[2J")
	write(t, "version.cast", `{"version":"`+"\u009b2J"+`","width":80,"height":24}`+"\n")
	h.bad = []string{"named", "twice", "raw.yaml", "keys.yaml", "damaged.cast", "version.cast"}
	if runtime.GOOS != "windows" { // which has no such names
		for _, name := range []string{poisonName("folder"), poisonName("file") + ".cast", poisonName("yaml") + ".yaml"} {
			write(t, name, castFile("in"))
			h.bad = append(h.bad, name)
		}
		h.transcript(t, poisonName("session"), "server", "client")
		h.bad = append(h.bad, poisonName("session"))
	}
	return h
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// transcript writes a folder whose every text is poison.
func (h *hostile) transcript(t *testing.T, dir string, consoles ...string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	text := func(where string) map[string]string {
		return map[string]string{"es": poison(where), "en": poison(where)}
	}
	var infos []any
	for i, name := range consoles {
		infos = append(infos, map[string]any{"name": name, "title": text(fmt.Sprint("console", i)), "cols": 80, "rows": 24})
		base := []string{"server", "client"}[i]
		write(t, filepath.Join(dir, base+".cast"), castFile(base))
		write(t, filepath.Join(dir, base+".txt"), "shown-"+base+" "+poison("text")+"\x9b2J\xff\n")
		write(t, filepath.Join(dir, base+".events.jsonl"), eventsFile(base == "server"))
	}
	session, err := json.Marshal(map[string]any{"format": 1, "title": text("title"), "lang": "en", "version": poison("version"),
		"system": poison("system"), "recorded": "2024-05-01T10:00:00Z", "duration": 2, "consoles": infos,
		"script": map[string]any{"name": poison("script"), "sha256": poison("sum")},
		"chapters": []any{map[string]any{"time": 0, "text": text("chapter0"), "note": text("note0")},
			map[string]any{"time": 1, "text": text("chapter1"), "note": text("note1")}}})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "session.json"), string(session))
}

// castFile is a recording in which everything is poison.
func castFile(where string) string {
	lines := []any{map[string]any{"version": 2, "width": 80, "height": 24, "title": poison(where + "-title"), "command": poison("command"), "timestamp": 1714557600}}
	for i, data := range []string{"$ shown-" + where + "\r\n", poison("output"), "\x1b]0;split", " title\x1b", "\\\x1b[?1002h\x1b[?1006h", "\u009b", "2J", "after\r\n",
		strings.Repeat("row \u009b2J\u202e\r\n", 60)} {
		lines = append(lines, []any{float64(i) / 10, "o", data})
	}
	lines = append(lines, []any{1.0, "m", poison("marker")}, []any{1.5, "i", poison("input")}, []any{1.6, "r", "81x25"}, []any{1.7, "o", "end\r\n"})
	return jsonLines(lines)
}

// eventsFile has the calls of a server or its client, poison wherever there is
// text.
func eventsFile(server bool) string {
	var lines []any
	add := func(t float64, call string, fd int, ret int, args ...string) {
		line := map[string]any{"t": t, "dur": 0.1, "who": poison("who"), "call": call, "fd": fd, "ret": ret, "errno": 0, "err": "",
			"args": append([]string{poison("arg")}, args...), "local": poison("local"), "peer": poison("peer")}
		lines = append(lines, line)
	}
	add(0.1, "socket", 3, 3)
	add(0.2, poison("call"), 3, 0, "x\n    p0->>p1: injected")
	if server {
		add(0.3, "bind", 3, 0)
		add(0.4, "listen", 3, 0)
		add(0.6, "accept", 3, 4)
		add(0.9, "getsockname", 4, 0)
	} else {
		add(0.6, "connect", 3, 0)
		add(0.9, "getpeername", 3, 0)
	}
	lines = append(lines, map[string]any{"t": 1.5, "call": "recv", "fd": 4, "ret": -1, "errno": 104, "err": poison("err"), "args": []string{"end", "wrap: # ; %% $$x$$"}})
	return jsonLines(lines)
}

func jsonLines(lines []any) string {
	var b strings.Builder
	for _, line := range lines {
		data, err := json.Marshal(line)
		if err != nil {
			panic(err) // of strings and numbers
		}
		b.Write(append(data, '\n'))
	}
	return b.String()
}

var ourColours = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// harmless holds that text has nothing that acts on a terminal but line ends,
// tabs and, where it is coloured, colours.
func harmless(t *testing.T, what, text string, coloured bool) {
	t.Helper()
	if coloured {
		text = ourColours.ReplaceAllString(text, "")
	}
	if found := acting(text); len(found) > 0 {
		t.Errorf("%q prints %v:\n%.1500q", what, found, text)
	}
}

// acting counts what acts on a terminal.
func acting(text string) map[string]int {
	found := map[string]int{}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case r == utf8.RuneError && n == 1:
			found["no UTF-8"]++
		case r == '\n' || r == '\t':
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			found[fmt.Sprintf("%U", r)]++
		}
	}
	return found
}

// strange runs sockLab in both languages and holds that it prints nothing that
// acts. It gives what it printed last.
func strange(t *testing.T, args ...string) string {
	t.Helper()
	all := ""
	for _, common := range [][]string{{"--lang", "es"}, {"--lang", "en", "--color", "always"}} {
		what := strings.Join(args, " ")
		status, out, err := sentence(append(common, args...)...)
		harmless(t, what, out, len(common) > 2)
		harmless(t, what, err, len(common) > 2)
		if status != exitDone && strings.TrimSpace(out+err) == "" {
			t.Errorf("%q fails with %d and says nothing", what, status)
		}
		all = out + err
	}
	return all
}

// uses says for each command what a stranger's things can be given to it, and
// what must be seen of them. A command that is not here fails the test.
var uses = map[string]func(t *testing.T, h hostile){
	"server": func(*testing.T, hostile) {},
	"client": func(t *testing.T, h hostile) {
		strange(t, "client", "--port", "1", "--host", "fe80::1%\x1b[2J\u009b2J\n")
		strange(t, "client", "--port", "1", "--host", "\x1b[2J\u009b2J.invalid")
	},
	"demo": func(t *testing.T, h hostile) {
		for _, name := range append(h.bad, h.script, h.cast) {
			strange(t, "demo", "--", name)
		}
	},
	"scripts list":   func(t *testing.T, h hostile) { strange(t, "scripts", "list") },
	"scripts schema": func(t *testing.T, h hostile) { strange(t, "scripts", "schema") },
	"scripts show": func(t *testing.T, h hostile) {
		for _, name := range append(h.bad, h.script, h.cast) {
			strange(t, "scripts", "show", "--", name)
		}
	},
	"scripts check": func(t *testing.T, h hostile) {
		strange(t, append([]string{"scripts", "check", "--"}, append(h.bad, h.script, h.cast)...)...)
		strange(t, append([]string{"scripts", "check", "--allow-exec", "--"}, append(h.bad, h.script, h.cast)...)...)
	},
	"scripts new": func(t *testing.T, h hostile) {
		if runtime.GOOS != "windows" {
			strange(t, "scripts", "new", "--", poisonName("new")+".yaml")
		}
	},
	"transcripts list": func(t *testing.T, h hostile) { strange(t, "transcripts", "list") },
	"transcripts show": func(t *testing.T, h hostile) {
		for _, name := range append(h.bad, h.script, h.cast) {
			strange(t, "transcripts", "show", "--", name)
		}
		showsAll(t, strange(t, "transcripts", "show", h.folder), "title", "console0", "console1", "text", "shown-server")
	},
	"transcripts verify": func(t *testing.T, h hostile) {
		for _, name := range append(h.bad, h.script, h.folder) {
			strange(t, "transcripts", "verify", "--", name)
		}
	},
	"transcripts record": func(t *testing.T, h hostile) {
		strange(t, "transcripts", "record", "--", h.cast) // a file where a folder should be
	},
	"replay": func(t *testing.T, h hostile) {
		for _, name := range append(h.bad, h.script, h.cast) {
			strange(t, "replay", "--", name)
		}
		strange(t, "replay", "--console", poison("console"), "--", h.folder)
		showsAll(t, strange(t, "replay", h.folder), "title", "console0", "console1", "end")
	},
	"export": func(t *testing.T, h hostile) {
		for _, name := range append(h.bad, h.script, h.cast, h.folder) {
			for _, format := range append(export.Formats(), export.Format{Name: poison("format")}) {
				if !format.Binary && format.Name != "html" {
					strange(t, "export", "--format", format.Name, "-o", "-", "--", name)
				}
				strange(t, "export", "--format", format.Name, "--", name)
			}
			for _, drawing := range export.Drawings() {
				strange(t, "export", "--format", "diagram", "--diagram", drawing, "-o", "-", "--", name)
			}
		}
		for _, f := range export.Formats() {
			if !f.Binary {
				exportedHarmlessly(t, f.Name, h.folder)
				exportedHarmlessly(t, f.Name, h.cast)
			}
		}
	},
	"doctor":     func(t *testing.T, h hostile) { strange(t, "doctor") },
	"completion": func(t *testing.T, h hostile) { strange(t, "completion", "bash") },
	"man":        func(*testing.T, hostile) {}, // roff has its own
	"version":    func(t *testing.T, h hostile) { strange(t, "version") },
	"help":       func(t *testing.T, h hostile) { strange(t, "help", "--", poison("command")) },
}

// exportedHarmlessly holds that an export shows the title's marker and has no
// control characters but those of an export of our own: the page's player has
// some.
func exportedHarmlessly(t *testing.T, format, source string) {
	t.Helper()
	_, ours, _ := sentence("export", "half-close", "--format", format, "-o", "-")
	status, text, err := sentence("export", "--format", format, "-o", "-", "--", source)
	if format == "diagram" && source == "alone.cast" {
		return // a recording has no calls
	}
	if status != exitDone || err != "" && !strings.Contains(err, "events") {
		t.Fatalf("%s of %s: %d %s", format, source, status, err)
	}
	if got, want := acting(text), acting(ours); !maps.Equal(got, want) {
		t.Errorf("%s of %s has the control characters %v, one of ours %v", format, source, got, want)
	}
	if !strings.Contains(text, "title") || format != "svg" && !strings.Contains(text, "u202eback") {
		t.Errorf("%s of %s does not show its title in visible form: %.1000q", format, source, text)
	}
}

// showsAll holds that the markers are to be seen, with what was planted behind
// them.
func showsAll(t *testing.T, text string, markers ...string) {
	t.Helper()
	for _, m := range markers {
		if !strings.Contains(text, m) {
			t.Errorf("%s is not to be seen in %q", m, text)
		}
	}
}

// TestStrangersAreHarmless gives a stranger's recordings, scripts and names to
// each command that there is.
func TestStrangersAreHarmless(t *testing.T) {
	h := newHostile(t)
	known := map[string]bool{}
	paths(nil, newProgram("en").sockLab().Below, func(path []string, c *cmdline.Command) {
		if len(c.Below) > 0 {
			return
		}
		name := strings.Join(path, " ")
		known[name] = true
		use, ok := uses[name]
		if !ok {
			t.Errorf("sockLab %s is new: say in uses what a stranger's things can be given to it", name)
			return
		}
		t.Run(name, func(t *testing.T) { use(t, h) })
	})
	for name := range uses {
		if !known[name] {
			t.Errorf("there is no sockLab %s any more", name)
		}
	}
}

// endsSoon makes each command end soon, whatever option is given besides.
var endsSoon = map[string][]string{
	"server":             {"--host", "203.0.113.1"}, // not this machine's
	"client":             {"--port", "1"},
	"demo":               {"--", "no-such-script"},
	"replay":             {"--", "session"},
	"export":             {"--", "session"},
	"doctor":             {"--", "too", "many"},
	"transcripts record": {"--", "alone.cast"},
	"transcripts verify": {"--", "no-such-transcript"},
}

// TestStrangeArguments gives poison as an argument, an option's value, and an
// option, to each command with each of its options.
func TestStrangeArguments(t *testing.T) {
	newHostile(t)
	strange(t, poison("command"))
	strange(t, "--"+poison("option"))
	strange(t, "view", poison("ticket"))
	strange(t, "complete", "--", poison("word"), "--lang="+poison("value"))
	paths(nil, newProgram("en").sockLab().Below, func(path []string, c *cmdline.Command) {
		name := strings.Join(path, " ")
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			strange(t, append(slices.Clone(path), "--"+poison("option"))...)
			strange(t, append(slices.Clone(path), "--"+poison("option")+"="+poison("value"))...)
			if name != "man" && name != "doctor" {
				strange(t, append(slices.Clone(path), poison("argument"), poison("more"))...)
			}
			for _, o := range c.Options {
				args := slices.Clone(path)
				option := "--" + o.Name
				value := poison("value")
				if runtime.GOOS != "windows" {
					value = poisonName("value")
				}
				if len(endsSoon[name]) > 0 && endsSoon[name][0] == option {
					strange(t, append(args, option, value)...)
					continue
				}
				if !o.TakesValue() {
					strange(t, append(args, option+"="+value)...)
					continue
				}
				strange(t, append(append(args, option, value), endsSoon[name]...)...)
			}
			if took := time.Since(started); took > 20*time.Second {
				t.Errorf("that took %v", took)
			}
		})
	})
}
