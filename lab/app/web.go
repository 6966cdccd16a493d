package app

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"socklab/lab/cmdline"
	"strconv"
	"time"

	"socklab/lab/export"
	"socklab/lab/gate"
)

// terminalOnly are the options of replay that the page has no use for: who
// looks at it has its controls.
var terminalOnly = []string{"speed", "start-at", "pause-on-markers", "loop", "console", "record-size", "consoles"}

// replayWeb serves the session as a page on this machine until Ctrl+C.
func (p *program) replayWeb(v *cmdline.Values) error {
	e := &exporting{source: v.Argument(demoScript), out: "stdout"}
	for _, name := range terminalOnly {
		if v.Given(name) {
			v.Fail(p.words.Usage.Contradiction, "--web", "--"+name)
		}
	}
	e.format, _ = export.Find("html")
	e.Words, e.Theme, e.IdleLimit = p.words, e.format.Theme, e.format.Idle
	if v.Given("idle-time-limit") {
		e.IdleLimit = v.Duration("idle-time-limit")
	}
	if v.Err() != nil {
		return v.Err()
	}
	s, err := p.webSource(v.Context(), e)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	var page bytes.Buffer
	if err := e.format.Write(ctx, &page, s, &e.Options); err != nil {
		return p.exportFailure(e, err)
	}
	return p.servePage(ctx, page.Bytes())
}

// webSource reads what replay takes: what export does, and standard input.
func (p *program) webSource(ctx context.Context, e *exporting) (*export.Source, error) {
	if e.source != "-" {
		return p.exportSource(ctx, e)
	}
	e.source = p.words.Replay.Stdin
	t, err := p.standardTape(ctx)
	if err != nil {
		return nil, err
	}
	return p.exported(t), nil
}

// The bounds of the page's server.
const (
	webPlaces = 64                     // for who has not shown the secret
	webLeast  = 100 * time.Millisecond // that each of them has
	webHeader = 5 * time.Second        // for a request
	webIdle   = 30 * time.Second       // without one
	webAnswer = time.Minute            // for the page to be taken
)

// servePage serves the page and opens it in the browser. Any user of this
// machine may connect: only who knows the address gets the page, and it cannot
// be guessed.
func (p *program) servePage(ctx context.Context, page []byte) error {
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	port := ln.Addr().(*net.TCPAddr).Port
	secret := rand.Text()
	server := webServer(onlyPage(port, secret, page))
	served := make(chan error, 1)
	go func() { served <- server.Serve(gate.Listen(ln, webPlaces, webLeast)) }()
	address := fmt.Sprintf("http://127.0.0.1:%d/%s", port, secret)
	err = p.print(fmt.Sprintf(p.words.Page.Serving+"\n", address))
	if err == nil {
		p.tellLine(p.errPen.faint, p.words.Page.Stop)
		unopened, tidy := browse(address)
		err = p.untilEnd(ctx, served, unopened, address)
		tidy()
	}
	server.Close()
	return err
}

// webServer bounds what a connection may cost.
func webServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: webHeader,
		ReadTimeout:       webHeader,
		WriteTimeout:      webAnswer,
		IdleTimeout:       webIdle,
		MaxHeaderBytes:    16 << 10,
		ConnContext:       func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, guest{}, c) },
		ErrorLog:          log.New(io.Discard, "", 0), // a browser that goes away is no news
	}
}

// browse opens the browser; the channel tells if that fails. tidy removes
// what led there.
func browse(address string) (unopened <-chan error, tidy func()) {
	failed := make(chan error, 1)
	target, tidy, err := leadTo(address)
	if err != nil {
		failed <- err
		return failed, tidy
	}
	go func() {
		if err := browserCommand(target).Run(); err != nil {
			failed <- err
		}
	}()
	return failed, tidy
}

func (p *program) untilEnd(ctx context.Context, served, unopened <-chan error, address string) error {
	for {
		select {
		case <-ctx.Done():
			return nil // Ctrl+C is its normal end
		case err := <-served:
			return err
		case err := <-unopened:
			w := p.words.Page
			p.tellFailure(&failure{line: fmt.Sprintf(w.NoBrowser, err), hint: fmt.Sprintf(w.NoBrowserHint, address)})
		}
	}
}

// guest is the key of a request's *gate.Conn.
type guest struct{}

// onlyPage answers GET /secret of a browser on this machine with the page. A
// name that leads here from elsewhere (DNS rebinding) gets nothing. The secret
// is in the path and not in a cookie: a browser shows its cookies to every
// port of this machine, also to another user's.
func onlyPage(port int, secret string, page []byte) http.Handler {
	path := []byte("/" + secret)
	hosts := map[string]bool{}
	for _, name := range []string{"127.0.0.1", "localhost"} {
		hosts[name+":"+strconv.Itoa(port)] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !hosts[r.Host]:
			refuse(w, http.StatusForbidden)
		case r.Method != http.MethodGet || subtle.ConstantTimeCompare([]byte(r.RequestURI), path) != 1 || !admitted(r):
			refuse(w, http.StatusNotFound)
		default:
			h.Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(page) // a browser that goes away is no fault
		}
	})
}

// refuse answers with nothing, and ends the connection.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Connection", "close")
	w.WriteHeader(status)
}

// admitted keeps the connection of who knows the secret when strangers come.
func admitted(r *http.Request) bool {
	c, ok := r.Context().Value(guest{}).(*gate.Conn)
	return !ok || c.Admit()
}
