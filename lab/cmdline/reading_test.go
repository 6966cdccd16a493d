package cmdline

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"socklab/lab/i18n"
)

// toy is a program with each kind of option; ran is told of what runs.
func toy(ran func(command string, v *Values)) *Program {
	run := func(name string) func(*Values) error {
		return func(v *Values) error { ran(name, v); return v.Err() }
	}
	all := []Option{{Name: "lang", Kind: OneOf("es", "en")}, {Name: "help", Short: "h"}}
	return &Program{Words: i18n.In("en"), Common: func(*Values) error { return nil }, Root: &Command{Name: "toy", Run: run(""),
		Options: append(slices.Clone(all), Option{Name: "version", Short: "v"}),
		Below: []*Command{
			{Name: "play", Run: run("play"), Args: Arguments{Shown: "NAME", Most: 1}, Options: append([]Option{
				{Name: "count", Short: "n", Kind: Number(1, 9), Initial: "3"}, {Name: "model", Kind: OneOf("a", "b"), Initial: "a"},
				{Name: "size", Kind: Size(1, 1<<20)}, {Name: "port", Kind: Port(1)}, {Name: "for", Kind: Duration},
				{Name: "speed", Kind: Speed}, {Name: "out", Kind: File}, {Name: "quiet", Short: "q"}}, all...)},
			{Name: "list", Run: run("list"), Options: all, Below: []*Command{{Name: "own", Run: run("list own"), Options: all}}},
			{Name: "help", Run: run("help"), Args: Arguments{Most: Many}, Options: all},
			{Name: "version", Run: run("version"), Options: all},
		}}}
}

// TestRead holds what is understood of a line: which command runs, with which
// options and arguments, or what is wrong.
func TestRead(t *testing.T) {
	for line, want := range map[string]string{
		"":                               " 3 a []",
		"play":                           "play 3 a []",
		"play x --count 5":               "play 5 a [x]",
		"play --count=5 x -q":            "play 5 a [x] quiet",
		"play -n 5 --model b":            "play 5 b []",
		"play -- --count":                "play 3 a [--count]",
		"play -":                         "play 3 a [-]",
		"play --out -x":                  "play 3 a []",
		"--lang es play x":               "play 3 a [x]",
		"list -lang es own":              "list own 3 a []",
		"list":                           "list 3 a []",
		"play --help":                    "help 3 a [play]",
		"-h list own":                    "help 3 a [list own]",
		"play x -v":                      "version 3 a []",
		"ply":                            `unknown command: "ply"`,
		"list x own":                     `unknown command: "x"`,
		"play --cuont 5 --model c":       "unknown option: --cuont",
		"--count 5 play":                 "unknown option: --count",
		"play --count":                   "option --count needs a value",
		"play --count --quiet":           "option --count needs a value",
		"play --count= x":                "option --count must not be empty",
		"play --quiet=no":                "option --quiet takes no value",
		"play -q --quiet":                "option --quiet stands twice",
		"play --count 0 --model c x y":   `option --count: "0" is not a number from 1 to 9`,
		"play --model c":                 `option --model: "c" is not one of a, b`,
		"play x y":                       `too many arguments: "y"`,
		"play --count 5 --count 6 --bad": "option --count stands twice",
	} {
		var got string
		r := toy(func(command string, v *Values) {
			count, model := 3, "a"
			if command == "play" {
				count, model = v.Number("count"), v.Chosen("model")
			}
			got = fmt.Sprint(command, " ", count, " ", model, " ", v.Arguments())
			if command == "play" && v.On("quiet") {
				got += " quiet"
			}
		}).Read(strings.Fields(line))
		if err := r.Run(); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("toy %s: %s\nwant %s", line, got, want)
		}
	}
}

// TestKinds holds what each kind of value takes.
func TestKinds(t *testing.T) {
	for line, right := range map[string]bool{
		"--count 1": true, "--count 9": true, "--count 10": false, "--count x": false, "--count -1": false,
		"--size 1": true, "--size 1MiB": true, "--size 2MiB": false, "--size 0": false, "--size x": false,
		"--port 1": true, "--port 65535": true, "--port 0": false, "--port 65536": false, "--port -1": false,
		"--for 5s": true, "--for 24h": true, "--for 25h": false, "--for -1s": false, "--for 5": false,
		"--speed 0": true, "--speed 0.5": true, "--speed 1001": false, "--speed NaN": false, "--speed -1": false,
		"--model b": true, "--model B": false, "--out anything": true,
	} {
		var wrong error
		r := toy(func(_ string, v *Values) {
			for name, read := range map[string]func(){"count": func() { v.Number("count") }, "size": func() { v.Size("size") }, "port": func() { v.Port("port") },
				"for": func() { v.Duration("for") }, "speed": func() { v.Speed("speed") }, "model": func() { v.Choice("model") }} {
				if v.Given(name) {
					read()
				}
			}
			wrong = v.Err()
		}).Read(append([]string{"play"}, strings.Fields(line)...))
		if err := r.Run(); err != wrong || (wrong == nil) != right {
			t.Errorf("%s: %v, %v", line, err, wrong)
		}
	}
}

// FuzzRead holds that the library finds nothing wrong in a line that was read
// without a mistake, that a mistake has a line and a hint, and that the shells
// can ask what fits behind any line.
func FuzzRead(f *testing.F) {
	for _, line := range []string{"", "play\nx\n--count\n5", "-v\nplay", "play\n-v", "list\n--version\nown", "play\n--\n-q", "--lang=es\nhelp\nplay", "--=", "-=x", "play\n---n\n5", "-h\n-v", "list\n--\nown\n", "play\n--out\n\n"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := strings.Split(text, "\n")
		ran := 0
		p := toy(func(string, *Values) { ran++ })
		_ = p.Complete(words)
		r := p.Read(words)
		err, wrong := r.Run(), (*Error)(nil)
		switch {
		case err == nil && ran != 1:
			t.Errorf("toy %q runs %d commands", words, ran)
		case err != nil && (ran > 0 || !errors.As(err, &wrong) || wrong.Line == "" || !strings.Contains(wrong.Hint, "see: toy help")):
			t.Errorf("toy %q gives %v", words, err)
		}
	})
}

// TestComplete holds what is offered under the cursor, behind the last =.
func TestComplete(t *testing.T) {
	for line, want := range map[string]string{
		"=":                 "play list help version",
		"=l":                "list",
		"play =--m":         "--model",
		"play --model =":    "a b",
		"play =--model=":    "--model=a --model=b",
		"play --model a =-": "--count --size --port --for --speed --out --quiet --lang --help",
		"play --out =x":     ":files",
		"play =--quiet=":    "",
		"play -- =--c":      "",
		"play -- =--model=": "",
		"list =":            "own",
		"list x =":          "",
		"play --bad x =-q":  "",
	} {
		var got []string
		for l := range strings.Lines(toy(nil).Complete(strings.Fields(line))) {
			word, _, _ := strings.Cut(strings.TrimSpace(l), "\t")
			got = append(got, word)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("toy %s: %q, want %q", line, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"server", "client", "demo", "version", "help"}
	for typed, want := range map[string]string{"serve": "server", "sever": "server", "Client": "client", "clinet": "client",
		"hlep": "help", "versoin": "version", "": "", "xyzzy": "", "-": ""} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("nearest to %q is %q, want %q", typed, got, want)
		}
	}
}
