package message

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"socklab/lab/echo"
	"socklab/lab/sock"
)

// server echoes until the test ends; from the connection broken on it sends
// something else.
func server(t *testing.T, broken int64) echo.ClientOptions {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var connections atomic.Int64
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return // the test has ended
			}
			n := connections.Add(1)
			go func() {
				defer c.Close()
				got, _ := io.ReadAll(c) // a client that gives up is no fault
				if n >= broken {
					got = []byte("something else")
				}
				_, _ = c.Write(got)
			}()
		}
	}()
	return echo.ClientOptions{Addrs: addrsOf(l), BufSize: 2048}
}

func verifies(context.Context) (Reply, error) { return Verify(), nil }

func run(t *testing.T, x *Exchanges) error {
	t.Helper()
	st := sock.New(t.Context(), sock.Options{})
	err := x.Run(t.Context(), st)
	if cerr := st.Close(); cerr != nil {
		t.Error(cerr)
	}
	return err
}

func TestExchanges(t *testing.T) {
	file := filepath.Join(t.TempDir(), "message")
	if err := os.WriteFile(file, []byte("from a file"), 0o644); err != nil {
		t.Fatal(err)
	}
	typing := 0
	for name, x := range map[string]*Exchanges{
		"a text": {Text: []byte("Hello, world")},
		"a file": {File: file},
		"typed":  {File: "-", In: strings.NewReader("typed"), Typing: func() { typing++ }},
	} {
		x.Options, x.Reply, x.Repeat, x.Parallel = server(t, 100), verifies, 3, 2
		if name == "typed" {
			x.Repeat, x.Parallel = 1, 1
		}
		if err := run(t, x); err != nil || x.Done() != int64(x.Repeat*x.Parallel) {
			t.Errorf("%s: %d done, %v", name, x.Done(), err)
		}
		if sent, got := x.Progress.Sent.Load(), x.Progress.Received.Load(); sent == 0 || got != sent {
			t.Errorf("%s: %d bytes sent, %d received", name, sent, got)
		}
	}
	if typing != 1 {
		t.Errorf("typing is told of %d times", typing)
	}
}

// TestExchangesStop at the first that fails, one after the other.
func TestExchangesStop(t *testing.T) {
	x := &Exchanges{Options: server(t, 3), Text: []byte("Hello, world"), Reply: verifies, Repeat: 10, Parallel: 1}
	var m *Mismatch
	if err := run(t, x); !errors.As(err, &m) || x.Done() != 2 {
		t.Errorf("%d done, %v", x.Done(), err)
	}
}

// TestExchangesOfNothing tell what there is not.
func TestExchangesOfNothing(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none", "none")
	x := &Exchanges{Options: server(t, 100), File: none, Reply: verifies, Repeat: 1, Parallel: 1}
	var file *FileError
	if err := run(t, x); !errors.As(err, &file) || file.Answer || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the message: %v", err)
	}
	x = &Exchanges{Options: server(t, 100), Repeat: 1, Parallel: 1, Reply: func(ctx context.Context) (Reply, error) { return Save(ctx, none) }}
	if err := run(t, x); !errors.As(err, &file) || !file.Answer || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the answer: %v", err)
	}
}

func addrsOf(l net.Listener) []netip.AddrPort {
	return []netip.AddrPort{l.Addr().(*net.TCPAddr).AddrPort()}
}

func TestSize(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("12345"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int64{file: 5, "-": -1, os.DevNull: -1} {
		if n, err := Size(name); n != want || err != nil {
			t.Errorf("%s: %d, %v, want %d", name, n, err, want)
		}
	}
	if _, err := Size(dir); !errors.Is(err, syscall.EISDIR) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := Size(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}
