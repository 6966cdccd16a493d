package window

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"socklab/lab/term"
)

// a watcher is a viewer without a terminal.
type watcher struct {
	keys *io.PipeWriter
	err  chan error

	mu      sync.Mutex
	seen    bytes.Buffer
	changed chan struct{}
}

func (w *watcher) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case w.changed <- struct{}{}:
	default:
	}
	return w.seen.Write(p)
}

func (w *watcher) screen() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen.String()
}

func (w *watcher) await(t *testing.T, text string) {
	t.Helper()
	timeout := time.After(soon)
	for !strings.Contains(w.screen(), text) {
		select {
		case <-w.changed:
		case <-timeout:
			t.Fatalf("never seen: %q; seen %.200q", text, w.screen())
		}
	}
}

func (w *watcher) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-w.err:
		return err
	case <-time.After(soon):
		t.Fatal("the viewer does not end")
		return nil
	}
}

func watch(t *testing.T, ctx context.Context, ticket Ticket) *watcher {
	r, keys := io.Pipe()
	t.Cleanup(func() { keys.Close() })
	w := &watcher{keys: keys, err: make(chan error, 1), changed: make(chan struct{}, 1)}
	go func() { w.err <- View(ctx, ticket, term.Streams{In: r, Out: w, Err: w}) }()
	return w
}

func TestViewerSeesAllAndTypes(t *testing.T) {
	h := newHub(t)
	typed := make(chan string, 8)
	f := h.Feed(Screen{Title: "Terminal\x07 ñ", Cols: 80, Rows: 24, Keys: func(p []byte) { typed <- string(p) }})
	f.Show([]byte("before\r\n"))
	w := watch(t, t.Context(), f.ticket)
	await(t, "connected", f.Connected())
	f.Show([]byte("after\r\n"))
	w.await(t, "\x1b]0;Terminal\\x07 ñ\x07before\r\nafter\r\n")
	for typing, want := range map[string]string{"ab": "ab", "\x1b[1;1Rc\x1b[?1;0c": "c"} {
		if _, err := io.WriteString(w.keys, typing); err != nil {
			t.Fatal(err)
		}
		if got := <-typed; got != want {
			t.Errorf("typed %q, got %q", typing, got)
		}
	}
	f.Show([]byte("last"))
	h.Close(false)
	await(t, "closed", f.Closed())
	if err := w.end(t); err != nil {
		t.Error(err)
	}
	w.await(t, "last")
}

func TestHoldWaitsForAKey(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	w := watch(t, t.Context(), f.ticket)
	await(t, "connected", f.Connected())
	f.Show([]byte("the end"))
	h.Close(true)
	w.await(t, "the end")
	if _, err := io.WriteString(w.keys, "\x1b[24;80R"); err != nil { // no key
		t.Fatal(err)
	}
	select {
	case err := <-w.err:
		t.Fatalf("ended without a key: %v", err)
	default:
	}
	go io.WriteString(w.keys, " ")
	if err := w.end(t); err != nil {
		t.Error(err)
	}
}

func TestCancelEndsTheViewer(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	ctx, cancel := context.WithCancel(t.Context())
	w := watch(t, ctx, f.ticket)
	await(t, "connected", f.Connected())
	cancel()
	if err := w.end(t); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	await(t, "closed", f.Closed())
	f.Show([]byte("the show goes on"))
}

func TestCancelEndsTheHold(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	ctx, cancel := context.WithCancel(t.Context())
	w := watch(t, ctx, f.ticket)
	await(t, "connected", f.Connected())
	h.Close(true)
	cancel()
	if err := w.end(t); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// dialHub connects and says what a stranger says.
func dialHub(t *testing.T, f *Feed, says string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp4", f.ticket.Addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(soon))
	if _, err := io.WriteString(conn, says); err != nil {
		t.Fatal(err)
	}
	return conn
}

// getsNothing holds that the hub closes conn without a byte.
func getsNothing(t *testing.T, conn net.Conn) {
	t.Helper()
	n, err := conn.Read(make([]byte, 1))
	var timeout net.Error
	if n != 0 || err == nil || errors.As(err, &timeout) && timeout.Timeout() {
		t.Errorf("a stranger got %d bytes, %v", n, err)
	}
}

func TestStrangersGetNothing(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{Title: "secret"})
	f.Show([]byte("secret"))
	wrong := []byte(f.ticket.Token)
	wrong[15] ^= 1
	getsNothing(t, dialHub(t, f, string(wrong)))
	getsNothing(t, dialHub(t, f, "GET / HTTP/1.1\r\n\r\n"))
	half := dialHub(t, f, f.ticket.Token[:8])
	_ = half.(*net.TCPConn).CloseWrite()
	getsNothing(t, half)

	watch(t, t.Context(), f.ticket).await(t, "secret")
	again := watch(t, t.Context(), f.ticket)
	if err := again.end(t); !errors.Is(err, ErrRefused) || again.screen() != "" {
		t.Errorf("used again: %v, %q", err, again.screen())
	}
}

