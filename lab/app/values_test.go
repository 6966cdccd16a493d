package app

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"socklab/lab/cmdline"
)

// parsed runs args up to where a command would begin its work: what wrong
// options give, and which command would have run.
func parsed(args []string) (command string, err error) {
	p := newProgram("en")
	r := p.line().Read(args)
	for _, c := range r.Path {
		switch c.Name {
		case "server":
			c.Run = func(v *cmdline.Values) error { command = c.Name; _, _, err := p.serverOptions(v); return err }
		case "client":
			c.Run = func(v *cmdline.Values) error { command = c.Name; _, err := p.clientOptions(v); return err }
		case "help":
		default:
			c.Run = func(*cmdline.Values) error { command = c.Name; return nil }
		}
	}
	if err = r.Run(); err != nil {
		err = p.failureOf(err)
	}
	if out := p.Err.(*bytes.Buffer).String(); out != "" {
		err = errors.Join(err, errors.New("the library prints "+out))
	}
	return command, err
}

func TestRightUsage(t *testing.T) {
	for _, line := range []string{
		"server", "server --port 0", "server --port=0", "--lang es server", "server --lang es", "--color never --lang=en server -q",
		"server --mode stream --max-message 0 --timeout 500ms --backlog 0", "server --model threads --max-clients 5",
		"client", "client hola", "client hola --port 1", "client --port 1 hola", "client --port 65535 -",
		"client -- --port", "client -- -", "-- client hola", "client --no-shutdown --timeout 1m --chunk 1KiB --delay 0s",
		"client --out x --force", "client --verify --repeat 2 --parallel 3 --hex", "client -q", "client --explain full",
	} {
		if _, err := parsed(strings.Fields(line)); err != nil {
			t.Errorf("sockLab %s: %v", line, err)
		}
	}
}

// TestWrongUsage holds that each mistake is named in one line that holds what
// was wrong, with a hint where to look, and gives 2.
func TestWrongUsage(t *testing.T) {
	for line, want := range map[string]string{
		"serve":                        `unknown command: "serve"`,
		"-- serve":                     `unknown command: "serve"`,
		"--port 1 server":              "unknown option: --port",
		"server --prot 1":              "unknown option: --prot",
		"server hola":                  `too many arguments: "hola"`,
		"client a b c":                 `too many arguments: "b c"`,
		"server --port":                "option --port needs a value",
		"server --port --quiet":        "option --port needs a value",
		"server --port=":               "option --port must not be empty",
		"client --quiet=yes":           "option --quiet takes no value",
		"client --port 1 --port 2":     "option --port stands twice",
		"client -q --quiet":            "option --quiet stands twice",
		"server --port 65536":          `option --port: "65536" is not a port (a number from 0 to 65535)`,
		"client --port 0":              `option --port: "0" is not a port (a number from 1 to 65535)`,
		"client --port -1":             `option --port: "-1" is not a port (a number from 1 to 65535)`,
		"client --port http":           `option --port: "http" is not a port (a number from 1 to 65535)`,
		"client --port 6543.0":         `option --port: "6543.0" is not a port (a number from 1 to 65535)`,
		"server --backlog -1":          `option --backlog: "-1" is not a number from 0 to 2147483647`,
		"server --clients x":           `option --clients: "x" is not a number from 0 to 2147483647`,
		"client --repeat 0":            `option --repeat: "0" is not a number from 1 to 1000000`,
		"client --parallel 20001":      `option --parallel: "20001" is not a number from 1 to 20000`,
		"server --bufsize 0":           `option --bufsize: "0" is not a size from 1 to 64 MiB (such as 2048, 64KiB, 1MiB)`,
		"client --chunk 65MiB":         `option --chunk: "65MiB" is not a size from 1 to 64 MiB (such as 2048, 64KiB, 1MiB)`,
		"server --max-message -1":      `option --max-message: "-1" is not a size from 0 to 1024 GiB (such as 2048, 64KiB, 1MiB)`,
		"server --timeout 5":           `option --timeout: "5" is not a time (such as 500ms, 2s, 1m)`,
		"client --delay -1s":           `option --delay: "-1s" is not a time (such as 500ms, 2s, 1m)`,
		"client --timeout 25h":         `option --timeout: "25h" is not a time (such as 500ms, 2s, 1m)`,
		"server --model fork":          `option --model: "fork" is not one of serial, threads`,
		"server --mode EOF":            `option --mode: "EOF" is not one of eof, stream`,
		"client --explain most":        `option --explain: "most" is not one of none, calls, full`,
		"client --lang fr":             `option --lang: "fr" is not one of es, en`,
		"--color blue client":          `option --color: "blue" is not one of auto, always, never`,
		"server --max-clients 5":       "--max-clients only goes with --model threads",
		"client --force":               "--force only goes with --out",
		"client --out x --verify":      "--out and --verify exclude each other",
		"client hola --file x":         "[MESSAGE | -] and --file exclude each other",
		"client - --file x":            "[MESSAGE | -] and --file exclude each other",
		"client --out x --repeat 2":    "--out and --repeat/--parallel exclude each other",
		"client - --parallel 2":        "- and --repeat/--parallel exclude each other",
		"client --out x --events x":    "--out and --events name the same file: x",
		"client --file x --events ./x": "--file and --events name the same file: x",
		"help nothing":                 `unknown command: "nothing"`,
	} {
		t.Run(line, func(t *testing.T) {
			_, err := parsed(strings.Fields(line))
			var f *failure
			if !errors.As(err, &f) || f.status != exitUsage {
				t.Fatalf("gives %v, want a wrong usage", err)
			}
			if f.line != want || !strings.Contains(f.hint, "see: sockLab help") {
				t.Errorf("says %q with the hint %q, want %q", f.line, f.hint, want)
			}
		})
	}
}

