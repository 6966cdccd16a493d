//go:build unix

package sock_test

import (
	"testing"

	"golang.org/x/sys/unix"

	"socklab/lab/sock"
)

func setNonblocking(t *testing.T, s *sock.Socket, on bool) {
	t.Helper()
	if err := unix.SetNonblock(int(s.FD()), on); err != nil {
		t.Fatal(err)
	}
}
