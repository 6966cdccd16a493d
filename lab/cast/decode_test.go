package cast

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	v1File = `{
  "version": 1, "width": 80, "height": 24, "duration": 1.5, "command": "/bin/zsh",
  "title": "T", "env": {"TERM": "xterm", "SHELL": "/bin/zsh"},
  "stdout": [
    [0.25, "a\r\n"],
    [1.25, "b"]
  ]
}
`
	v2File = `{"version": 2, "width": 80, "height": 24, "timestamp": 1504467315, "idle_time_limit": 2, "env": {"TERM": "xterm"}, "unknown": [1]}
[0.248848, "o", "\u001b[1mHi\u001b[0m\n"]
[1.5, "m", "here"]
[1.25, "r", "90x30"]
[2, "q", "kept", "more"]
[2.5, "long", "skipped"]

[3, "i", "x"]
`
	v3File = `{"version": 3, "term": {"cols": 80, "rows": 24, "type": "xterm", "theme": {"fg": "#000000", "bg": "#ffffff", "palette": "#1"}}, "tags": ["a"]}
# a comment
[0.248, "o", "Hi"]
[0.002, "unknown", "skipped, but its time counts"]
[1, "o", "é"]
[0, "x", "0"]
`
)

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// read reads a file as a session of its own.
func read(r io.Reader) (*Recording, error) { return NewBudget(context.Background()).Read(r) }

func TestRead(t *testing.T) {
	xterm := map[string]string{"TERM": "xterm"}
	for _, tt := range []struct {
		name, in string
		want     Recording
	}{
		{"v1", v1File, Recording{
			Header{
				Version: 1, Width: 80, Height: 24, Duration: 1.5, Command: "/bin/zsh", Title: "T",
				Term: "xterm", Env: map[string]string{"TERM": "xterm", "SHELL": "/bin/zsh"},
			},
			[]Event{{ms(250), 'o', "a\r\n"}, {ms(1500), 'o', "b"}},
		}},
		{"v1 on one line", `{"version":1,"width":1,"height":2,"stdout":[[1,"a"]]}`, Recording{
			Header{Version: 1, Width: 1, Height: 2}, []Event{{ms(1000), 'o', "a"}},
		}},
		{"v2", v2File, Recording{
			Header{Version: 2, Width: 80, Height: 24, Timestamp: 1504467315, IdleTimeLimit: 2, Term: "xterm", Env: xterm},
			[]Event{
				{248848 * time.Microsecond, 'o', "\x1b[1mHi\x1b[0m\n"},
				{ms(1500), 'm', "here"},
				{ms(1500), 'r', "90x30"}, // went backwards
				{ms(2000), 'q', "kept"},
				{ms(3000), 'i', "x"},
			},
		}},
		{"v3", v3File, Recording{
			Header{
				Version: 3, Width: 80, Height: 24, Term: "xterm", Tags: []string{"a"},
				Theme: &Theme{"#000000", "#ffffff", "#1"},
			},
			[]Event{{ms(248), 'o', "Hi"}, {ms(1250), 'o', "é"}, {ms(1250), 'x', "0"}},
		}},
		{"not UTF-8", "{\"version\":2,\"width\":1,\"height\":1}\r\n[0,\"o\",\"a\xffb\"]", Recording{
			Header{Version: 2, Width: 1, Height: 1}, []Event{{0, 'o', "a\uFFFDb"}},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := read(strings.NewReader(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(&tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReadHeaderErrors(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     Kind
	}{
		{"empty", "", KindEmpty},
		{"cut", `{"version": 2, "wid`, KindTruncated},
		{"text", "hello\n", KindSyntax},
		{"array", "[1]\n", KindSyntax},
		{"version 4", `{"version":4,"width":80,"height":24}`, KindVersion},
		{"version 1e99", `{"version":1e99,"width":80,"height":24}`, KindVersion},
		{"no version", `{}`, KindVersion},
		{"no size", `{"version":2}`, KindSize},
		{"a billion columns", `{"version":2,"width":1000000000,"height":24}`, KindSize},
		{"more than an int", `{"version":2,"width":1e30,"height":24}`, KindSize},
		{"v3 size", `{"version":3,"term":{"cols":1e30,"rows":1}}`, KindSize},
		{"v3 without term", `{"version":3,"width":80,"height":24}`, KindSize},
		{"v1 size", `{"version":1,"width":-1,"height":24,"stdout":[]}`, KindSize},
		{"duration", `{"version":2,"width":80,"height":24,"duration":-1}`, KindTime},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(strings.NewReader(tt.in))
			wantKind(t, err, tt.want)
		})
	}
}

func TestReadDamage(t *testing.T) {
	head := `{"version":2,"width":80,"height":24}` + "\n"
	good := `[1,"o","a"]` + "\n"
	for _, tt := range []struct {
		name, in string
		want     Kind
		line     int
		offset   int
	}{
		{"cut", head + good + `[2,"o","b`, KindTruncated, 3, len(head + good)},
		{"garbage", head + good + "]]\n" + good, KindSyntax, 3, len(head + good)},
		{"short", head + good + "[1]\n", KindSyntax, 3, len(head + good)},
		{"types", head + good + "[1,2,3]\n", KindSyntax, 3, len(head + good)},
		{"comment in v2", head + good + "# no\n", KindTruncated, 3, len(head + good)},
		{"negative", head + good + `[-1,"o","b"]`, KindTime, 3, len(head + good)},
		{"NaN", head + good + `[NaN,"o","b"]`, KindSyntax, 3, len(head + good)},
		{"huge", head + good + `[1e15,"o","b"]`, KindTime, 3, len(head + good)},
		{"infinite", head + good + `[1e999,"o","b"]`, KindTime, 3, len(head + good)},
		{"long", head + good + `[1,"o","` + strings.Repeat("b", MaxLine) + `"]`, KindTooLong, 3, len(head + good)},
		{"v1 cut", "{\"version\":1,\"width\":9,\"height\":9,\n\"stdout\":[[1,\"a\"],[", KindTruncated, 2, 53},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rec, err := read(strings.NewReader(tt.in))
			var d *Damage
			if !errors.As(err, &d) {
				t.Fatalf("got %v, want Damage", err)
			}
			wantKind(t, err, tt.want)
			if d.Line != tt.line || d.Offset != int64(tt.offset) {
				t.Errorf("damage at %d (%d), want %d (%d)", d.Line, d.Offset, tt.line, tt.offset)
			}
			if len(rec.Events) != 1 || rec.Events[0].Data != "a" {
				t.Errorf("events before the damage: %v", rec.Events)
			}
		})
	}
}

type failingReader struct{ r io.Reader }

func (f failingReader) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err == io.EOF {
		err = io.ErrClosedPipe
	}
	return n, err
}

// TestSeconds holds that times are rounded: 4.055 s is a little less as a
// float.
func TestSeconds(t *testing.T) {
	for s, want := range map[float64]time.Duration{
		4.055: 4055 * time.Millisecond, 1.0000004: time.Second, 1.0000006: time.Second + time.Microsecond,
		0: 0, -1: 0, math.Inf(-1): 0, math.NaN(): 0, 1e300: MaxTime, math.Inf(1): MaxTime, MaxTime.Seconds(): MaxTime,
	} {
		if got := Seconds(s); got != want {
			t.Errorf("%v s are %v, want %v", s, got, want)
		}
	}
	for us := time.Duration(0); us < 10_000_000; us += 997 {
		if d := us * time.Microsecond; Seconds(d.Seconds()) != d {
			t.Fatalf("%v is read as %v", d, Seconds(d.Seconds()))
		}
	}
}

// forever reads as its text again and again.
type forever struct{ text, rest string }

func (f *forever) Read(p []byte) (int, error) {
	if f.rest == "" {
		f.rest = f.text
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}

// TestReadingEnds holds that a file without end is read up to a bound, also
// where it shows nothing.
func TestReadingEnds(t *testing.T) {
	for name, c := range map[string]struct {
		header, line string
		want         Kind
	}{
		"blank lines":    {head80, "\n", KindEvents},
		"comments":       {`{"version":3,"term":{"cols":80,"rows":24}}` + "\n", "#" + strings.Repeat(" ", 4000) + "\n", KindTooLong},
		"unknown events": {head80, `[1,"unknown",""]` + "\n", KindEvents},
		"more elements":  {head80, `[1,"o",""` + strings.Repeat(",0", 4000) + "]\n", KindTooLong},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := NewBudget(t.Context())
			b.data = MaxData - 1<<20 // or it would take seconds
			_, err := b.Read(io.MultiReader(strings.NewReader(c.header), &forever{text: strings.Repeat(c.line, 100)}))
			wantKind(t, err, c.want)
		})
	}
}

