package app_test

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"socklab/lab/script"
)

// A readme is README.md or README.es.md.
type readme struct {
	path, lang string
	text       string
}

// TestReadme holds that the samples in the two READMEs are what the program
// prints now; -update writes them anew.
func TestReadme(t *testing.T) {
	for lang, name := range map[string]string{"en": "README.md", "es": "README.es.md"} {
		path := filepath.Join("..", "..", name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r := &readme{path: path, lang: lang, text: string(data)}
		r.sample(t, "socket(", client(t, lang, true))
		r.sample(t, "connect ", client(t, lang, false))
		r.script(t)
		if *update && r.text != string(data) {
			if err := os.WriteFile(path, []byte(r.text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// client gives what sockLab client prints, as if on the course's port: with a
// server its whole narration, else its complaint.
func client(t *testing.T, lang string, served bool) string {
	t.Helper()
	number, explain := port(t), "none"
	if served {
		explain = "calls"
		dir := t.TempDir()
		server := command(t, dir, "server", "--clients", "1", "--quiet", "--port", number, "--events", "events.jsonl")
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
		defer server.Wait() // it ends with its client
		until(t, "a server that listens", func() bool {
			told, _ := os.ReadFile(filepath.Join(dir, "events.jsonl")) // not there yet
			return bytes.Contains(told, []byte(`"call":"listen"`))
		})
	}
	var out, told bytes.Buffer
	c := command(t, t.TempDir(), "client", "--lang", lang, "--explain", explain)
	c.Env = append(c.Env, "SOCKLAB_PORT="+number)
	c.Stdout, c.Stderr = &out, &told
	if err := c.Run(); (err == nil) != served {
		t.Fatalf("%v\n%s", err, told.String())
	}
	text := told.String() + out.String()
	text = descriptor.ReplaceAllString(text, "${1}3$2")
	return strings.ReplaceAll(text, net.JoinHostPort("127.0.0.1", number), "127.0.0.1:6543")
}

// descriptor is the socket's: in a test the first that is free may be another
// than 3, of as many digits.
var descriptor = regexp.MustCompile(`(?m)(^[a-z]+\(|SOCK_STREAM, 0\) = |descriptor )\d([,) ]|$)`)

var ephemeral = regexp.MustCompile(`\b[1-9]\d{4}\b`)

// sample compares the indented block that begins so with what was printed; the
// port that the system picks may be another.
func (r *readme) sample(t *testing.T, begins, printed string) {
	t.Helper()
	from, to := r.block(t, begins)
	want := "    " + strings.ReplaceAll(strings.TrimRight(printed, "\n"), "\n", "\n    ") + "\n"
	got := r.text[from:to]
	if ephemeral.ReplaceAllString(got, "<port>") == ephemeral.ReplaceAllString(want, "<port>") {
		return
	}
	if *update {
		r.text = r.text[:from] + want + r.text[to:]
		return
	}
	t.Errorf("%s has\n%sand the program prints (-update writes it)\n%s", r.path, got, want)
}

// block finds an indented block by how it begins.
func (r *readme) block(t *testing.T, begins string) (from, to int) {
	t.Helper()
	at := strings.Index(r.text, "\n\n    "+begins)
	if at < 0 {
		t.Fatalf("%s has no block that begins with %q", r.path, begins)
	}
	from = at + len("\n\n")
	for to = from; strings.HasPrefix(r.text[to:], "    "); {
		to += strings.IndexByte(r.text[to:], '\n') + 1
	}
	return from, to
}

// script checks the sample of a script.
func (r *readme) script(t *testing.T) {
	t.Helper()
	from, to := r.block(t, "title:")
	text := strings.ReplaceAll("\n"+r.text[from:to], "\n    ", "\n")
	if _, err := script.Parse(r.path, []byte(text), false); err != nil {
		t.Error(err)
	}
}
