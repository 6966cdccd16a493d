package session

import (
	"net"
	"testing"

	"socklab/lab/script"
)

// TestBusyPort finds who has the port of a session's server, or listens where
// its clients would connect, on whatever address.
func TestBusyPort(t *testing.T) {
	free, err := FreePort()
	if err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	listening, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listening.Close()
	own := listening.Addr().(*net.TCPAddr).Port
	for name, c := range map[string]struct {
		port int
		to   []script.Address
		want int
	}{
		"nobody":            {free, nil, 0},
		"a server":          {own, nil, own},
		"the session's own": {free, []script.Address{{Host: "127.0.0.1"}}, 0},
		"another":           {free, []script.Address{{Host: "127.0.0.1", Port: port}}, port},
		"by its name":       {free, []script.Address{{Host: "localhost", Port: port}}, port},
	} {
		busy, err := BusyPort(c.port, &script.Script{Clients: c.to})
		if busy != c.want || (err != nil) != (c.want == own) {
			t.Errorf("%s: %d, %v, want %d", name, busy, err, c.want)
		}
	}
	if n := Descriptors(&script.Script{Consoles: make([]script.Console, 2)}); n != forAll+2*forConsole {
		t.Errorf("two consoles take %d descriptors", n)
	}
}
