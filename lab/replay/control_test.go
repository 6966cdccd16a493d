package replay

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"socklab/lab/i18n"
)

// A fake is consoles elsewhere: what they show.
type fake map[string]string

func (f fake) sink() Sink {
	return Sink{Show: func(c string, p []byte) { f[c] += string(p) }, Restart: func(c string, p []byte) { f[c] = string(p) }}
}

// controlled is a session that is paused at its start.
func controlled(t *testing.T) (*controlView, fake) {
	t.Helper()
	f := fake{"server": "", "client": ""}
	o := Options{Words: &i18n.In("en").Replay, Speed: 1, Now: func() time.Time { return start }}
	m := &controlView{playView: newPlayView(small(t, "en"), o), to: f.sink()}
	m.press("space", false)
	return m, f
}

// TestControl holds that the consoles elsewhere show what is to be seen at the
// moment to which the keys lead, wherever these are pressed.
func TestControl(t *testing.T) {
	const server, client = "$ sockLab server\r\n", "$ sockLab client\r\n"
	const all = server + "\x1b[m\x1b[32mNew connection from\x1b[m ('127.0.0.1', 54614)\r\n"
	const received = client + "Received b'Hello, world' 日本\r\n"
	m, f := controlled(t)
	for _, step := range []struct {
		msg            tea.Msg
		server, client string
	}{
		{consoleKey("."), server, ""},
		{consoleKey("]"), server + "\x1b[m", client},
		{consoleKey("tab"), server + "\x1b[m", client},
		{consoleKey("end"), all, received},
		{tea.KeyPressMsg{Code: tea.KeyLeft}, all, client},
		{consoleKey("["), server + "\x1b[m", client},
		{consoleKey("home"), "", ""},
		{consoleKey("3"), server + "\x1b[m", client},
	} {
		m.update(step.msg)
		if diff := cmp.Diff(fake{"server": step.server, "client": step.client}, f); diff != "" {
			t.Errorf("after %v (-want +got):\n%s", step.msg, diff)
		}
		if m.state.Quit {
			t.Fatalf("%v ends the show", step.msg)
		}
	}
}

// TestControlEnds holds what ends a show: q at any time, and at its end Enter,
// or any key where the consoles are.
func TestControlEnds(t *testing.T) {
	for _, c := range []struct {
		at   string
		msg  tea.Msg
		ends bool
	}{
		{"5", consoleKey("q"), true},
		{"5", tea.KeyPressMsg{Code: 'q', Text: "q"}, true},
		{"5", consoleKey("x"), false},
		{"5", tea.KeyPressMsg{Code: tea.KeyEnter}, false},
		{"end", consoleKey("x"), true},
		{"end", tea.KeyPressMsg{Code: tea.KeyEnter}, true},
		{"end", tea.KeyPressMsg{Code: 'x', Text: "x"}, false},
		{"end", tea.KeyPressMsg{Code: 'r', Text: "r"}, false},
	} {
		m, _ := controlled(t)
		m.press(c.at, false)
		if m.update(c.msg); m.state.Quit != c.ends {
			t.Errorf("at %s, %v: ended %v", c.at, c.msg, m.state.Quit)
		}
	}
}

// TestControlScreens holds what is to be seen beside the consoles, in windows
// of few rows, too.
func TestControlScreens(t *testing.T) {
	for _, c := range []struct {
		lang       string
		cols, rows int
		at         time.Duration
	}{
		{"es", 80, 7, 3 * time.Second}, {"en", 120, 11, 3 * time.Second}, {"es", 40, 3, 0}, {"en", 80, 7, 10 * time.Second}, {"es", 40, 3, 10 * time.Second},
	} {
		o := Options{Words: &i18n.In(c.lang).Replay}
		s := NewState(small(t, c.lang), c.at, 1, start)
		s.Playing = false
		s = s.Resize(c.cols, c.rows)
		golden(t, fmt.Sprintf("control-%s-%dx%d-%d", c.lang, c.cols, c.rows, c.at/time.Second), controls(s, o))
		for cols := range 50 {
			for rows := range 15 {
				s := s.Resize(cols, rows)
				if got := strings.Count(controls(s, o), "\n"); got > max(rows, 1) {
					t.Fatalf("%d rows in a window of %dx%d", got, cols, rows)
				}
			}
		}
	}
}

func controls(s State, o Options) string {
	c := newCanvas(s.Cols, s.Rows)
	(&controlView{playView: &playView{state: s, o: o}}).draw(c)
	return textOf(c)
}

func TestBeforeIsBounded(t *testing.T) {
	show := long(t, 20_000, time.Millisecond, "0123456789")
	p := show.before(0, len(show.tape.Events))
	if len(p) < maxBefore || len(p) > maxBefore+100 || !strings.HasSuffix(string(p), "19999 0123456789\r\n") {
		t.Errorf("%d bytes, to %q", len(p), p[max(0, len(p)-20):])
	}
}
