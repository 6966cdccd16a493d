package session

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"socklab/lab/event"
)

// openTestStream is a stream, and what it has kept.
func openTestStream(t *testing.T) (*stream, *bytes.Buffer) {
	t.Helper()
	kept := &bytes.Buffer{} // read after readAll only
	s, err := openStream(t.TempDir(), "a", func(line []byte) { kept.Write(line) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	return s, kept
}

// writes is a program that opens the stream by its name, as a session's do.
func writes(t *testing.T, s *stream, texts ...string) {
	t.Helper()
	f, err := os.OpenFile(s.pipe.path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if _, err := f.WriteString(text); err != nil {
			t.Error(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

func jsonOf(call event.Call) string {
	return string(event.AppendJSON(nil, &event.Event{Call: call, FD: 3, Size: -1}))
}

// TestStreamTellsCallsInOrder holds that each call is found once, and those
// before it not any more.
func TestStreamTellsCallsInOrder(t *testing.T) {
	s, kept := openTestStream(t)
	bind, accept, refused := jsonOf(event.Bind), jsonOf(event.Accept), strings.Replace(jsonOf(event.Listen), `"errno":0`, `"errno":1`, 1)
	writes(t, s, Began(time.Now()), bind[:10], bind[10:]+refused+accept, accept)
	s.readAll()
	for _, want := range []struct {
		call event.Call
		made bool
	}{{event.Listen, false}, {event.Accept, true}, {event.Bind, false}, {event.Accept, true}, {event.Accept, false}} {
		if got := s.takeCall(want.call); got != want.made {
			t.Errorf("%s: made %v, want %v", want.call, got, want.made)
		}
	}
	if kept.String() != bind+refused+accept+accept {
		t.Errorf("kept %q", kept)
	}
}

// TestStreamOfManyPrograms has one program after the other: one that writes
// nothing, one that was killed within a line, one that writes what is no event.
func TestStreamOfManyPrograms(t *testing.T) {
	s, kept := openTestStream(t)
	accept := jsonOf(event.Accept)
	writes(t, s)
	s.start()
	writes(t, s, accept[:20])
	s.start()
	writes(t, s, "\n\n"+strings.Repeat("x", 3*lineMost)+"\n"+ended+"7}\nno event\n")
	s.start()
	writes(t, s, accept)
	s.readAll()
	if !s.takeCall(event.Accept) || s.takeCall(event.Accept) {
		t.Error("the last program's call was not found once")
	}
	if got := strings.TrimPrefix(kept.String(), accept[:20]+"\n"); got != "no event\n"+accept {
		t.Errorf("kept %.200q", kept)
	}
	writes(t, s, accept)
	s.start()
	if s.takeCall(event.Accept) {
		t.Error("the call of a program that has ended is that of the next one")
	}
}

// TestStreamTakesMuch has a program write more than a pipe holds, while nobody
// waits for any of it.
func TestStreamTakesMuch(t *testing.T) {
	s, kept := openTestStream(t)
	many := strings.Repeat(jsonOf(event.Recv), callsMost+1000)
	writes(t, s, many, jsonOf(event.Close))
	s.readAll()
	if !s.takeCall(event.Close) || len(s.made) > callsMost || kept.Len() < len(many) {
		t.Errorf("%d calls are left, %d bytes kept", len(s.made), kept.Len())
	}
}

// FuzzStream cuts what a program writes anywhere: what is kept and told does
// not hang on it.
func FuzzStream(f *testing.F) {
	f.Add(Began(time.Unix(7, 0))+jsonOf(event.Accept)+"\n\nx", 3)
	f.Add(began+"}\n"+ended+"1}\n"+jsonOf(event.Bind), 1)
	f.Fuzz(func(t *testing.T, text string, at int) {
		type seen struct {
			kept string
			made int
		}
		read := func(parts ...string) seen {
			var kept strings.Builder
			s := &stream{keep: func(line []byte) { kept.Write(line) }, news: make(chan struct{}, 1)}
			take := s.reader()
			for _, part := range parts {
				take([]byte(part))
			}
			return seen{kept.String(), len(s.made)}
		}
		cut := min(max(at, 0), len(text))
		if whole, parts := read(text), read(text[:cut], text[cut:]); whole != parts {
			t.Errorf("%+v in one, %+v in two", whole, parts)
		}
	})
}
