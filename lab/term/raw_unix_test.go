//go:build unix

package term

import (
	"bytes"
	"io"
	"testing"

	expect "github.com/Netflix/go-expect"
	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

func TestRawIsUndone(t *testing.T) {
	console, err := expect.NewConsole()
	if err != nil {
		t.Fatal(err)
	}
	defer console.Close()
	tty := console.Tty()
	state := func() term.State {
		t.Helper()
		s, err := term.GetState(int(tty.Fd()))
		if err != nil {
			t.Fatal(err)
		}
		return *s
	}
	before := state()
	restore, err := Raw(Streams{In: tty, Out: tty, Err: tty})
	if err != nil {
		t.Fatal(err)
	}
	if state() == before {
		t.Error("nothing has changed")
	}
	if _, err := tty.WriteString("a\nb"); err != nil {
		t.Fatal(err)
	}
	if seen, err := console.ExpectString("b"); err != nil || seen != "a\r\nb" {
		t.Errorf("a line feed is shown as %q, %v", seen, err)
	}
	for range 2 {
		restore()
		if state() != before {
			t.Error("the terminal is not as it was")
		}
	}
}

func TestWithoutATerminal(t *testing.T) {
	var out bytes.Buffer
	restore, err := Raw(Streams{In: &out, Out: &out, Err: &out})
	if err != nil {
		t.Fatal(err)
	}
	restore()
	Arrange(&out, 80, 24, 0, 1)
	if out.Len() > 0 {
		t.Errorf("written: %q", &out)
	}
	if IsTerminal(&out) || Width(&out) != defaultWidth || Colour(&out, Auto) || IsOldConsole(&out) {
		t.Error("it is taken for a terminal")
	}
}

// TestOldConsoleIsATerminal holds that a terminal is looked at, and coloured,
// whoever does what ANSI sequences ask.
func TestOldConsoleIsATerminal(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "")
	console, err := expect.NewConsole()
	if err != nil {
		t.Fatal(err)
	}
	defer console.Close()
	if err := unix.IoctlSetWinsize(int(console.Tty().Fd()), unix.TIOCSWINSZ, &unix.Winsize{Col: 39, Row: 12}); err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.Writer{console.Tty(), &oldConsole{io.Discard, console.Tty()}} {
		if cols, rows, _ := Size(w); !IsTerminal(w) || Width(w) != 39 || cols != 39 || rows != 12 {
			t.Errorf("%T is a terminal: %v, %d by %d", w, IsTerminal(w), cols, rows)
		}
		for when, want := range map[When]bool{Auto: true, Always: true, Never: false} {
			if Colour(w, when) != want {
				t.Errorf("%T is coloured with %v: %v", w, when, !want)
			}
		}
	}
}
