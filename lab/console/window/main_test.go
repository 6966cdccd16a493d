package window

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"socklab/lab/term"
)

// soon is far more than anything here takes.
const soon = 10 * time.Second

// TestMain lets this test binary be the program that a window runs, or a
// terminal.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "view":
			os.Exit(viewer(os.Args[2:]))
		case "fail": // a terminal that cannot
			fmt.Fprintln(os.Stderr, "no display here")
			os.Exit(3)
		case "host": // a show in tmux, until it is killed
			os.Exit(host(os.Args[2:]))
		case "knock":
			os.Exit(knock(os.Args[2]))
		case "idle": // a terminal that does nothing
			select {}
		}
	}
	goleak.VerifyTestMain(m)
}

func host(viewer []string) int {
	h, err := NewHub()
	if err != nil {
		return 1
	}
	tmux, err := Tmux(Here())
	if err != nil {
		return 1
	}
	if _, err := Open(context.Background(), tmux, viewer, h.Feed(Screen{}), h.Feed(Screen{})); err != nil {
		return 1
	}
	fmt.Println("up")
	select {}
}

// viewer checks that its arguments have survived the way.
func viewer(args []string) int {
	if len(args) != 2 || args[0] != awkward {
		return 4
	}
	ticket, err := ReadTicket(args[1])
	if err != nil {
		return 5
	}
	if View(context.Background(), ticket, term.Std()) != nil {
		return 1
	}
	return 0
}

// awkward is an argument that a shell would not leave alone.
const awkward = `a "quoted" 'ñandú' $HOME %PATH% ^ & * \;`

// viewCommand is this binary as a viewer.
func viewCommand(t *testing.T) []string {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{self, "view", awkward}
}

func newHub(t *testing.T) *Hub {
	h, err := NewHub()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close(false) })
	return h
}

func await(t *testing.T, what string, done <-chan struct{}) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(soon):
		t.Fatalf("not in time: %s", what)
	}
}
