package window

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// knock is a process that keeps connecting to a hub without knowing a token:
// some connections say nothing and stay, some say what is wrong.
func knock(addr string) int {
	const atOnce = 8
	knocked := make(chan struct{})
	for i := range atOnce {
		go func() {
			held := make([]net.Conn, 0, 50)
			for {
				conn, err := net.Dial("tcp4", addr)
				if err != nil {
					continue
				}
				if i%2 == 0 {
					_, _ = conn.Write(make([]byte, tokenLen))
				}
				if held = append(held, conn); len(held) == cap(held) { // as fast as the hub goes, and no faster
					_, _ = held[0].Read(make([]byte, 1))
					_ = held[0].Close()
					held = append(held[:0], held[1:]...)
				}
				select {
				case knocked <- struct{}{}:
				default:
				}
			}
		}()
	}
	for range 20 * places {
		<-knocked
	}
	fmt.Println("knocking")
	select {} // until it is killed
}

// TestKnockingDoesNotKeepAViewerOut: another process keeps connecting, and
// each viewer has its place all the same; none of the strangers ever has one.
func TestKnockingDoesNotKeepAViewerOut(t *testing.T) {
	h := newHub(t)
	untouched := h.Feed(Screen{})
	knocker(t, untouched.ticket.Addr)
	viewers := 40
	if runtime.GOOS == "windows" {
		viewers = 4 // Wine accepts a few hundred connections a second
	}
	for i := range viewers {
		f := h.Feed(Screen{})
		text := fmt.Sprintf("show %d", i)
		f.Show([]byte(text))
		w := watch(t, t.Context(), f.ticket)
		w.await(t, text)
		f.end(frameEnd)
		if err := w.end(t); err != nil {
			t.Errorf("viewer %d: %v", i, err)
		}
	}
	select {
	case <-untouched.Connected():
		t.Error("a stranger has a viewer's place")
	default:
	}
	if waiting := h.listener.Waiting(); waiting > places {
		t.Errorf("%d connections are waiting", waiting)
	}
}

// knocker starts a process that knocks, and waits until it does.
func knocker(t *testing.T, addr string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "knock", addr)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("%q, %v", line, err)
	}
}
