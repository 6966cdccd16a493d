//go:build linux

package bench

import (
	"fmt"
	"io"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"

	"socklab/lab/peer"
)

// goEcho makes this program the minimal echo server: its value is the port.
const goEcho = "SOCKLAB_BENCH_ECHO"

func TestMain(m *testing.M) {
	if port := os.Getenv(goEcho); port != "" {
		fmt.Fprintln(os.Stderr, serveNet(port))
		os.Exit(1)
	}
	// A program starts with a table of descriptors as large as its parent's, and
	// one that outgrows it waits. A shell's descriptor 255 is not to hide that.
	if err := unix.CloseRange(64, math.MaxUint32, 0); err != nil {
		fmt.Fprintln(os.Stderr, "close_range:", err)
		os.Exit(1)
	}
	os.Exit(peer.Main(m))
}

// serveNet is what a Go programmer writes, but for the wrapper: it keeps
// io.Copy from opening a pipe for each client (splice), which many a limit of
// descriptors does not allow for 10,000 of them.
func serveNet(port string) error {
	l, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		return err
	}
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer c.Close()
			io.Copy(struct{ io.Writer }{c}, c)
		}()
	}
}

// A program makes the command of a server on a port.
type program func(tb testing.TB, port uint16) *exec.Cmd

func sockLab(args ...string) program {
	return func(tb testing.TB, port uint16) *exec.Cmd {
		return exec.Command(peer.SockLab(tb), append([]string{"server", "--port", fmt.Sprint(port)}, args...)...)
	}
}

func python(tb testing.TB, port uint16) *exec.Cmd {
	return exec.Command(peer.Python(tb), script(tb, "server.py"), fmt.Sprint(port))
}

func goNet(tb testing.TB, port uint16) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), goEcho+"="+strconv.Itoa(int(port)))
	return cmd
}

func script(tb testing.TB, name string) string {
	path, err := filepath.Abs(filepath.Join("..", "echo", "testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// start runs a server whose output goes to a file, as a shell's > does.
func (p program) start(tb testing.TB) (*peer.Process, uint16) {
	port := peer.FreePort(tb)
	cmd := p(tb, port)
	file, err := os.Create(filepath.Join(tb.TempDir(), "output"))
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	cmd.Stdout, cmd.Stderr = file, file
	s := peer.Start(tb, cmd)
	s.Listens(tb, port)
	return s, port
}
