package pyrepr

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestReprIsPythons(t *testing.T) {
	for in, want := range map[string]string{
		"":               `b''`,
		"Hello, world":   `b'Hello, world'`,
		" ":              `b' '`,
		"it's":           `b"it's"`,
		`say "hi"`:       `b'say "hi"'`,
		`"it's"`:         `b'"it\'s"'`,
		`'`:              `b"'"`,
		`"`:              `b'"'`,
		`'"`:             `b'\'"'`,
		`back\slash`:     `b'back\\slash'`,
		`\'`:             `b"\\'"`,
		"\t\n\r":         `b'\t\n\r'`,
		"\a\b\v\f\x1b":   `b'\x07\x08\x0b\x0c\x1b'`,
		"\x00\x7f\x80":   `b'\x00\x7f\x80'`,
		"ñ":              `b'\xc3\xb1'`,
		"\xff\xfe":       `b'\xff\xfe'`,
		"GET / HTTP\r\n": `b'GET / HTTP\r\n'`,
		"{}%s~":          `b'{}%s~'`,
	} {
		if got := Bytes([]byte(in)); got != want {
			t.Errorf("Bytes(%q) is %s, want %s", in, got, want)
		}
	}
}

// allBytes is each byte once, in order.
func allBytes() []byte {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	return all
}

func TestReprOfEveryByte(t *testing.T) {
	const want = `b'\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f` +
		`\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f` +
		` !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_` +
		"`abcdefghijklmnopqrstuvwxyz{|}~" + `\x7f`
	got := Bytes(allBytes())
	if !strings.HasPrefix(got, want) {
		t.Errorf("Bytes of all bytes is %s, want it to begin %s", got, want)
	}
	if back, err := unrepr(got); err != nil || !bytes.Equal(back, allBytes()) {
		t.Errorf("%s reads back as %q, %v", got, back, err)
	}
}

// unrepr is the inverse of Bytes. It takes what Python would write, nothing
// else.
func unrepr(s string) ([]byte, error) {
	if len(s) < 3 || s[0] != 'b' || s[1] != '\'' && s[1] != '"' || s[len(s)-1] != s[1] {
		return nil, fmt.Errorf("not b'...': %s", s)
	}
	quote, body := s[1], s[2:len(s)-1]
	plain := map[byte]byte{'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\', quote: quote}
	var out []byte
	for i := 0; i < len(body); i++ {
		c := body[i]
		switch {
		case c < ' ' || c > '~' || c == quote:
			return nil, fmt.Errorf("%q stands bare in %s", c, s)
		case c != '\\':
			out = append(out, c)
			continue
		}
		i++
		if i == len(body) {
			return nil, fmt.Errorf("a \\ ends %s", s)
		}
		if v, ok := plain[body[i]]; ok {
			out = append(out, v)
			continue
		}
		if body[i] != 'x' || i+2 >= len(body) {
			return nil, fmt.Errorf("\\%c in %s", body[i], s)
		}
		n, err := strconv.ParseUint(body[i+1:i+3], 16, 8)
		if err != nil {
			return nil, err
		}
		out, i = append(out, byte(n)), i+2
	}
	return out, nil
}

func FuzzReprReadsBack(f *testing.F) {
	for _, seed := range [][]byte{nil, []byte("Hello, world"), []byte(`'"\`), allBytes()} {
		f.Add(seed, 20)
	}
	f.Fuzz(func(t *testing.T, b []byte, width int) {
		s := Bytes(b)
		if back, err := unrepr(s); err != nil || !bytes.Equal(back, b) {
			t.Errorf("%s reads back as %q, %v; want %q", s, back, err, b)
		}
		width = 6 + abs(width)%200 // b''... is the shortest
		p := Preview(b, width)
		if utf8.RuneCountInString(p) > width {
			t.Errorf("Preview(%q, %d) is %s, %d wide", b, width, p, len(p))
		}
		if head, cut := strings.CutSuffix(p, "..."); cut && p != s {
			if back, err := unrepr(head); err != nil || !bytes.HasPrefix(b, back) {
				t.Errorf("Preview(%q, %d) is %s, not the beginning of it: %v", b, width, p, err)
			}
		} else if p != s {
			t.Errorf("Preview(%q, %d) is %s, want %s", b, width, p, s)
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func TestPreviewKeepsItsWidth(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"Hello, world", 15, "b'Hello, world'"},
		{"Hello, world", 14, "b'Hello, w'..."},
		{"", 6, "b''"},
		{"\x00\x00\x00", 10, `b'\x00'...`},
		{strings.Repeat("a", 1<<20), 10, "b'aaaa'..."},
		{`it's it's`, 8, "b'it'..."},
	} {
		if got := Preview([]byte(c.in), c.width); got != c.want {
			t.Errorf("Preview(%.20q, %d) is %s, want %s", c.in, c.width, got, c.want)
		}
	}
}

func TestAddr(t *testing.T) {
	for in, want := range map[string]string{
		"127.0.0.1:54614": "('127.0.0.1', 54614)",
		"[::1]:6543":      "('::1', 6543, 0, 0)",
		"[2001:db8::7]:1": "('2001:db8::7', 1, 0, 0)",
	} {
		if got := Addr(netip.MustParseAddrPort(in)); got != want {
			t.Errorf("Addr(%s) is %s, want %s", in, got, want)
		}
	}
}

// TestReprAgainstPython asks Python itself.
func TestReprAgainstPython(t *testing.T) {
	where, err := exec.Command("python3", "-c", "import sys;print(sys.executable)").Output()
	if err != nil {
		t.Skipf("this machine has no python3 to compare with: %v", err)
	}
	const seed = 6543
	random := rand.New(rand.NewPCG(seed, seed))
	inputs := [][]byte{{}, allBytes(), []byte(`'`), []byte(`"`), []byte(`'"`)}
	for range 2000 {
		b := make([]byte, random.IntN(40))
		for i := range b {
			b[i] = byte(random.UintN(256))
			if random.IntN(4) == 0 {
				b[i] = `'"\ `[random.IntN(4)]
			}
		}
		inputs = append(inputs, b)
	}
	var lines strings.Builder
	for _, b := range inputs {
		fmt.Fprintln(&lines, hex.EncodeToString(b))
	}
	python := exec.Command(strings.TrimSpace(string(where)), "-c", "import sys\nfor line in sys.stdin: print(repr(bytes.fromhex(line)))")
	python.Stdin = strings.NewReader(lines.String())
	out, err := python.Output()
	if err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewScanner(bytes.NewReader(out))
	for _, b := range inputs {
		if !answers.Scan() {
			t.Fatalf("python gave fewer lines than the %d asked for", len(inputs))
		}
		if got, want := Bytes(b), answers.Text(); got != want {
			t.Errorf("Bytes(%q) is %s, Python's %s", b, got, want)
		}
	}
}
