package cast

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with testdata/name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := Diff("want", strings.ReplaceAll(string(want), "\r\n", "\n"), "got", got); d != "" {
		t.Error(d)
	}
}

func TestWriterGolden(t *testing.T) {
	for version, name := range map[int]string{2: "v2.cast", 3: "v3.cast"} {
		var b bytes.Buffer
		w, err := NewWriter(&b, Header{
			Version: version, Width: 80, Height: 24, Timestamp: 1504467315, Title: `"<&>"`,
			Term: "xterm", Env: map[string]string{"SHELL": "/bin/sh"}, Tags: []string{"a"},
			Theme: &Theme{"#000000", "#ffffff", "#1"}, IdleTimeLimit: 2.5,
		})
		check(t, err)
		check(t, w.WriteOutput(333400*time.Microsecond, []byte("a\x1b[1m\"\\\t\r\nñ€😀\x00")))
		check(t, w.Write(Event{666800 * time.Microsecond, Marker, "m\xff"}))
		check(t, w.Write(Event{666800 * time.Microsecond, Resize, "90x30"}))
		check(t, w.Write(Event{0, Input, "backwards"}))
		check(t, w.Close(1000200*time.Microsecond))
		golden(t, name, b.String())
		wantKind(t, w.WriteOutput(ms(2000), []byte("late")), KindClosed)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWriterRefuses(t *testing.T) {
	for _, h := range []Header{
		{Version: 1, Width: 80, Height: 24}, {Version: 4, Width: 80, Height: 24}, {Width: 80, Height: 24},
	} {
		_, err := NewWriter(io.Discard, h)
		wantKind(t, err, KindVersion)
	}
	_, err := NewWriter(io.Discard, Header{Version: 2})
	wantKind(t, err, KindSize)

	w, err := NewWriter(io.Discard, Header{Version: 2, Width: 1, Height: 1})
	check(t, err)
	wantKind(t, w.Write(Event{-1, Output, ""}), KindTime)
	wantKind(t, w.Write(Event{MaxTime + 1, Output, ""}), KindTime)
	wantKind(t, w.Write(Event{0, '\n', ""}), KindSyntax)
	wantKind(t, w.Write(Event{0, Output, strings.Repeat("a", MaxLine)}), KindTooLong)
	check(t, w.Write(Event{0, Output, "usable"}))
}

// Output longer than an event is split, and each line can be read.
func TestWriterLongOutput(t *testing.T) {
	for _, p := range [][]byte{
		bytes.Repeat([]byte{0}, 3*maxOutput+1), bytes.Repeat([]byte("€"), maxOutput), bytes.Repeat([]byte{'a', 0xff}, maxOutput),
	} {
		var b bytes.Buffer
		w, err := NewWriter(&b, Header{Version: 3, Width: 1, Height: 1})
		check(t, err)
		check(t, w.WriteOutput(0, p))
		rec, err := read(&b)
		check(t, err)
		var got strings.Builder
		for _, e := range rec.Events {
			got.WriteString(e.Data)
		}
		if got.String() != string([]rune(string(p))) {
			t.Error("output changed")
		}
	}
}

// limitWriter accepts n bytes, as a disk that is full then.
type limitWriter struct {
	bytes.Buffer
	n int
}

var errFull = errors.New("full")

func (l *limitWriter) Write(p []byte) (int, error) {
	k := min(len(p), l.n)
	l.n -= k
	l.Buffer.Write(p[:k])
	if k < len(p) {
		return k, errFull
	}
	return k, nil
}

func TestWriterKeepsError(t *testing.T) {
	l := &limitWriter{n: 80}
	w, err := NewWriter(l, Header{Version: 2, Width: 80, Height: 24})
	check(t, err)
	check(t, w.WriteOutput(0, []byte("good")))
	err = w.WriteOutput(0, []byte("does not fit any more"))
	wantKind(t, err, KindWrite)
	if l.n = 1000; w.Close(0) != err || !errors.Is(err, errFull) {
		t.Error("the first error is lost")
	}
	rec, err := read(&l.Buffer)
	wantKind(t, err, KindTruncated)
	if len(rec.Events) != 1 {
		t.Errorf("events: %v", rec.Events)
	}
}

// One line is one Write: a process killed in between leaves whole lines.
type lineWriter struct{ t *testing.T }

func (l lineWriter) Write(p []byte) (int, error) {
	if n := bytes.Count(p, []byte("\n")); n != 1 || p[len(p)-1] != '\n' {
		l.t.Errorf("not one line: %q", p)
	}
	return len(p), nil
}

func TestWriterWritesLines(t *testing.T) {
	w, err := NewWriter(lineWriter{t}, Header{Version: 2, Width: 80, Height: 24})
	check(t, err)
	check(t, w.WriteOutput(0, []byte("a\nb\n")))
	check(t, w.Close(ms(1)))
}

// Rounding must not add up: 10,000 intervals of 0.4 ms end at 4 s.
func TestWriterNoDrift(t *testing.T) {
	var b bytes.Buffer
	w, err := NewWriter(&b, Header{Version: 3, Width: 80, Height: 24})
	check(t, err)
	for i := 1; i <= 10000; i++ {
		check(t, w.Write(Event{time.Duration(i) * 400 * time.Microsecond, Output, "."}))
	}
	rec, err := read(&b)
	check(t, err)
	for i, e := range rec.Events {
		if d := e.Time - time.Duration(i+1)*400*time.Microsecond; d.Abs() > 500*time.Microsecond {
			t.Fatalf("event %d is off by %v", i, d)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add(uint32(1), uint32(999999), byte('o'), "hello", byte('m'), "label")
	f.Add(uint32(4000000), uint32(3), byte('r'), "80x24", byte('x'), "\xff\x00\"\\ñ")
	f.Fuzz(func(t *testing.T, t1, t2 uint32, c1 byte, d1 string, c2 byte, d2 string) {
		a := Event{time.Duration(t1) * time.Microsecond, c1%94 + '!', strings.ToValidUTF8(d1, "?")}
		b := Event{a.Time + time.Duration(t2)*time.Microsecond, c2%94 + '!', strings.ToValidUTF8(d2, "?")}
		for version, quantum := range map[int]time.Duration{2: time.Microsecond, 3: time.Millisecond} {
			want := Recording{Header{Version: version, Width: 80, Height: 24}, []Event{a, b}}
			var buf bytes.Buffer
			w, err := NewWriter(&buf, want.Header)
			check(t, err)
			for i, e := range want.Events {
				check(t, w.Write(e))
				want.Events[i].Time = e.Time.Round(quantum)
			}
			got, err := read(&buf)
			check(t, err)
			if d := cmp.Diff(&want, got); d != "" {
				t.Error(d)
			}
		}
	})
}

// However output is cut into calls, the text is the same.
func FuzzWriteOutput(f *testing.F) {
	f.Add([]byte("ñ€😀 \xe2\x82 \xff\xe2"), byte(1))
	f.Add([]byte("\xe2\xe2\xe2\xe2\xe2\x82\xac"), byte(2))
	f.Add([]byte("\xf0\x9f\x98\xf0\x9f\x98\x80"), byte(3))
	f.Fuzz(func(t *testing.T, p []byte, step byte) {
		var b bytes.Buffer
		w, err := NewWriter(&b, Header{Version: 2, Width: 80, Height: 24})
		check(t, err)
		for i := 0; i < len(p); i += int(step) + 1 {
			check(t, w.WriteOutput(0, p[i:min(len(p), i+int(step)+1)]))
		}
		check(t, w.Close(0))
		rec, err := read(&b)
		check(t, err)
		var got strings.Builder
		for _, e := range rec.Events {
			got.WriteString(e.Data)
		}
		if want := string([]rune(string(p))); got.String() != want {
			t.Errorf("got %q, want %q", got.String(), want)
		}
	})
}

func FuzzAppendJSON(f *testing.F) {
	f.Add("plain \" \\ \n \x00 \x7f ñ \u2028 \xff \xed\xa0\x80")
	f.Fuzz(func(t *testing.T, s string) {
		b := appendJSON(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil || !utf8.Valid(b) {
			t.Fatalf("%q: %v", b, err)
		}
		if want := string([]rune(s)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestWriterAllocates(t *testing.T) {
	w, err := NewWriter(io.Discard, Header{Version: 3, Width: 80, Height: 24})
	check(t, err)
	p := []byte("some text with \x1b[1mcolour\x1b[0m, ñ, and half a €: \xe2")
	at := time.Duration(0)
	n := testing.AllocsPerRun(100, func() {
		at += ms(1)
		check(t, w.WriteOutput(at, p))
		check(t, w.Write(Event{at, Marker, "label"}))
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkWriter(b *testing.B) {
	for name, text := range map[string]string{
		"plain":   "some plain text of a log, as programs print it to consoles\r\n",
		"Spanish": "Conexión aceptada: ñandú, pingüino, acción\r\n",
	} {
		p := []byte(strings.Repeat(text, 32<<10/len(text)))
		b.Run(name, func(b *testing.B) {
			w, err := NewWriter(io.Discard, Header{Version: 2, Width: 80, Height: 24})
			check(b, err)
			b.SetBytes(int64(len(p)))
			b.ReportAllocs()
			for b.Loop() {
				check(b, w.WriteOutput(time.Second, p))
			}
		})
	}
}
