package vt

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// scan is what a scanner makes of output, for people.
func scan(t *testing.T, in string) string {
	var b strings.Builder
	for _, tok := range tokens(t, []byte(in)) {
		switch tok.Kind {
		case Text:
			fmt.Fprintf(&b, "[%s]", tok.Bytes)
		case Control:
			fmt.Fprintf(&b, "<%02x>", tok.Final)
		case Escape:
			fmt.Fprintf(&b, "ESC(%s%c)", tok.Bytes, tok.Final)
		case CSI:
			fmt.Fprintf(&b, "CSI(%s%c)", tok.Bytes, tok.Final)
		case String:
			b.WriteString("STRING")
		}
	}
	return b.String()
}

func TestScanner(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"text", "abc é漢", "[abc é漢]"},
		{"controls", "a\r\n\x00\x7fb", "[a]<0d><0a><00><7f>[b]"},
		{"an escape sequence", "a\x1b7\x1b(0b", "[a]ESC(7)ESC((0)[b]"},
		{"several intermediate bytes", "\x1b $(0b", "ESC( $(0)[b]"},
		{"a control sequence", "a\x1b[1;2 qb\x1b[m", "[a]CSI(1;2 q)[b]CSI(m)"},
		{"private ones", "\x1b[?25h\x1b[>c", "CSI(?25h)CSI(>c)"},
		{"all parameter and intermediate bytes", "\x1b[0123456789:;<=>? !\"#$%&'()*+,-./~", "CSI(0123456789:;<=>? !\"#$%&'()*+,-./~)"},
		{"a control within works at once", "\x1b[1\r2m", "<0d>CSI(12m)"},
		{"DEL within is nothing", "\x1b[1\x7f2m\x1b\x7f7", "CSI(12m)ESC(7)"},
		{"CAN and SUB end it", "\x1b[1\x18m\x1b(\x1am", "[mm]"},
		{"ESC begins anew", "\x1b[1\x1b7\x1b(\x1b8", "ESC(7)ESC(8)"},
		{"text that is not ASCII ends it, and is kept", "\x1b[1漢\x1bé", "[漢é]"},
		{"one of more than 256 bytes is skipped", "\x1b[" + repeated("1", 257) + "mx", "[x]"},
		{"OSC by BEL and ST", "a\x1b]0;t\x07b\x1b]0;é漢\x1b\\c", "[a]STRING[b]STRING[c]"},
		{"DCS, SOS, PM, APC and the title of screen", "\x1bPa\x1b\\\x1bXa\x1b\\\x1b^a\x1b\\\x1b_a\x1b\\\x1bka\x1b\\x", "STRINGSTRINGSTRINGSTRINGSTRING[x]"},
		{"CAN ends a string", "\x1b]0;t\x18x", "STRING[x]"},
		{"another sequence ends a string", "\x1b]0;t\x1b[1mx", "STRINGCSI(1m)[x]"},
		{"a line feed does not end a string", "\x1b]0;t\n\rx\x07y", "STRING[y]"},
		{"a string may be long", "\x1bP" + repeated("long ", 80) + "\x1b\\x", "STRING[x]"},
		{"broken UTF-8 is handed on", "a\xffb\xe6\xbcc\xe6", "[a\xffb\xe6\xbcc]"},
		{"broken UTF-8 in front of a sequence", "\xe6\xbc\x1b[1mx\xf0\x9f\rx", "[\xe6\xbc]CSI(1m)[x\xf0\x9f]<0d>[x]"},
		{"C1 bytes are no controls where UTF-8 is spoken", "\x9b1m", "[\x9b1m]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := scan(t, c.in); got != c.want {
				t.Errorf("%q is\n%q, want\n%q", c.in, got, c.want)
			}
			for i := range len(c.in) {
				sameTokens(t, "split", []byte(c.in), tokens(t, []byte(c.in)), tokens(t, []byte(c.in[:i]), []byte(c.in[i:])))
			}
		})
	}
}

func TestAScannerKeepsLittle(t *testing.T) {
	for _, begin := range []string{"\x1b", "\x1b[", "\x1b]", "\x1bP", "\xf0"} {
		for _, go1 := range []string{"1", "(", "\x9f", "\x00"} {
			var s Scanner
			s.Next([]byte(begin))
			for range 50 {
				for rest := bytes.Repeat([]byte(go1), 1000); len(rest) > 0; {
					_, n := s.Next(rest)
					rest = rest[n:]
				}
			}
			if cap(s.raw) > 2*maxSeq {
				t.Errorf("after %q and %q it keeps %d bytes", begin, go1, cap(s.raw))
			}
		}
	}
}

func TestOutputCostsNoAllocation(t *testing.T) {
	for _, o := range outputs {
		s, p := New(80, 24, Options{History: 100}), []byte(o.text)
		for range 20 { // until each row was used
			s.Write(p)
		}
		if n := testing.AllocsPerRun(20, func() { s.Write(p) }); n > 0 {
			t.Errorf("%s: %v allocations", o.name, n)
		}
	}
}
