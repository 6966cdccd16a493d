package console

import (
	"context"
	"errors"
	"regexp"
	"testing"
	"time"
)

func TestNothingIsLostBetweenWaits(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "say", "one two two three\n")
	waitExit(t, c, 0)
	for _, re := range []string{"one", "two", "two", "three\n"} {
		wait(t, c, re)
	}
	if err := c.Wait(t.Context(), regexp.MustCompile("two")); !errors.Is(err, ErrNotRunning) {
		t.Errorf("matched what was matched before: %v", err)
	}
}

func TestWaitSeesTextNotEscapes(t *testing.T) {
	skipUnderWine(t, "its consoles count escape sequences as text")
	c, _ := open(t, Config{})
	start(t, c, "say", "\x1b[1;31mRec\x1b[0meived\x1b]0;title\x07 b'x'\n\x1b[32mnext")
	wait(t, c, `(?m)^Received b'x'$`)
	wait(t, c, `^\nnext`)
}

func TestWaitNeverMatchesPromptOrTyping(t *testing.T) {
	c, _ := open(t, Config{})
	c.Prompt()
	if err := c.TypeLine(t.Context(), "say hello"); err != nil {
		t.Fatal(err)
	}
	start(t, c, "say", "nothing\n")
	waitExit(t, c, 0)
	if err := c.Wait(t.Context(), regexp.MustCompile(`hello|\$`)); err == nil {
		t.Error("matched")
	}
	wait(t, c, "nothing")
}

func TestDeadlineIsAbsolute(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "chatter")
	wait(t, c, `tick`)
	wait(t, c, `tick`)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	begin := time.Now()
	err := c.Wait(ctx, regexp.MustCompile("never"))
	var we *WaitError
	if !errors.As(err, &we) || !errors.Is(err, context.DeadlineExceeded) || we.Exited {
		t.Fatalf("got %v", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	if n := len(we.Tail); n > 0 && we.Tail[n-1] != "tick" {
		t.Errorf("last lines %q", we.Tail)
	}
}

func TestWaitEndsAtOnceWithTheProgram(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "flood", "400")
	err := c.Wait(within20s(t), regexp.MustCompile("never"))
	var we *WaitError
	if !errors.As(err, &we) || !we.Exited || we.Status != 3 || !errors.Is(err, ErrNotRunning) {
		t.Fatalf("got %v", err)
	}
	if n := len(we.Tail); n == 0 || we.Tail[n-1] != "END" {
		t.Errorf("last lines %q", we.Tail)
	}
}

func TestWaitIsCancelled(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "sleep")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, cancel)
	if err := c.Wait(ctx, regexp.MustCompile("never")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestHalfANumberIsNoMatch(t *testing.T) {
	c, err := Open(Config{})
	if err != nil {
		t.Fatal(err)
	}
	c.current = &run{} // runs
	number := newPattern(regexp.MustCompile(`port \d+`))
	print := func(s string, ago time.Duration) {
		c.printed([]byte(s))
		c.lastPrinted = time.Now().Add(-ago)
	}
	const now, before = -time.Hour, quiet // relative to a test that the machine may halt

	print("port 65", now)
	if found, again := c.look(number, false); found || again <= 0 {
		t.Error("half a number was taken")
	}
	print("43\nport 65", now)
	if found, _ := c.look(number, false); !found || string(c.text.buf[c.text.head:]) != "\nport 65" {
		t.Errorf("found %v, left %q", found, c.text.buf[c.text.head:])
	}
	print("44", before)
	if found, _ := c.look(number, false); !found || len(c.text.buf) > c.text.head {
		t.Errorf("found %v after a pause, left %q", found, c.text.buf[c.text.head:])
	}
}

// A match at the end of the text is taken at the deadline too, when a program
// never pauses.
func TestGrowingMatchIsTakenAtTheDeadline(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "chatter")
	wait(t, c, `tick`)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := c.Wait(ctx, regexp.MustCompile(`(?s).*`)); err != nil {
		t.Error(err)
	}
}

func TestNoMatchAcrossPrograms(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "say", "ab")
	waitExit(t, c, 0)
	start(t, c, "say", "cd")
	waitExit(t, c, 0)
	if err := c.Wait(t.Context(), regexp.MustCompile("abcd")); err == nil {
		t.Error("matched")
	}
	wait(t, c, "ab\ncd")
}

func TestTheEchoIsNotMatched(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "repeat")
	wait(t, c, `ready> `)
	for range 3 {
		if err := c.TypeLine(t.Context(), "word"); err != nil {
			t.Fatal(err)
		}
		wait(t, c, `^<word>\nready> `) // the echo "word\n" would come before it
	}
}

func TestOutputEqualToTheEchoIsMatched(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "copy")
	for range 3 {
		if err := c.TypeLine(t.Context(), "same"); err != nil {
			t.Fatal(err)
		}
		wait(t, c, `^same\n`)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*quiet)
	defer cancel()
	if err := c.Wait(ctx, regexp.MustCompile("same")); err == nil {
		t.Error("an echo was matched")
	}
}

func TestWaitKeepsUpWithAFlood(t *testing.T) {
	if testing.Short() {
		t.Skip("7 MB through a terminal")
	}
	for _, re := range []string{`END`, `(?m)^[A-Z]+$`, `x\s+E.D`} {
		c, _ := open(t, Config{})
		start(t, c, "flood", "2500000")
		wait(t, c, re)
		waitExit(t, c, 3)
		_ = c.Close()
	}
}
