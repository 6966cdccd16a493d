package console

import "os"

// openConsole stands in for the standard handles that Wine does not give to a
// program on a pseudo console.
func openConsole() {
	if _, err := os.Stdout.Stat(); err == nil {
		return
	}
	os.Stdin, _ = os.OpenFile("CONIN$", os.O_RDWR, 0)
	os.Stdout, _ = os.OpenFile("CONOUT$", os.O_RDWR, 0)
}
