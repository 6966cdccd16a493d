//go:build unix

package term

import (
	"bytes"
	"io"
	"testing"

	expect "github.com/Netflix/go-expect"
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
	if Display(&out) != io.Writer(&out) || out.Len() > 0 {
		t.Errorf("written: %q", &out)
	}
}
