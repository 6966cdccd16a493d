package app

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"socklab/lab/term"
)

// TestServePage serves a page where no browser can be opened, says how it ends,
// and ends well.
func TestServePage(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	out, to := io.Pipe()
	stderr, errTo := io.Pipe()
	p := newProgram("en")
	p.Streams = term.Streams{In: strings.NewReader(""), Out: to, Err: errTo}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	told := make(chan string, 1)
	go func() {
		text, _ := io.ReadAll(stderr) // ends with the test
		told <- string(text)
	}()
	ended := make(chan error, 1)
	go func() { ended <- p.servePage(ctx, []byte("the page")) }()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimSpace(strings.TrimPrefix(string(line[:n]), "the session is at "))
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r.Body)
	r.Body.Close()
	if err != nil || string(body) != "the page" {
		t.Errorf("%s gives %q, %v", address, body, err)
	}
	cancel()
	err = <-ended
	errTo.Close()
	if text := <-told; err != nil || !strings.Contains(text, p.words.Page.Stop) {
		t.Errorf("%v; standard error has %q", err, text)
	}
	if _, err := http.Get(address); err == nil {
		t.Error("the page is there after the end")
	}
}
