package console

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var stripped = []struct{ name, in, want string }{
	{"plain", "hello\tworld", "hello\tworld"},
	{"line ends", "a\r\nb\nc\r\r\nd\re", "a\nb\nc\nd\re"},
	{"csi", "\x1b[31mred\x1b[0m \x1b[2J\x1b[?25l!", "red !"},
	{"osc", "\x1b]0;title\x07a\x1b]8;;http://x\x1b\\b", "ab"},
	{"dcs", "a\x1bP1$r0m\x1b\\b", "ab"},
	{"charset", "\x1b(Ba\x1b=b\x1b7c", "abc"},
	{"aborted", "\x1b[31\x18a", "a"},
	{"escape in csi", "\x1b[3\x1b[0ma", "a"},
	{"controls", "a\x00\x07\x08\x7fb", "ab"},
	{"utf-8", "ñandú €😀", "ñandú €😀"},
	{"not utf-8", "a\xffb\xc3c", "a\xffb\xc3c"},
}

func TestStripWholeAndByteByByte(t *testing.T) {
	for _, tt := range stripped {
		var whole, split stripper
		if got := string(whole.append(nil, []byte(tt.in))); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		var got []byte
		for i := range len(tt.in) {
			got = split.append(got, []byte{tt.in[i]})
		}
		if string(got) != tt.want {
			t.Errorf("%s, byte by byte: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzStripIsIndifferentToReads(f *testing.F) {
	for _, tt := range stripped {
		f.Add([]byte(tt.in), 3)
	}
	f.Fuzz(func(t *testing.T, in []byte, size int) {
		if size < 1 {
			t.Skip("no read brings nothing")
		}
		var whole, split stripper
		want := whole.append(nil, in)
		var got []byte
		for chunk := range slices.Chunk(in, size) {
			got = split.append(got, chunk)
		}
		if string(got) != string(want) {
			t.Errorf("%q, in reads of %d: %q", want, size, got)
		}
	})
}

func TestTextIsBounded(t *testing.T) {
	var tx text
	block := []byte(strings.Repeat("y", 1000) + "\n")
	for i := range 10_000 {
		tx.add(fmt.Appendf(nil, "%d ", i))
		tx.add(block)
	}
	if cap(tx.buf) > 4*maxText {
		t.Errorf("%d bytes kept", cap(tx.buf))
	}
	if kept := len(tx.buf) - tx.head; kept < maxText {
		t.Errorf("only %d bytes kept", kept)
	}
	if !strings.Contains(string(tx.buf), "\n9999 yyy") {
		t.Error("the newest text is gone")
	}
}

func TestSearchBeginsAtALine(t *testing.T) {
	tx := text{buf: []byte("aa\nbb\ncc"), searched: 7}
	for re, want := range map[string]int{`c.c`: 6, `(?m)^c`: 6, `^c`: 0, `\Ac`: 0, `b\sc`: 0, `(?s)b.c`: 0, `[^x]+z`: 0} {
		if got := tx.from(newPattern(regexp.MustCompile(re))); got != want {
			t.Errorf("%s: from %d, want %d", re, got, want)
		}
	}
}

func TestSearchLooksBackABit(t *testing.T) {
	line := strings.Repeat("z", 99) + "\n"
	tx := text{buf: []byte(strings.Repeat(line, 2*lookBack/len(line)))}
	tx.searched = len(tx.buf)
	from := tx.from(newPattern(regexp.MustCompile(`z\sy`)))
	if back := tx.searched - from; back > lookBack || back < lookBack-len(line) {
		t.Errorf("%d bytes back", back)
	}
	if tx.buf[from-1] != '\n' {
		t.Error("not at the start of a line")
	}
}

func TestEchoes(t *testing.T) {
	tests := []struct {
		name   string
		expect []string
		output []string
		want   string
	}{
		{"none expected", nil, []string{"abc"}, "abc"},
		{"alone", []string{"ls\r\n"}, []string{"ls\r\nfile"}, "file"},
		{"after other output", []string{"ls\r\n"}, []string{"old ls\r\nfile"}, "old file"},
		{"only once", []string{"ab"}, []string{"ababab"}, "abab"},
		{"split over reads", []string{"hello"}, []string{"he", "l", "lo world"}, " world"},
		{"begun, not ended", []string{"hello"}, []string{"he", "lp hello"}, "help "},
		{"key by key", []string{"a", "b", "\r\n"}, []string{"a", "b\r", "\nab"}, "ab"},
		{"never came", []string{"^C"}, []string{"bye"}, "bye"},
	}
	for _, tt := range tests {
		var e echoes
		var got []byte
		emit := func(p []byte) { got = append(got, p...) }
		now := time.Now()
		for _, s := range tt.expect {
			e.expect([]byte(s), now)
		}
		for _, s := range tt.output {
			e.filter([]byte(s), now, emit)
		}
		e.drop(emit)
		if string(got) != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestEchoThatNeverCameIsForgotten(t *testing.T) {
	var e echoes
	var got []byte
	emit := func(p []byte) { got = append(got, p...) }
	now := time.Now()
	e.expect([]byte("x\r\n"), now)
	e.filter([]byte("x"), now, emit)
	e.release(emit)
	e.expect([]byte("y\r\n"), now)
	e.filter([]byte("y\r\n"), now.Add(2*echoLimit), emit)
	if string(got) != "xy\r\n" {
		t.Errorf("got %q", got)
	}
}