func TestSilentStrangersDoNotStopTheShow(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	f.Show([]byte("hello"))
	var strangers []net.Conn
	for range 3 * places {
		strangers = append(strangers, dialHub(t, f, ""))
	}
	watch(t, t.Context(), f.ticket).await(t, "hello")
	if waiting := h.listener.Waiting(); waiting > places {
		t.Errorf("%d connections are waiting", waiting)
	}
	h.Close(false)
	for _, conn := range strangers {
		getsNothing(t, conn)
	}
}

func TestTicketsAreNotShared(t *testing.T) {
	h := newHub(t)
	a, b := h.Feed(Screen{Title: "a"}), h.Feed(Screen{Title: "b"})
	if a.ticket.Token == b.ticket.Token || len(a.ticket.Token) != tokenLen {
		t.Fatal("tokens are not random")
	}
	b.Show([]byte("for b"))
	watch(t, t.Context(), b.ticket).await(t, "\x1b]0;b\x07for b")
	select {
	case <-a.Connected():
		t.Error("b's viewer counts as a's")
	default:
	}
}

func TestSlowViewerIsDropped(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	dialHub(t, f, f.ticket.Token) // and never reads
	await(t, "connected", f.Connected())
	block := bytes.Repeat([]byte("0123456789abcd\r\n"), 4<<10)
	started := time.Now()
	for range 64 << 20 / len(block) {
		f.Show(block)
	}
	await(t, "dropped", f.Closed())
	if took := time.Since(started); took > soon/2 {
		t.Errorf("64 MiB took %v", took)
	}
	if size := cap(f.shown.last); size > 4*keptShown {
		t.Errorf("%d bytes are kept", size)
	}
}

func TestClosedViewerDoesNotEndTheShow(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	conn := dialHub(t, f, f.ticket.Token)
	await(t, "connected", f.Connected())
	conn.Close()
	await(t, "closed", f.Closed())
	f.Show([]byte("still here"))
}

func TestLateViewerBeginsAtALine(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	line := strings.Repeat("x", 70) + "\r\n"
	block := "\x1b[31mred\x1b[0m\r\n" + strings.Repeat(line, 200)
	for range 3 * keptShown / len(block) {
		f.Show([]byte(block))
	}
	f.Show([]byte("END"))
	w := watch(t, t.Context(), f.ticket)
	w.await(t, "END")
	seen := strings.TrimPrefix(w.screen(), "\x1b]0;\x07")
	if len(seen) < keptShown-len(line) || !strings.HasPrefix(seen, line) && !strings.HasPrefix(seen, block) {
		t.Errorf("%d bytes, from %.20q", len(seen), seen)
	}
}

func TestCloseWithoutViewers(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	h.Close(false)
	h.Close(true)
	await(t, "closed", f.Closed())
	late := h.Feed(Screen{})
	await(t, "a late feed is closed", late.Closed())
	late.Show([]byte("nobody"))
	if err := watch(t, t.Context(), f.ticket).end(t); err == nil {
		t.Error("a viewer found a closed hub")
	}
}

func TestViewerWithoutAHub(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	w := watch(t, t.Context(), f.ticket)
	await(t, "connected", f.Connected())
	f.revoke()
	if err := w.end(t); !errors.Is(err, ErrCutOff) {
		t.Error(err)
	}
}

// TestTheEndDoesNotWait holds that at the end nothing more is understood than
// the viewers can take: a stranger's may take long.
func TestTheEndDoesNotWait(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	pieces := 0
	f.clean = func(p []byte) []byte {
		pieces++
		f.until.Store(1) // the time is up
		return p
	}
	f.Show(make([]byte, 2*maxRaw))
	if pieces != 1 || f.shown.end != pieceSize {
		t.Errorf("%d pieces, %d bytes were understood", pieces, f.shown.end)
	}
	g := h.Feed(Screen{})
	h.Close(false)
	if g.until.Load() == 0 {
		t.Error("the end sets no time")
	}
}
