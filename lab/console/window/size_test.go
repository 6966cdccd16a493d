package window

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// told are the sizes that a screen's owner is told.
type told chan size

func (c told) tell(cols, rows int) { c <- size{cols, rows} }

// TestSizesOfViewers holds what a feed makes of the size that its viewer
// tells: at most its own, and its own where the viewer does not know.
func TestSizesOfViewers(t *testing.T) {
	for _, c := range []struct{ says, want size }{
		{size{39, 16}, size{39, 16}},
		{size{200, 90}, size{80, 24}},
		{size{39, 90}, size{39, 24}},
		{size{0, 0}, size{80, 24}},
	} {
		sizes := make(told, 4)
		f := newHub(t).Feed(Screen{Cols: 80, Rows: 24, Size: sizes.tell})
		conn := dialHub(t, f, f.ticket.Token)
		buf := make([]byte, maxFrame)
		if _, err := readHello(conn, buf); err != nil {
			t.Fatal(err)
		}
		f.ask()
		if kind, _, err := readFrame(conn, buf); err != nil || kind != frameMeasure {
			t.Fatalf("asked with %q, %v", kind, err)
		}
		if err := writeJSON(conn, frameSize, c.says); err != nil {
			t.Fatal(err)
		}
		if got := <-sizes; got != c.want {
			t.Errorf("a viewer of %v: the screen has %v, want %v", c.says, got, c.want)
		}
	}
}

// TestViewerThatDoesNotKnowItsSize answers all the same.
func TestViewerThatDoesNotKnowItsSize(t *testing.T) {
	sizes := make(told, 4)
	f := newHub(t).Feed(Screen{Cols: 70, Rows: 20, Size: sizes.tell})
	watch(t, t.Context(), f.ticket)
	await(t, "connected", f.Connected())
	f.ask()
	if got, want := <-sizes, (size{70, 20}); got != want {
		t.Errorf("the screen has %v, want %v", got, want)
	}
}

// TestSmallerScreenBreaksLinesAnew shows again what there was, when the window
// gets smaller, and goes on from there.
func TestSmallerScreenBreaksLinesAnew(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{Cols: 80, Rows: 24})
	w := watch(t, t.Context(), f.ticket)
	line := strings.Repeat("0123456789", 5)
	f.Show([]byte(line + "\r\nmore"))
	w.await(t, "more")
	f.resized(size{20, 10})
	w.await(t, wipe+line+"\r\nmore")
	f.Show([]byte("\x1b[3A\x1b[2Kover")) // three rows up at 20 columns: the first
	h.Close(false)
	if err := w.end(t); err != nil {
		t.Error(err)
	}
	if !strings.Contains(w.screen(), "\x1b[3A") {
		t.Errorf("the screen is understood at another width: %q", w.screen())
	}
}

func TestRestart(t *testing.T) {
	h := newHub(t)
	f := h.Feed(Screen{})
	w := watch(t, t.Context(), f.ticket)
	f.Show([]byte("before"))
	w.await(t, "before")
	f.Restart([]byte("after"))
	w.await(t, "before"+wipe+"after")
	f.resized(size{20, 10})
	w.await(t, wipe+"after"+wipe+"after")
}

func TestHistoryBeginsAtALine(t *testing.T) {
	past := history{keep: keptPast}
	for i := range 3 * keptPast / 20 {
		past.add(fmt.Appendf(nil, "line %014d\n", i))
	}
	if last := past.lines(); !bytes.HasPrefix(last, []byte("line ")) || len(last) < keptPast-20 || len(last) > 2*keptPast {
		t.Errorf("%d bytes from %.20q", len(last), last)
	}
}

// FuzzViewer lets a viewer say anything: the hub takes it or hangs up.
func FuzzViewer(f *testing.F) {
	var typed, sized bytes.Buffer
	_ = writeFrame(&typed, frameKeys, []byte("q\x03"))
	_ = writeJSON(&sized, frameSize, size{39, 16})
	f.Add(append(typed.Bytes(), sized.Bytes()...))
	f.Add([]byte("s\x00\x00\x00\x0f{\"Cols\":-1,\"Rows\":99999999}"))
	f.Add([]byte("t\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, says []byte) {
		r, buf := bytes.NewReader(says), make([]byte, maxFrame)
		feed := newFeed(Ticket{}, Screen{Cols: 80, Rows: 24})
		for {
			kind, body, err := readFrame(r, buf)
			if err != nil {
				return
			}
			if len(body) > maxFrame {
				t.Fatal("a frame is longer than any may be")
			}
			if s, err := readSize(body); kind == frameSize && err == nil {
				if got := feed.fit(s); got.Cols < 1 || got.Cols > 80 || got.Rows < 1 || got.Rows > 24 {
					t.Fatalf("%v became %v", s, got)
				}
			}
		}
	})
}
