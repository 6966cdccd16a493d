package script

import (
	"regexp"
	"testing"
)

func TestShown(t *testing.T) {
	for pattern, want := range map[string]string{
		"Received b'Hello, world'":                 "Received b'Hello, world'",
		`New connection from \('127.0.0.1', \d+\)`: "New connection from ('127…0…0…1', …)",
		`2 sockets[\s\S]*recv\(\d+\) \.\.\.`:       "2 sockets…recv(…) ...",
		`accept\(\d+\) \.\.\.`:                     "accept(…) ...",
		`(?m)^ready$`:                              "ready",
		`(one|two) clients?`:                       "… client…",
		`.*`:                                       "…",
		`\[.+\]`:                                   "[…]",
		"line one\\s+line two":                     "line one…line two",
		`(?i)ok`:                                   "OK",
	} {
		if got := Shown(regexp.MustCompile(pattern)); got != want {
			t.Errorf("%s is shown as %q, want %q", pattern, got, want)
		}
	}
}
