package cmdline

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"server", "client", "demo", "version", "help"}
	for typed, want := range map[string]string{"serve": "server", "sever": "server", "Client": "client", "clinet": "client",
		"hlep": "help", "versoin": "version", "": "", "xyzzy": "", "-": ""} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("nearest to %q is %q, want %q", typed, got, want)
		}
	}
}
