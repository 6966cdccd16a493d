package session_test

import (
	"context"
	"errors"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"socklab/lab/cast"
	"socklab/lab/narrate"
	"socklab/lab/session"
	"socklab/transcripts"
)

var heads = session.Comparison{Recorded: "recorded", Now: "now", Call: "%s: call %d: %s",
	Normal: cast.Normalizer{Words: narrate.Normal, PortWords: narrate.PortWords()}}

// withText is a transcript of one console that has shown that, and whose
// programs have told those events, if any.
func withText(t *testing.T, text string, events ...string) *cast.Transcript {
	t.Helper()
	tr, err := cast.Open(fstest.MapFS{
		"session.json":   {Data: []byte(`{"format":1,"consoles":[{"name":"a","cols":80,"rows":24}]}`)},
		"a.txt":          {Data: []byte(text)},
		"a.events.jsonl": {Data: []byte(strings.Join(events, ""))},
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// shippedWith is a transcript that ships, with the events of one console as
// change makes them.
func shippedWith(t *testing.T, name, console string, change func(string) string) *cast.Transcript {
	t.Helper()
	files := fstest.MapFS{}
	all, err := fs.ReadDir(transcripts.FS, "en/"+name)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range all {
		data, err := fs.ReadFile(transcripts.FS, "en/"+name+"/"+file.Name())
		if err != nil {
			t.Fatal(err)
		}
		if file.Name() == console+".events.jsonl" {
			data = []byte(change(string(data)))
		}
		files[file.Name()] = &fstest.MapFile{Data: data}
	}
	tr, err := cast.Open(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// TestCompareNamesTheCall holds that calls are compared, though the screens are
// the same, and that the call that is another is named.
func TestCompareNamesTheCall(t *testing.T) {
	same := func(text string) string { return text }
	replace := func(old, new string) func(string) string {
		return func(text string) string { return strings.Replace(text, old, new, 1) }
	}
	line := regexp.MustCompile(`(?m)^.*"recv".*"ret":0.*\n`)
	for name, c := range map[string]struct {
		console string
		change  func(string) string
		want    string // how what is said begins; "": nothing
	}{
		"nothing": {"client", same, ""},
		"a port of the system": {"client", func(s string) string {
			return regexp.MustCompile(`127.0.0.1:[345]\d{4}`).ReplaceAllString(s, "127.0.0.1:60000")
		}, ""},
		"an argument": {"client", replace("SHUT_WR", "SHUT_RD"), "client: call 5: shutdown(<fd>, SHUT_WR) = 0\n"},
		"a result":    {"server", replace(`"ret":0,"errno":0,"err":"","local":"127.0.0.1:6543"`, `"ret":-1,"errno":98,"err":"EADDRINUSE","local":"127.0.0.1:6543"`), "server: call 3: bind(<fd>, 127.0.0.1:6543) = 0\n"},
		"a call less": {"client", func(s string) string { return line.ReplaceAllString(s, "") }, "client: call 7: recv(<fd>, 2048) = 0\n"},
		"no calls":    {"server", func(string) string { return "" }, "server: call 1: socket(AF_INET, SOCK_STREAM, 0) = <fd>\n"},
		"half a line": {"client", func(s string) string { return s[:len(s)-20] }, "client: call 8: close(<fd>) = 0\n"},
	} {
		t.Run(name, func(t *testing.T) {
			recorded := shippedWith(t, "course-walkthrough", c.console, same)
			now := shippedWith(t, "course-walkthrough", c.console, c.change)
			diff, err := session.Compare(t.Context(), heads, recorded, now)
			if err != nil || !strings.HasPrefix(diff, c.want) || (diff == "") != (c.want == "") {
				t.Errorf("%v: %q, want %q", err, diff, c.want)
			}
		})
	}
}

// TestCompareWithoutEvents holds that a recording of which only the screens are
// kept is compared by these.
func TestCompareWithoutEvents(t *testing.T) {
	event := `{"who":"client","call":"socket","fd":-1,"args":["AF_INET"],"ret":3}` + "\n"
	with, without := withText(t, "x\n", event), withText(t, "x\n")
	if diff, err := session.Compare(t.Context(), heads, without, with); diff != "" || err != nil {
		t.Errorf("%q, %v", diff, err)
	}
	if diff, err := session.Compare(t.Context(), heads, with, without); diff == "" || err != nil {
		t.Errorf("the same, though it has no calls any more; %v", err)
	}
}

// TestCompareIsBounded refuses a text that takes too long to compare, and ends
// with the context.
func TestCompareIsBounded(t *testing.T) {
	short, long := withText(t, "x\n"), withText(t, strings.Repeat("socket(", cast.MaxCompared/7+1))
	_, err := session.Compare(t.Context(), heads, long, short)
	var e *cast.Error
	if !errors.As(err, &e) || e.Kind != cast.KindTooLong {
		t.Errorf("a text that is too long gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := session.Compare(ctx, heads, short, short); !errors.Is(err, context.Canceled) {
		t.Errorf("without a context that goes on it gives %v", err)
	}
}
