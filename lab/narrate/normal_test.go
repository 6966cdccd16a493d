package narrate_test

import (
	"regexp"
	"strings"
	"testing"

	"socklab/lab/cast"
	"socklab/lab/narrate"
)

// normal is the form in which a transcript's text is compared.
func normal(t *testing.T, text string) string {
	return form(t, cast.Normalizer{Words: narrate.Normal, PortWords: narrate.PortWords()}, text)
}

func form(t *testing.T, n cast.Normalizer, text string) string {
	t.Helper()
	text, err := n.Text(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var normalCases = map[string][][2]string{
	"keys that end a message": {
		{"x\ntype the message; to end it, on a line of its own: Ctrl+D\ny", "x\n<end>\ny"},
		{"type the message; to end it, on a line of its own: Ctrl+Z and Enter", "<end>"},
		{"escribe el mensaje; para terminarlo, en una línea nueva: Ctrl+Z e\nIntro", "<end>"},
		{"Ctrl+C: the server ends", "Ctrl+C: the server ends"},
	},
	"slow connect": {{"socket(1) = 3\nconnect(3) ...    waits for\n                             an answer\nconnect(3, x) = -1",
		"socket(1) = <fd>\nconnect(<fd>, x) = -1"}},
	"release of accept on Unix": {{"shutdown(3, SHUT_RDWR) = 0   frees\naccept(3) = -1 EINVAL   freed by that\nclose(3) = 0   none is left",
		"<release> none is left"}},
	"release of accept on Windows": {{"close(84) = 0   none is left\naccept(84) = -1 WSAEINTR\nx", "<release> none is left\nx"},
		{"close(84) = 0\naccept(84) = -1 WSA_OPERATION_ABORTED", "<release>"}},
	"words that go on below": {{"recv()       waits\n                             for data", "recv() waits for data"}},
	"column":                 {{"send(3, 1) = 1     b'x'", "send(<fd>, 1) = 1 b'x'"}, {"    a", "    a"}},
	"socket in a table": {
		{"         3  LISTEN       127.0.0.1:6543         -", "<fd> LISTEN 127.0.0.1:6543 -"},
		{"       268  ESTABLISHED  127.0.0.1:6543         127.0.0.1:54614", "<fd> ESTABLISHED 127.0.0.1:6543 127.0.0.1:<port>"},
	},
	"calls that were counted": {
		{"recv(6) ...   y 11 más: 21808 bytes, 1328-2048 por\n                                     llamada", "recv(<fd>) ... <more>"},
		{"send(6) ...   and 1 more: 7 bytes\nx", "send(<fd>) ... <more>\nx"},
		{"recv(6) ...   waits for the client", "recv(<fd>) ... waits for the client"},
	},
	"option for the address": {{"setsockopt(3, SO_REUSEADDR, 1) = 0   x\nsetsockopt(268, SO_EXCLUSIVEADDRUSE, 1) = 0\n                                     y",
		"setsockopt(<fd>, <reuse>) = 0\nsetsockopt(<fd>, <reuse>) = 0"}},
	"new socket": {
		{"new TCP socket, descriptor 3", "new TCP socket, descriptor <fd>"},
		{"socket UDP nuevo, descriptor 31", "socket UDP nuevo, descriptor <fd>"},
	},
	"port in words": {
		{"port 54614, puerto 54614", "port <port>, puerto <port>"},
		{"port 6543", "port 6543"},
	},
}

func TestNormal(t *testing.T) {
	for name, cases := range normalCases {
		for _, c := range cases {
			got := normal(t, c[0])
			if got != c[1] {
				t.Errorf("%s: %q\n got %q\nwant %q", name, c[0], got, c[1])
			}
			if again := normal(t, got); again != got {
				t.Errorf("%s: not idempotent: %q then %q", name, got, again)
			}
		}
	}
}

func FuzzNormal(f *testing.F) {
	for _, cases := range normalCases {
		for _, c := range cases {
			f.Add(c[0])
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := normal(t, text)
		if twice := normal(t, once); twice != once {
			t.Errorf("%q then %q", once, twice)
		}
	})
}

// TestNormalFormKnowsNoWords holds that the normal form of recordings has none
// of the words that are one language's: those are narration's.
func TestNormalFormKnowsNoWords(t *testing.T) {
	plain := cast.Normalizer{TimedOut: true}
	for name, cases := range normalCases {
		if name == "port in words" || name == "new socket" || name == "keys that end a message" || name == "calls that were counted" {
			for _, c := range cases {
				without := regexp.MustCompile(`\(\d+`).ReplaceAllString(c[0], "(<fd>") // calls are no words
				if got := form(t, plain, without); got != without {
					t.Errorf("%s: without the words %q has the form %q", name, without, strings.TrimSpace(got))
				}
			}
		}
	}
}
