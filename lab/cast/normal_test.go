package cast

import (
	"testing"
)

// Each rule has its cases here, under its name.
var normalCases = map[string][][2]string{
	"line ends": {{"a\r\nb\r\r\n", "a\nb\n"}, {"a\rb", "a\rb"}},
	"prompt": {
		{`C:\Users\Ana>sockLab server`, "$ sockLab server"},
		{"x\nPS C:\\> sockLab client", "x\n$ sockLab client"},
		{`\\server\share\redes>sockLab client`, "$ sockLab client"},
		{"$ sockLab server", "$ sockLab server"},
	},
	"empty prompt":       {{`C:\Users\Ana>`, "$"}, {"$ ", "$"}, {"a\n$ \nb", "a\n$\nb"}},
	"key that is echoed": {{"a\n^C\nb", "a\nb"}, {"a\n^Z\nb", "a\nb"}, {"^Cb", "^Cb"}},
	"bytes of which a part is shown": {
		{`send(6, 99) = 99   b'0000\n0001\n0002\n0003\n'...`, `send(<fd>, 99) = 99   b'0000\n000...`},
		{`b'0000\n0001\n0002\n0003\n0'...`, `b'0000\n000...`},
		{`b"it's \x00\x01\x02'\x03"...`, `b"it's \x00\x01\x02...`},
		{`b'\\\'\x00\x01"\x02\x03\x04\x05\x06'...`, `b'\\\'\x00\x01"\x02\x03\x04...`},
		{`b'01234567'...`, `b'01234567...`},
		{`b'Hello, world' and b'Hello, world'...`, `b'Hello, world' and b'Hello, w...`},
		{`b'Hello, world'`, `b'Hello, world'`},
		{`b'0123456'...`, `b'0123456'...`},
	},
	"error symbol": {
		{"connect: (WSAECONNREFUSED)", "connect: (ECONNREFUSED)"},
		{"ECONNREFUSED", "ECONNREFUSED"},
	},
	"temp dir": {
		{"open /tmp/socklab123/a.cast: no", "open <path>: no"},
		{"'/private/var/folders/x1/T/a'", "'<path>'"},
		{"/tmp", "/tmp"},
	},
	"Windows temp dir": {{`in C:\Users\Ana B\AppData\Local\Temp\x1\a.txt now`, "in <path> now"}},
	"port in a Python address": {
		{"New connection from ('127.0.0.1', 54614)", "New connection from ('127.0.0.1', <port>)"},
		{"('::1', 54614, 0, 0)", "('::1', <port>, 0, 0)"},
		{"('127.0.0.1', 6543)", "('127.0.0.1', 6543)"},
		{"('127.0.0.1', 99999)", "('127.0.0.1', 99999)"}, // no port
	},
	"port after an address": {
		{"127.0.0.1:54614 -> 127.0.0.1:6543", "127.0.0.1:<port> -> 127.0.0.1:6543"},
		{"[::1]:54614", "[::1]:<port>"},
		{"localhost:54614", "localhost:<port>"},
	},
	"descriptor as argument": {
		{"recv(4, 2048) = 12", "recv(<fd>, 2048) = 12"},
		{"close(284) = 0", "close(<fd>) = 0"},
		{"setsockopt(3, SOL_SOCKET, SO_REUSEADDR, 1) = 0", "setsockopt(<fd>, SOL_SOCKET, SO_REUSEADDR, 1) = 0"},
	},
	"descriptor as result": {
		{"socket(AF_INET, SOCK_STREAM) = 3", "socket(AF_INET, SOCK_STREAM) = <fd>"},
		{"accept(3) = 4, ('127.0.0.1', 54614)", "accept(<fd>) = <fd>, ('127.0.0.1', <port>)"},
		{"socket(1) = 3; bind(3) = 0", "socket(1) = <fd>; bind(<fd>) = 0"},
		{"accept4(3, {sin_port=htons(54614)}, 8) = 4", "accept4(<fd>, {sin_port=htons(<port>)}, 8) = <fd>"},
		{"accept(3, {127.0.0.1}) = -1 EINTR", "accept(<fd>, {127.0.0.1}) = -1 EINTR"},
	},
	"descriptor in words": {{"socket 4 waits, fd=5", "socket <fd> waits, fd=<fd>"}},
	"process":             {{"PID 1234", "PID <pid>"}, {"rapid 12", "rapid 12"}},
	"duration": {
		{"took 1.234 s", "took <time>"},
		{"(250 ms)", "(<time>)"},
		{"1,5 s", "<time>"},
		{"in 1m2.5s, 12µs", "in <time>, <time>"},
		{"2 sockets", "2 sockets"},
	},
	"seconds": {
		{"0.001234 bind", "<time> bind"},
		{"at 0.001 0.002.", "at <time> <time>."},
		{"10.0.0.123 and 192.168.1.1", "10.0.0.123 and 192.168.1.1"},
	},
	"port as argument": {{"htons(54614)", "htons(<port>)"}},
	"": { // what the session itself has
		{"recv(3, 1) = -1 EAGAIN", "recv(<fd>, 1) = -1 ETIMEDOUT"},
		{"recv(124, 1) = -1 WSAETIMEDOUT", "recv(<fd>, 1) = -1 ETIMEDOUT"},
		{"port 54614, puerto 54614", "port <port>, puerto <port>"},
		{"port 6543", "port 6543"},
		{"127.0.0.1:7001 and 127.0.0.1:70011", "127.0.0.1:6543 and 127.0.0.1:70011"},
		{"b'Hello, world'", "b'Hello, world'"},
	},
}

var testNormalizer = Normalizer{
	Port: 7001, TimedOut: true, PortWords: []string{"port", "puerto"},
}

func normal(t *testing.T, text string) string {
	t.Helper()
	text, err := testNormalizer.Text(t.Context(), text)
	check(t, err)
	return text
}

func TestNormal(t *testing.T) {
	for _, r := range rules() {
		if len(normalCases[r.name]) == 0 {
			t.Errorf("rule %q has no case", r.name)
		}
	}
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
	f.Fuzz(func(t *testing.T, s string) {
		once := normal(t, s)
		if twice := normal(t, once); twice != once {
			t.Errorf("Text: %q then %q", once, twice)
		}
	})
}

func TestDiff(t *testing.T) {
	if got := Diff("want", "a\nb\n", "got", "a\nb\n"); got != "" {
		t.Errorf("equal: %q", got)
	}
	want := "diff want got\n--- want\n+++ got\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"
	if got := Diff("want", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "got", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"); got != want {
		t.Errorf("got %q", got)
	}
}