func TestReadFailure(t *testing.T) {
	_, err := read(failingReader{strings.NewReader(v2File)})
	wantKind(t, err, KindRead)
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v does not unwrap to its cause", err)
	}
}

func TestEventSize(t *testing.T) {
	for data, want := range map[string]bool{
		"80x24": true, "1x1": true, "0x1": false, "1000000000x1": false, "80": false, "": false, "axb": false,
	} {
		if _, _, ok := (Event{Code: Resize, Data: data}).Size(); ok != want {
			t.Errorf("%q: %v", data, ok)
		}
	}
	if _, _, ok := (Event{Code: Output, Data: "80x24"}).Size(); ok {
		t.Error("output has a size")
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{v1File, v2File, v3File, v2File[:200], v1File[:150], "", "{}", "[]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		rec, err := read(bytes.NewReader(in))
		if rec == nil && err == nil {
			t.Fatal("neither recording nor error")
		}
		if rec == nil {
			return
		}
		if !validSize(rec.Header.Width, rec.Header.Height) {
			t.Fatalf("header %+v", rec.Header)
		}
		last := time.Duration(0)
		for _, e := range rec.Events {
			if e.Time < last || e.Time > MaxTime {
				t.Fatalf("time %v after %v", e.Time, last)
			}
			last = e.Time
		}
	})
}

func wantKind(t *testing.T, err error, want Kind) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Kind != want {
		t.Fatalf("got %v, want kind %q", err, want)
	}
	if e.Error() == "" || e.Kind == "" {
		t.Error("no text")
	}
}
