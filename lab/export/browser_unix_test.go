//go:build unix

package export

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A browser is a headless Chromium, spoken to in its DevTools protocol
// (https://chromedevtools.github.io/devtools-protocol/) over a pipe, with one
// page open.
type browser struct {
	t       *testing.T
	to      io.Writer
	replies chan reply
	session string
	id      int
	faults  []string // exceptions and errors of the page
	asked   []string // addresses that were requested
	loaded  int
}

type reply struct {
	ID     int             `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

func openBrowser(t *testing.T) *browser {
	t.Helper()
	if os.Getenv("SOCKLAB_SLOW") == "" {
		t.Skip("slow: runs with SOCKLAB_SLOW=1")
	}
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skipf("no chromium here: %v", err)
	}
	b := &browser{t: t, replies: make(chan reply, 1000)}
	b.start(path)
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &struct{}{})
	var targets struct {
		TargetInfos []struct{ TargetID, Type string }
	}
	b.call("Target.getTargets", nil, &targets)
	for _, target := range targets.TargetInfos {
		if target.Type == "page" {
			var attached struct{ SessionID string }
			b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
			b.session = attached.SessionID
			break
		}
	}
	for _, domain := range []string{"Page", "Runtime", "Network", "Log"} {
		b.call(domain+".enable", nil, nil)
	}
	return b
}

func (b *browser) start(path string) {
	b.t.Helper()
	in, to, err := os.Pipe()
	if err != nil {
		b.t.Fatal(err)
	}
	from, out, err := os.Pipe()
	if err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--remote-debugging-pipe", "--user-data-dir="+b.t.TempDir())
	cmd.ExtraFiles = []*os.File{in, out} // descriptors 3 and 4
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	in.Close()
	out.Close()
	b.to = to
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.read(from)
	}()
	b.t.Cleanup(func() {
		b.session = ""
		b.call("Browser.close", nil, nil)
		_ = cmd.Wait() // its status says nothing of the page
		<-done
		to.Close()
		from.Close()
	})
}

// read passes on what the browser says until it ends.
func (b *browser) read(from io.Reader) {
	defer close(b.replies)
	r := bufio.NewReader(from)
	for {
		message, err := r.ReadBytes(0)
		if err != nil {
			return
		}
		var answer reply
		if json.Unmarshal(message[:len(message)-1], &answer) == nil {
			b.replies <- answer
		}
	}
}

func (b *browser) call(method string, params any, result any) {
	b.t.Helper()
	b.id++
	message := map[string]any{"id": b.id, "method": method}
	if params != nil {
		message["params"] = params
	}
	if b.session != "" {
		message["sessionId"] = b.session
	}
	data, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.to.Write(append(data, 0)); err != nil {
		b.t.Fatal(err)
	}
	id := b.id
	got := b.until(func(r reply) bool { return r.ID == id })
	if got.Error != nil {
		b.t.Fatalf("%s: %s", method, got.Error.Message)
	}
	if result != nil {
		if err := json.Unmarshal(got.Result, result); err != nil {
			b.t.Fatal(err)
		}
	}
}

// until takes messages up to the one that is wanted, noting the events.
func (b *browser) until(wanted func(reply) bool) reply {
	b.t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case r, ok := <-b.replies:
			if !ok {
				b.t.Fatal("the browser has ended")
			}
			b.note(r)
			if wanted(r) {
				return r
			}
		case <-late:
			b.t.Fatal("the browser does not answer")
		}
	}
}

func (b *browser) note(r reply) {
	switch r.Method {
	case "Runtime.exceptionThrown", "Log.entryAdded":
		b.faults = append(b.faults, string(r.Params))
	case "Network.requestWillBeSent":
		var p struct{ Request struct{ URL string } }
		_ = json.Unmarshal(r.Params, &p) // an address that is not understood is ""
		b.asked = append(b.asked, p.Request.URL)
	case "Page.loadEventFired":
		b.loaded++
	}
}

// open loads the page of that address, and waits until its consoles are ready.
func (b *browser) open(url string) {
	b.t.Helper()
	b.load(url)
	b.wait("document.querySelectorAll('.ap-term').length > 0 && socklab.times().every((t) => t === socklab.shown())")
}

func (b *browser) load(url string) {
	b.t.Helper()
	before := b.loaded
	b.call("Page.navigate", map[string]any{"url": url}, nil)
	if b.loaded == before {
		b.until(func(r reply) bool { return r.Method == "Page.loadEventFired" })
	}
}

// run evaluates a JavaScript expression, or a promise of one.
func (b *browser) run(expression string, result any) {
	b.t.Helper()
	var r struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true}, &r)
	if r.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, r.ExceptionDetails)
	}
	if result != nil {
		if err := json.Unmarshal(r.Result.Value, result); err != nil {
			b.t.Fatalf("%s: %v", expression, err)
		}
	}
}

// wait waits until the condition holds.
func (b *browser) wait(condition string) {
	b.t.Helper()
	var ok bool
	b.run(`new Promise((done) => {
		const end = performance.now() + 20000;
		const look = () => (`+condition+`) ? done(true) : performance.now() > end ? done(false) : setTimeout(look, 10);
		look();
	})`, &ok)
	if !ok {
		b.t.Fatalf("never: %s", condition)
	}
}

func (b *browser) press(key string) {
	b.t.Helper()
	for _, kind := range []string{"keyDown", "keyUp"} {
		params := map[string]any{"type": kind, "key": key}
		if len(key) == 1 && kind == "keyDown" {
			params["text"] = key
		}
		if key == "Escape" { // a dialog looks at the number
			params["windowsVirtualKeyCode"] = 27
		}
		b.call("Input.dispatchKeyEvent", params, nil)
	}
}

func (b *browser) size(width, height int) {
	b.t.Helper()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}, nil)
}

func (b *browser) scheme(name string) {
	b.t.Helper()
	b.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": name}}}, nil)
}

// photograph keeps a picture in the folder SOCKLAB_ARTEFACTS, if that is set.
func (b *browser) photograph(name string) {
	b.t.Helper()
	dir := os.Getenv("SOCKLAB_ARTEFACTS")
	if dir == "" {
		return
	}
	b.run("new Promise((done) => setTimeout(done, 300))", nil) // players settle their size
	var shot struct{ Data string }
	b.call("Page.captureScreenshot", map[string]any{"format": "png"}, &shot)
	png, err := base64.StdEncoding.DecodeString(shot.Data)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "page-"+name+".png"), png, 0o644); err != nil {
		b.t.Error(err)
	}
}

// clean holds that the page asked nobody but itself for anything, and that no
// error came up.
func (b *browser) clean(own string) {
	b.t.Helper()
	for _, url := range slices.Compact(b.asked) {
		if url != own && !strings.HasPrefix(url, "data:") {
			b.t.Errorf("the page asks for %s", url)
		}
	}
	for _, fault := range b.faults {
		b.t.Errorf("the page has an error: %s", fault)
	}
}
