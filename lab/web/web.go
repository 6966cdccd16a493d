// Package web serves one page to the browser of this user, on this machine: who
// does not know its address gets nothing, and costs a bounded amount.
//
// It does not know what the page holds, and no words for users.
package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"time"

	"socklab/lab/gate"
)

// The bounds of a site.
const (
	places     = 64                     // connections that have not shown the secret
	leastWait  = 100 * time.Millisecond // for which each of them keeps its place
	headerTime = 5 * time.Second        // for a request
	idleTime   = 30 * time.Second       // without one
	answerTime = time.Minute            // for the page to be taken
)

// A Site is a page that is being served.
type Site struct {
	Address string       // which cannot be guessed
	Ended   <-chan error // why it is served no more
	server  *http.Server
}

// Serve serves the page on a free port until Close.
func Serve(page []byte) (*Site, error) {
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := ln.Addr().(*net.TCPAddr).Port
	secret := rand.Text()
	server := newServer(onlyPage(port, secret, page))
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(gate.Listen(ln, places, leastWait)) }()
	return &Site{Address: fmt.Sprintf("http://127.0.0.1:%d/%s", port, secret), Ended: ended, server: server}, nil
}

// Close ends all connections.
func (s *Site) Close() { s.server.Close() }

// newServer bounds what a connection may cost.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       headerTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    16 << 10,
		ConnContext:       func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, connKey{}, c) },
		ErrorLog:          log.New(io.Discard, "", 0), // a browser that goes away is no news
	}
}

// connKey is the key of a request's *gate.Conn.
type connKey struct{}

// onlyPage answers GET /secret of a browser on this machine with the page. A
// name that leads here from elsewhere (DNS rebinding) gets nothing. The secret
// is in the path and not in a cookie: a browser shows its cookies to every
// port of this machine, also to another user's.
func onlyPage(port int, secret string, page []byte) http.Handler {
	path := []byte("/" + secret)
	hosts := []string{fmt.Sprintf("127.0.0.1:%d", port), fmt.Sprintf("localhost:%d", port)}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !slices.Contains(hosts, r.Host):
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
	c, ok := r.Context().Value(connKey{}).(*gate.Conn)
	return !ok || c.Admit()
}