// TestSameFileByAnotherName holds that a file is not emptied for --events
// before it is sent.
func TestSameFileByAnotherName(t *testing.T) {
	name := filepath.Join(t.TempDir(), "message")
	other := filepath.Join(filepath.Dir(name), "other")
	if err := os.WriteFile(name, []byte("hola"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(name, other); err != nil {
		t.Skipf("no hard links here: %v", err)
	}
	_, err := parsed([]string{"client", "--file", name, "--events", other})
	if f := (*failure)(nil); !errors.As(err, &f) || f.status != exitUsage {
		t.Errorf("gives %v, want a wrong usage", err)
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{"0": 0, "0s": 0, "500ms": 500 * time.Millisecond, "2s": 2 * time.Second,
		"1m": time.Minute, "1m30s": 90 * time.Second, "1.5s": 1500 * time.Millisecond, "24h": 24 * time.Hour} {
		r := newProgram("en").line().Read([]string{"client", "--timeout=" + text})
		r.Path[0].Run = func(v *cmdline.Values) error {
			if got := v.Duration("timeout"); got != want || v.Err() != nil {
				t.Errorf("%q is read as %v, %v; want %v", text, got, v.Err(), want)
			}
			return nil
		}
		if err := r.Run(); err != nil {
			t.Error(err)
		}
	}
}

// FuzzArguments holds that no command line makes the program panic, that what
// is wrong is a wrong usage with a line of its own, never the library's, and
// that -- keeps what follows as it is.
func FuzzArguments(f *testing.F) {
	for _, line := range []string{"", "server", "client\nhola\n--port\n1", "--lang\nes\nhelp\nclient", "client\n--\n-x\n--port",
		"-h", "--help\nserver", "client\n-\n--file\n-", "help\nserver\nx", "--", "client\n--port=\n-q=1", "serve", "-", "client\n---", "--=", "-=x", "version\n-v"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Split(line, "\n")
		command, err := parsed(args)
		var wrong *failure
		if err != nil && (!errors.As(err, &wrong) || wrong.status != exitUsage || wrong.line == "" || wrong.hint == "") {
			t.Errorf("sockLab %q gives %v, want a wrong usage", args, err)
		}
		if err == nil && command == "client" && !slices.Contains(args, "--") {
			got, err := parsed(append(slices.Clone(args), "--"))
			if got != command || err != nil {
				t.Errorf("sockLab %q runs %q, %v with -- behind it", args, got, err)
			}
		}
	})
}
