package keys

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNames(t *testing.T) {
	for sent, want := range map[string][]string{
		"": nil, " ": {"space"}, "]]": {"]", "]"}, "q": {"q"}, "ñ ": {"ñ", "space"},
		"\r": {"enter"}, "\n": {"enter"}, "\b": {"backspace"}, "\x7f": {"backspace"}, "\t": {"tab"},
		"\x03": {"ctrl+c"}, "\x04": {"ctrl+d"}, "\x01": {"ctrl+a"}, "\x00": {"\x00"},
		"\x1b": {"esc"}, "\x1b\x1b": {"esc", "esc"}, "\x1bx": {"\x1bx"}, "\x1bñ": {"\x1bñ"},
		"\x1b[C": {"right"}, "\x1bOC": {"right"}, "\x1b[6~": {"pgdown"}, "\x1b[1~": {"home"}, "\x1b[1;2C": {"shift+right"},
		"\x1b[99x": {"\x1b[99x"}, "\x1b[A\x1b[B q": {"up", "down", "space", "q"}, "\x1b[1;\x1b[A": {"\x1b[1;", "up"},
		"\x1b[": {"\x1b["}, "\x1bO": {"\x1bO"}, "\xff": {"\xff"},
	} {
		if diff := cmp.Diff(want, Names([]byte(sent))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", sent, diff)
		}
	}
}

// TestSendsAndNames hold to one another: what a key sends is that key.
func TestSendsAndNames(t *testing.T) {
	all := []string{"x", "Ñ", "0", "漢", "ctrl+a", "ctrl+y"}
	for _, k := range table {
		all = append(all, k.name)
	}
	for _, name := range all {
		sent, ok := Sends(name)
		if got := Names([]byte(sent)); !ok || len(got) != 1 || got[0] != name {
			t.Errorf("%s sends %q, %v, which is %q", name, sent, ok, got)
		}
	}
	for _, name := range []string{"", "xy", "\n", "ctrl+", "ctrl+C", "ctrl+1", "\x1b[99x", "\ufffd", "f1"} {
		if sent, ok := Sends(name); ok {
			t.Errorf("%q sends %q", name, sent)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, seed := range []string{"", "hello ", "\x1b[A\x1b[1;2Cx", "\x1b", "\x1b[", "\x1bO", "\xff\xc3"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, p []byte) {
		names := Names(p)
		if (len(p) == 0) != (len(names) == 0) || len(names) > len(p) {
			t.Errorf("%q are the keys %q", p, names)
		}
		var sent strings.Builder // what these keys send is read as the same keys
		for _, name := range names {
			s, ok := Sends(name)
			if !ok {
				return // of what has no name here nothing is promised
			}
			sent.WriteString(s)
		}
		if strings.Contains(sent.String(), "\x1b") {
			return // the escape key and what comes behind it may be another key
		}
		if diff := cmp.Diff(names, Names([]byte(sent.String()))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", p, diff)
		}
	})
}
