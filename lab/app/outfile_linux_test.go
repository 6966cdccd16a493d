package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// TestSilentReader holds that one who does not read the events keeps nobody
// from ending, and that what an end brings about is still written.
func TestSilentReader(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	fifo(t, pipe)
	var stderr bytes.Buffer
	cmd := command(t, dir, "client", "-q", "--events", "pipe", "--repeat", "100000", "--port", echoes(t))
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reader := held(t, pipe, os.O_RDONLY)
	const nearly = 60 << 10 // of the 64 KiB that a pipe holds
	until(t, "a pipe that is full", func() bool {
		n, err := unix.IoctlGetInt(int(reader.Fd()), unix.TIOCINQ)
		return err == nil && n > nearly
	})
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if status := ends(t, cmd); status != 1 || stderr.String() != "interrupted\n" {
		t.Errorf("ended with %d, saying %s", status, stderr.String())
	}
}
