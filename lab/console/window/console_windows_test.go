package window

import (
	"os"
	"testing"
	"time"
)

// TestConsoleWindows opens two CMD windows; whoever sets SOCKLAB_WINDOWS to a
// time looks at them meanwhile, under Wine with xwininfo.
func TestConsoleWindows(t *testing.T) {
	while, err := time.ParseDuration(os.Getenv("SOCKLAB_WINDOWS"))
	if err != nil {
		t.Skip("SOCKLAB_WINDOWS does not say how long windows shall be open")
	}
	h := newHub(t)
	server := h.Feed(Screen{Title: "Terminal con el servidor ñ", Cols: 80, Rows: 24,
		Keys: func(p []byte) { t.Logf("typed: %q", p) }})
	client := h.Feed(Screen{Title: "Terminal con el cliente", Cols: 80, Rows: 24})
	server.Show([]byte("C:\\>sockLab server\r\n\x1b[32mNew connection from ('127.0.0.1', 54614) ñ á ¿\x1b[0m\r\n"))
	w, err := Open(t.Context(), Terminals(Here())[0], viewCommand(t), server, client)
	if err != nil {
		t.Fatal(err)
	}
	client.Show([]byte("C:\\>sockLab client\r\nReceived b'Hello, world'\r\n"))
	time.Sleep(while) // for somebody to look
	h.Close(false)
	w.Close()
	for _, o := range w.opened {
		if o.process.err != nil {
			t.Error(o.process.err)
		}
	}
}

// TestViewerThatFails: a viewer that ends badly is noticed at once.
func TestViewerThatFails(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	_, err = Open(t.Context(), Terminals(Here())[0], []string{self, "fail"}, newHub(t).Feed(Screen{}))
	if err == nil || time.Since(started) >= openTime {
		t.Errorf("%v after %v", err, time.Since(started))
	}
}
