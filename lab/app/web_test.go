package app

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"socklab/lab/term"
)

// TestOnlyPage holds that the page is given to a browser of this machine that
// asks for it by its own name, and nothing else to anybody.
func TestOnlyPage(t *testing.T) {
	handler := onlyPage(8000, []byte("the page"))
	for _, c := range []struct {
		method, path, host string
		status             int
	}{
		{"GET", "/", "127.0.0.1:8000", 200},
		{"GET", "/", "localhost:8000", 200},
		{"GET", "/", "127.0.0.1", 403},
		{"GET", "/", "127.0.0.1:8001", 403},
		{"GET", "/", "evil.example:8000", 403},
		{"GET", "/", "localhost.evil.example:8000", 403},
		{"GET", "/favicon.ico", "127.0.0.1:8000", 404},
		{"GET", "/../etc/passwd", "127.0.0.1:8000", 404},
		{"GET", "//", "127.0.0.1:8000", 404},
		{"GET", "/?x", "127.0.0.1:8000", 404},
		{"POST", "/", "127.0.0.1:8000", 404},
		{"HEAD", "/", "127.0.0.1:8000", 404},
	} {
		r := httptest.NewRequest(c.method, "http://x/", nil)
		r.RequestURI, r.Host = c.path, c.host
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		body := w.Body.String()
		if w.Code != c.status || (body == "the page") != (c.status == 200) || c.status != 200 && body != "" {
			t.Errorf("%s %s of %s: %d %q, want %d", c.method, c.path, c.host, w.Code, body, c.status)
		}
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: the headers are %v", c.method, c.path, w.Header())
		}
	}
}

// TestServePage serves a page where no browser can be opened, and ends well.
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
	defer r.Body.Close()
	if body, err := io.ReadAll(r.Body); err != nil || string(body) != "the page" {
		t.Errorf("%s gives %q, %v", address, body, err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	errTo.Close()
	if text := <-told; !strings.Contains(text, p.words.Page.Stop) {
		t.Errorf("standard error has %q", text)
	}
}
