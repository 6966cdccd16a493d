//go:build windows

package message

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"socklab/lab/disk"
	"socklab/lab/peer"

	"golang.org/x/sys/windows"
)

// pipeServer makes a pipe with a name, to which one can connect.
func pipeServer(t *testing.T) (name string, server *os.File) {
	t.Helper()
	name = fmt.Sprintf(`\\.\pipe\sockLab-test-%d-%s`, os.Getpid(), filepath.Base(t.TempDir()))
	text, err := windows.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	const one, size = 1, 4096
	h, err := windows.CreateNamedPipe(text, windows.PIPE_ACCESS_DUPLEX, windows.PIPE_TYPE_BYTE|windows.PIPE_WAIT, one, size, size, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	server = os.NewFile(uintptr(h), name)
	t.Cleanup(func() { server.Close() })
	return name, server
}

// TestWritesToANamedPipe holds that what is saved to a pipe goes to its one
// reader.
func TestWritesToANamedPipe(t *testing.T) {
	name, server := pipeServer(t)
	if !disk.Exists(name) || !disk.IsIrregular(name) || disk.IsFolder(name) {
		t.Error("a pipe is not taken for one")
	}
	f, err := Save(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		b, _ := io.ReadAll(server) // what came is compared
		read <- string(b)
	}()
	if err := errors.Join(f.Received([]byte("hello")), f.Done()); err != nil {
		t.Fatal(err)
	}
	if got := peer.Await(t, "what was written", read); got != "hello" {
		t.Errorf("the pipe gave %q", got)
	}
}

// TestSilentNamedPipe holds that a pipe that brings nothing ends with its
// context.
func TestSilentNamedPipe(t *testing.T) {
	name, _ := pipeServer(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	f, err := Open(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan error, 1)
	go func() {
		_, err := f.Read(make([]byte, 1))
		read <- err
	}()
	cancel()
	if err := peer.Await(t, "the end of a read", read); !errors.Is(err, context.Canceled) {
		t.Errorf("the read ended with %v", err)
	}
}

// TestLinkIsFollowed holds that a link stays one, and that its file is
// written.
func TestLinkIsFollowed(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("target", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", "out"); err != nil {
		t.Skip("links cannot be made here: ", err)
	}
	if info, err := os.Lstat("out"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Skip("links are not told from files here, as under Wine")
	}
	f, err := Save(context.Background(), "out")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Received([]byte("new")), f.Done()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("target")
	info, lerr := os.Lstat("out")
	if err != nil || lerr != nil || string(text) != "new" || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the target has %q, the link is %v (%v, %v)", text, info, err, lerr)
	}
}
