package web

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"socklab/lab/gate"
)

// TestOnlyPage holds that the page is given to a browser of this machine that
// asks for it by its own name and knows the secret, and nothing else to
// anybody.
func TestOnlyPage(t *testing.T) {
	handler := onlyPage(8000, "SECRET", []byte("the page"))
	for _, c := range []struct {
		method, path, host string
		status             int
	}{
		{"GET", "/SECRET", "127.0.0.1:8000", 200},
		{"GET", "/SECRET", "localhost:8000", 200},
		{"GET", "/SECRET", "127.0.0.1", 403},
		{"GET", "/SECRET", "127.0.0.1:8001", 403},
		{"GET", "/SECRET", "evil.example:8000", 403},
		{"GET", "/SECRET", "localhost.evil.example:8000", 403},
		{"GET", "/", "evil.example:8000", 403},
		{"GET", "/", "127.0.0.1:8000", 404},
		{"GET", "", "127.0.0.1:8000", 404},
		{"GET", "/SECREt", "127.0.0.1:8000", 404},
		{"GET", "/SECRE", "127.0.0.1:8000", 404},
		{"GET", "/SECRET/", "127.0.0.1:8000", 404},
		{"GET", "/x/../SECRET", "127.0.0.1:8000", 404},
		{"GET", "http://127.0.0.1:8000/SECRET", "127.0.0.1:8000", 404},
		{"GET", "/favicon.ico", "127.0.0.1:8000", 404},
		{"GET", "/../etc/passwd", "127.0.0.1:8000", 404},
		{"GET", "//", "127.0.0.1:8000", 404},
		{"GET", "/SECRET?x", "127.0.0.1:8000", 404},
		{"POST", "/SECRET", "127.0.0.1:8000", 404},
		{"HEAD", "/SECRET", "127.0.0.1:8000", 404},
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

// show serves a page until the test ends.
func show(t *testing.T) *Site {
	t.Helper()
	s, err := Serve([]byte("the page"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// get gives the status and the body of an address.
func get(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// TestServe gives the page to who knows the address, until the end.
func TestServe(t *testing.T) {
	s := show(t)
	if status, body := get(t, s.Address); status != 200 || body != "the page" {
		t.Errorf("%s gives %d %q", s.Address, status, body)
	}
	door, secret := s.Address[:strings.LastIndexByte(s.Address, '/')+1], filepath.Base(s.Address)
	if len(secret) < 26 { // of base 32: 128 bits and more
		t.Errorf("the secret is %q", secret)
	}
	if status, body := get(t, door); status != 404 || body != "" {
		t.Errorf("without the secret: %d %q", status, body)
	}
	if filepath.Base(show(t).Address) == secret {
		t.Error("two pages have one secret")
	}
	s.Close()
	if err := <-s.Ended; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
	if _, err := http.Get(s.Address); err == nil {
		t.Error("the page is there after the end")
	}
}

// TestStrangersTakeNoPlace: however many connect and say nothing, who knows
// the secret gets the page.
func TestStrangersTakeNoPlace(t *testing.T) {
	s := show(t)
	addr := strings.Split(s.Address, "/")[2]
	for range 3 * places {
		conn, err := net.Dial("tcp4", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	begun := time.Now()
	if status, body := get(t, s.Address); status != 200 || body != "the page" {
		t.Errorf("%d %q", status, body)
	}
	if d := time.Since(begun); d > headerTime {
		t.Errorf("the page came after %v", d)
	}
}

// TestIdleConnectionsEnd: before a request, after one, and while the answer is
// not taken.
func TestIdleConnectionsEnd(t *testing.T) {
	page := make([]byte, 64<<20) // more than the system keeps for who does not read
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := ln.Addr().String()
	server := newServer(onlyPage(ln.Addr().(*net.TCPAddr).Port, "SECRET", page))
	for name, bound := range map[string]*time.Duration{"a request": &server.ReadHeaderTimeout, "all of it": &server.ReadTimeout,
		"the next": &server.IdleTimeout, "the answer": &server.WriteTimeout} {
		if *bound <= 0 || *bound > time.Minute {
			t.Errorf("the time for %s is %v", name, *bound)
		}
		*bound = 200 * time.Millisecond
	}
	states := make(chan http.ConnState, 100)
	server.ConnState = func(_ net.Conn, s http.ConnState) { states <- s }
	served := make(chan error, 1)
	go func() { served <- server.Serve(gate.Listen(ln, places, leastWait)) }()
	for name, says := range map[string]string{
		"nothing":         "",
		"half a request":  "GET /SECRET HT",
		"half a header":   "GET /SECRET HTTP/1.1\r\nHost: " + addr + "\r\nX: ",
		"a long header":   "GET /SECRET HTTP/1.1\r\nHost: " + addr + "\r\nX: " + strings.Repeat("x", 64<<10),
		"a request":       "GET /SECRET HTTP/1.1\r\nHost: " + addr + "\r\n\r\n",
		"the wrong place": "GET / HTTP/1.1\r\nHost: " + addr + "\r\n\r\n",
	} {
		conn, err := net.Dial("tcp4", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, says) // it may be refused before its end
		deadline := time.After(20 * time.Second)
		for over := false; !over; {
			select {
			case s := <-states:
				over = s == http.StateClosed
			case <-deadline:
				t.Fatalf("who says %s, and then nothing, stays", name)
			}
		}
	}
	server.Close()
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
}

// TestLeadTo: the file that leads to the page says where, to its user only.
func TestLeadTo(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("HOME", os.Getenv("TMPDIR"))
	const address = "http://127.0.0.1:8000/SECRET"
	target, tidy, err := leadTo(address)
	if err != nil {
		t.Fatal(err)
	}
	defer tidy()
	if target == address {
		t.Skip("the address itself is given to the browser on this system")
	}
	text, err := os.ReadFile(target)
	if err != nil || !strings.Contains(string(text), `url=`+address+`"`) {
		t.Errorf("%q, %v", text, err)
	}
	for path, want := range map[string]os.FileMode{target: 0o600, filepath.Dir(target): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	tidy()
	if _, err := os.Stat(filepath.Dir(target)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it stays: %v", err)
	}
}
