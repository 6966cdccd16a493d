package stage

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"socklab/lab/i18n"
	"socklab/lab/keys"
	"socklab/lab/peer"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
)

func options(t *testing.T) Options {
	t.Helper()
	s, err := script.Parse("x.yaml", []byte("title: t\nconsoles: [{name: a}, {name: b}]\nsteps: [{on: a, type: sockLab version, exit: 0}]\n"), false)
	if err != nil {
		t.Fatal(err)
	}
	return Options{Streams: term.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}, Words: i18n.In("en"), Script: s, Cancel: func() {}}
}

func panesOf(t *testing.T, o Options) *panes {
	t.Helper()
	s, err := newPanes(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestPanesKeys: each key that a script can press reaches the program, but
// Ctrl+C, which ends the session.
func TestPanesKeys(t *testing.T) {
	o := options(t)
	cancelled := make(chan struct{}, 1)
	o.Cancel = func() { cancelled <- struct{}{} }
	s := panesOf(t, o)
	came := make(chan string, 1)
	s.setKeys("a", func(b []byte) error { came <- string(b); return nil })
	for _, name := range append(keys.Script(), "x", "ñ", "home", "delete", "ctrl+a") {
		if !s.key("a", name) {
			t.Errorf("%s is not taken", name)
		}
		if name == "ctrl+c" {
			peer.Await(t, "the end", cancelled)
			continue
		}
		want, _ := keys.Sends(name)
		if got := peer.Await(t, name, came); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if s.key("b", "x") {
		t.Error("a key is taken where no program can run")
	}
	if err := s.Close(false); err != nil {
		t.Error(err)
	}
}

// TestPanesDoNotWaitForPrograms: one that reads nothing stops neither the screen
// nor the end of the session.
func TestPanesDoNotWaitForPrograms(t *testing.T) {
	o := options(t)
	cancelled := make(chan struct{}, 1)
	o.Cancel = func() { cancelled <- struct{}{} }
	s := panesOf(t, o)
	closed := make(chan struct{}) // of the console
	s.setKeys("a", func([]byte) error { <-closed; return session.ErrQuit })
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 10 * ahead {
			s.key("a", "x")
		}
		s.key("a", "ctrl+c")
	}()
	peer.Await(t, "the end of typing", done)
	peer.Await(t, "Ctrl+C", cancelled)
	close(closed)
	if err := s.Close(false); err != nil {
		t.Error(err)
	}
}

// TestPanesAreShared: keys come from the screen, while the session tells of its
// consoles. The race detector judges.
func TestPanesAreShared(t *testing.T) {
	s := panesOf(t, options(t))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 100 {
			s.key("a", "x")
		}
	}()
	for _, console := range []string{"a", "b"} {
		s.setKeys(console, func([]byte) error { return nil })
	}
	<-done
	if err := s.Close(false); err != nil {
		t.Error(err)
	}
	s.key("a", "x") // after the end, too
}

// TestPanesOfNoSession: the end of a session that did not begin is not waited
// for.
func TestPanesOfNoSession(t *testing.T) {
	s := panesOf(t, options(t))
	var o session.Options
	s.Watch(&o)
	o.Show("a", []byte("$ "))
	closed := make(chan error, 1)
	go func() { closed <- s.Close(false) }()
	if err := peer.Await(t, "the end", closed); err != nil || s.ended != nil {
		t.Errorf("%v; the screen has begun: %v", err, s.ended != nil)
	}
}

// TestPresenterKeys: keys that send a sequence are one key, and none of them is
// taken for Esc.
func TestPresenterKeys(t *testing.T) {
	in, person := io.Pipe()
	defer person.Close()
	goOn := keyboard(term.Streams{In: in, Out: io.Discard})
	went := make(chan error, 1)
	for _, c := range []struct {
		typed string
		want  error
	}{{"x\x1b[A\x1b[6~ ", nil}, {"\r", nil}, {"\x1b[C\x1b", session.ErrQuit}, {"q", session.ErrQuit}, {"\x03", session.ErrQuit}} {
		go func() { went <- goOn(t.Context()) }()
		if _, err := io.WriteString(person, c.typed); err != nil {
			t.Fatal(err)
		}
		if err := peer.Await(t, c.typed, went); !errors.Is(err, c.want) {
			t.Errorf("%q gives %v, want %v", c.typed, err, c.want)
		}
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(session.ErrStillRuns)
	if err := goOn(ctx); !errors.Is(err, session.ErrStillRuns) {
		t.Errorf("the end of the session gives %v", err)
	}
}

// TestOpen: what needs a terminal says so, and auto takes what is there.
func TestOpen(t *testing.T) {
	o := options(t)
	var out bytes.Buffer
	o.Out = &out
	if _, err := Open(t.Context(), KindPanes, o); !errors.Is(err, ErrNoTerminal) {
		t.Errorf("panes: %v", err)
	}
	st, err := Open(t.Context(), KindAuto, o)
	if err != nil {
		t.Fatal(err)
	}
	var so session.Options
	st.Watch(&so)
	if cols, rows := so.Size("a"); !so.Merged || cols != 0 || rows != 0 || so.Pause != nil {
		t.Errorf("without a terminal it is %T, with a console of %dx%d", st, cols, rows)
	}
	so.Show("b", []byte("one\r\ntwo"))
	so.Show("a", []byte("three\r\n"))
	if err := st.Close(false); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "b | one\na | three\n\n"; got != want {
		t.Errorf("the log is %q, want %q", got, want)
	}
}
