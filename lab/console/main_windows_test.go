package console

import (
	"os"
	"testing"

	"golang.org/x/sys/windows"

	"socklab/lab/term"
)

// openConsole stands in for the standard handles that Wine does not give to a
// program on a pseudo console, and has it act on escape sequences.
func openConsole() {
	if _, err := os.Stdout.Stat(); err != nil {
		os.Stdin, _ = os.OpenFile("CONIN$", os.O_RDWR, 0)
		os.Stdout, _ = os.OpenFile("CONOUT$", os.O_RDWR, 0)
	}
	var mode uint32
	if out := windows.Handle(os.Stdout.Fd()); windows.GetConsoleMode(out, &mode) == nil {
		_ = windows.SetConsoleMode(out, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
	}
}

func skipUnderWine(t *testing.T, reason string) {
	t.Helper()
	if term.UnderWine() {
		t.Skip("Wine: " + reason)
	}
}
