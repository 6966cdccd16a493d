package replay

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/cast"
	"socklab/lab/i18n"
	"socklab/lab/tape"
	"socklab/lab/vt"
)

var update = flag.Bool("update", false, "write the golden files")

var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// small is a session of ten seconds with three chapters: something is seen to
// change at 1, 3, 4 and 8 s.
func small(t testing.TB, lang string) *Show {
	t.Helper()
	const head = `{"version":2,"width":60,"height":20}` + "\n"
	session := `{"format":1,"title":{"es":"El eco, de cerca","en":"The echo, seen closely"},"lang":"es","duration":10,
		"consoles":[{"name":"server","title":{"es":"Terminal con el servidor","en":"Server terminal"},"cols":60,"rows":20},
			{"name":"client","title":{"es":"Terminal con el cliente","en":"Client terminal"},"cols":60,"rows":20}],
		"chapters":[{"time":0,"text":{"es":"Arrancamos el servidor","en":"We start the server"},
				"note":{"es":"Crea un socket, lo vincula a 127.0.0.1:6543, escucha y espera en accept(). No escribe nada.","en":"It makes a socket, binds it to 127.0.0.1:6543, listens, and waits in accept(). It prints nothing."}},
			{"time":3,"text":{"es":"Ejecutamos el cliente","en":"We run the client"},"note":{"es":"Envía ñandú.","en":"It sends text."}},
			{"time":8,"text":{"es":"Fin","en":"End"}}]}`
	fsys := fstest.MapFS{
		"session.json": {Data: []byte(session)},
		"server.cast": {Data: []byte(head + `[1, "o", "$ sockLab server\r\n"]
[2, "o", "\u001b[m"]
[4, "o", "\u001b[32mNew connection from\u001b[m ('127.0.0.1', 54614)\r\n"]
[10, "o", ""]
`)},
		"client.cast": {Data: []byte(head + `[3, "o", "$ sockLab client\r\n"]
[8, "o", "Received b'Hello, world' \u65e5\u672c\r\n"]
[10, "o", ""]
`)},
	}
	tr, err := cast.Open(fsys, ".")
	check(t, err)
	loaded, err := tape.Load(t.Context(), tr, "")
	check(t, err)
	show, err := NewShow(t.Context(), loaded, lang)
	check(t, err)
	return show
}

// fromCast is a show of one recording.
func fromCast(ctx context.Context, r io.Reader, name string) (*Show, error) {
	loaded, err := tape.Read(ctx, r, name)
	if err != nil {
		return nil, err
	}
	return NewShow(ctx, loaded, "en")
}

// long is a recording of so many events, one each step. Their texts begin with
// their number, which # in text is, too.
func long(t testing.TB, events int, step time.Duration, text string) *Show {
	t.Helper()
	var b bytes.Buffer
	w, err := cast.NewWriter(&b, cast.Header{Version: 2, Width: 80, Height: 24})
	check(t, err)
	for i := range events {
		check(t, w.WriteOutput(time.Duration(i+1)*step, fmt.Appendf(nil, "%d %s\r\n", i, strings.ReplaceAll(text, "#", fmt.Sprint(i)))))
	}
	check(t, w.Close(time.Duration(events)*step))
	show, err := fromCast(t.Context(), &b, "long.cast")
	check(t, err)
	return show
}

func seconds64(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// TestKeys holds what each key does, paused and while playing.
func TestKeys(t *testing.T) {
	show := small(t, "en")
	for _, c := range []struct {
		from    float64 // seconds; negative: playing
		keys    string
		at      float64
		playing bool
	}{
		{-2, "space", 2, false}, {2, "space", 2, true}, {10, "space", 0, true},
		{0, ".", 1, false}, {1, ".", 3, false}, {3, ".", 4, false}, {4, ".", 8, false}, {8, ".", 10, false}, {10, ".", 10, false},
		{10, ",", 4, false}, {8, ",", 4, false}, {4, ",", 3, false}, {3.5, ",", 1, false}, {1, ",", 0, false}, {0, ",", 0, false},
		{-2, ".", 3, false}, {-5, ",", 3, false},
		{0, "]", 3, false}, {3, "]", 8, false}, {9, "]", 9, false}, {-1, "]", 3, true},
		{9, "[", 8, false}, {8, "[", 3, false}, {3, "[", 0, false}, {0, "[", 0, false}, {-3.5, "[", 0, true}, {-4.5, "[", 3, true},
		{1, "right", 6, false}, {7, "right", 10, false}, {7, "left", 2, false}, {2, "left", 0, false},
		{5, "shift+right", 6, false}, {5, "shift+left", 4, false}, {-5, "shift+left", 4, true},
		{5, "0", 0, false}, {5, "3", 3, false}, {5, "9", 9, false}, {-5, "7", 7, true},
		{0, "pgdown", 3, false}, {9, "pgup", 8, false}, {5, "home", 0, false}, {5, "end", 10, false},
		{5, "r", 0, true}, {-5, "r", 0, true}, {5, "x", 5, false}, {5, "enter", 5, false}, {5, "?", 5, false},
	} {
		s := NewState(show, seconds64(max(c.from, -c.from)), 1, start)
		s.Playing = c.from < 0
		before := s
		got := s.Press(start, c.keys)
		if got.at != seconds64(c.at) || got.Playing != c.playing {
			t.Errorf("%s at %v: at %v, playing %v; want %v s, %v", c.keys, c.from, got.at, got.Playing, c.at, c.playing)
		}
		if before != s {
			t.Errorf("%s changed its argument", c.keys)
		}
	}
}

func TestSwitches(t *testing.T) {
	s := NewState(small(t, "en"), 0, 1, start)
	press := func(keys ...string) State {
		x := s
		for _, k := range keys {
			x = x.Press(start, k)
		}
		return x
	}
	if !press("l").Loop || press("l", "l").Loop || !press("?").Help || press("?", "?").Help {
		t.Error("l and ? are no switches")
	}
	if !press("q").Quit || !press("ctrl+c").Quit || press("x").Quit {
		t.Error("q or ctrl+c does not quit")
	}
	if press("tab").Tab != 1 || press("tab", "tab").Tab != 0 {
		t.Error("tab does not go round")
	}
	for keys, want := range map[string]float64{"+": 1.5, "++": 2, "-": 0.5, "---------": 0.25, "+++++++++": 16, "+-": 1} {
		if got := press(strings.Split(keys, "")...).Speed; got != want {
			t.Errorf("%s gives speed %v, want %v", keys, got, want)
		}
	}
	for from, want := range map[float64][2]float64{3: {2, 4}, 0.1: {0.1, 0.25}, 100: {16, 100}} { // as --speed has set it
		s.Speed = from
		if got := [2]float64{press("-").Speed, press("+").Speed}; got != want {
			t.Errorf("- and + at speed %v give %v, want %v", from, got, want)
		}
	}
	s.Speed = 1
	// A change of speed does not move.
	x := s.Tick(start.Add(time.Second)).Press(start.Add(time.Second), "+")
	if x.at != time.Second {
		t.Errorf("+ moved to %v", x.at)
	}
	if x = x.Tick(start.Add(3 * time.Second)); x.at != 4*time.Second {
		t.Errorf("two seconds at 1.5 lead to %v", x.at)
	}
}

func TestPauseOnMarkersAndLoop(t *testing.T) {
	show := small(t, "en")
	s := NewState(show, 1, 1, start)
	s.PauseOnMarkers = true
	s = s.Tick(start.Add(5 * time.Second)) // late
	if s.Playing || s.at != 3*time.Second {
		t.Fatalf("at the chapter: playing %v at %v", s.Playing, s.at)
	}
	s = s.Press(start.Add(time.Minute), "space")
	s = s.Tick(start.Add(time.Minute + time.Second))
	if !s.Playing || s.at != 4*time.Second {
		t.Fatalf("after it: playing %v at %v", s.Playing, s.at)
	}
	s = NewState(show, 0, 2, start)
	s.Loop = true
	if s = s.Tick(start.Add(6 * time.Second)); !s.Playing || s.at != 2*time.Second {
		t.Errorf("looping: playing %v at %v", s.Playing, s.at)
	}
	if s = s.Tick(start.Add(time.Hour)); s.at > show.Duration {
		t.Errorf("after a long sleep at %v", s.at)
	}
	s = NewState(show, 0, 1, start)
	if s = s.Tick(start.Add(time.Hour)); s.Playing || !s.Ended() {
		t.Error("it does not end")
	}
}

// play runs s on a simulated clock, late by a little each time, and gives when
// each event was shown.
func play(t *testing.T, s State, late time.Duration) map[int]time.Duration {
	shown := map[int]time.Duration{}
	seen, now := 0, start
	for s.Playing {
		when, ok := s.Next()
		if !ok || when.Before(now) && late == 0 {
			t.Fatalf("the next tick is due at %v, before %v", when, now)
		}
		if when.After(now) {
			now = when
		}
		now = now.Add(late)
		s = s.Tick(now)
		for n := s.Show.after(s.at); seen < n; seen++ {
			shown[seen] = now.Sub(start)
		}
	}
	return shown
}

// TestTrue holds that over ten minutes each event is shown within 1 ms of its
// time, however late the ticks come: lateness does not add up.
func TestTrue(t *testing.T) {
	show := long(t, 6000, 100*time.Millisecond, "text")
	for _, speed := range []float64{1, 0.5, 1.5, 16} {
		for _, late := range []time.Duration{0, 900 * time.Microsecond} {
			shown := play(t, NewState(show, 0, speed, start), late)
			if len(shown) != len(show.tape.Events) {
				t.Fatalf("%d of %d events were shown", len(shown), len(show.tape.Events))
			}
			for i, e := range show.tape.Events {
				want := time.Duration(float64(e.Time) / speed)
				if d := shown[i] - want; d < 0 || d > time.Millisecond {
					t.Fatalf("speed %v, late %v: event %d at %v, want %v", speed, late, i, shown[i], want)
				}
			}
		}
	}
}

// TestSeek holds that any moment of two hours is what playing would show, and
// is there after a few events; where measured, within 20 ms.
func TestSeek(t *testing.T) {
	line := "recv(3, 2048) = 12                   \x1b[32mb'Hello, world'\x1b[m"
	for name, c := range map[string]struct {
		events int
		text   string
	}{
		"lines":   {72000, line},
		"redraws": {7200, "\x1b[H\x1b[J" + strings.Repeat("# "+line+"\r\n", 22)},
		"floods":  {720, strings.Repeat("# "+line+"\r\n", 400)},
	} {
		t.Run(name, func(t *testing.T) {
			step := 2 * time.Hour / time.Duration(c.events)
			show := long(t, c.events, step, c.text)
			head := newPlayhead(show)
			var worst time.Duration
			for i := range 60 {
				at := time.Duration(i*37%60)*show.Duration/60 - 1
				took := time.Hour
				for range 3 { // the machine may have other work
					head.seek(0)
					began := time.Now()
					head.seek(at)
					took = min(took, time.Since(began))
				}
				worst = max(worst, took)
				if n := head.next - show.frames[show.frameBefore(head.next)].next; n > 2*frameEvents {
					t.Errorf("at %v: %d events behind its frame", at, n)
				}
				last := fmt.Sprint(int(at/step) - 1)
				if text := strings.Join(head.screens[0].Lines(), "\n"); at > 0 && !strings.Contains(text, last+" ") {
					t.Fatalf("at %v: %s", at, text)
				}
			}
			t.Logf("%d frames of %d bytes; the slowest of 60 seeks in two hours took %v", len(show.frames), show.frameMemory(), worst)
			if limit := 20 * time.Millisecond; worst > limit && os.Getenv("SOCKLAB_MEASURE") != "" {
				t.Errorf("a seek took %v", worst)
			}
			for name, step := range map[string]func(time.Duration){
				"forward": func(at time.Duration) { show.nextChange(at) }, "back": func(at time.Duration) { show.previousChange(at) },
			} {
				began := time.Now()
				step(show.Duration/2 + 1)
				t.Logf("a step %s took %v", name, time.Since(began))
			}
		})
	}
}

// TestSeekIsPlay compares each moment, sought from anywhere, with what playing
// from the start shows.
func TestSeekIsPlay(t *testing.T) {
	show := long(t, 2000, 10*time.Millisecond, "\x1b[1;3")
	head, jumps := newPlayhead(show), newPlayhead(show)
	for i := range 200 {
		at := time.Duration(i) * show.Duration / 200
		head.seek(at)
		jumps.seek(time.Duration(i*7919%200) * show.Duration / 200)
		jumps.seek(at)
		if !head.screens[0].Equal(jumps.screens[0]) {
			t.Fatalf("at %v: %s", at, cmp.Diff(head.screens[0].Lines(), jumps.screens[0].Lines()))
		}
	}
}

// shown is what a state shows, as text.
func shown(s State, head *playhead, o Options) string {
	c := newCanvas(s.Cols, s.Rows)
	(&playView{state: s, head: head, o: o}).draw(c)
	return textOf(c)
}

func newCanvas(cols, rows int) *vt.Canvas {
	c := &vt.Canvas{}
	c.Reset(cols, rows)
	return c
}

// textOf is a canvas as text, each row without the blanks at its end.
func textOf(c *vt.Canvas) string {
	var b strings.Builder
	for y := range c.Rows {
		var row []byte
		for _, cell := range c.Row(y) {
			row = cell.AppendText(row)
		}
		fmt.Fprintln(&b, strings.TrimRight(string(row), " "))
	}
	return b.String()
}

// golden compares with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		check(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	check(t, err)
	if d := cmp.Diff(string(want), got); d != "" {
		t.Error(d)
	}
}

// TestZoom has a console with more lines than the window has rows take the
// window, scroll back to its first line, and go down again.
func TestZoom(t *testing.T) {
	show := long(t, 100, 100*time.Millisecond, "recv")
	s := NewState(show, show.Duration, 1, start).Resize(40, 12)
	head := newPlayhead(show)
	o := Options{Words: &i18n.In("en").Replay}
	press := func(key string, times int) {
		for range times {
			s = s.Press(start, key)
		}
	}
	rows := func() []string { return strings.Split(shown(s, head, o), "\n") }
	press("up", 3)
	if s.Back != 0 {
		t.Error("a console that is not zoomed scrolls")
	}
	press("z", 1)
	bottom := rows()
	if !strings.Contains(bottom[9], "99 recv") || !strings.Contains(bottom[1], "91 recv") {
		t.Fatalf("the last lines do not fill the window:\n%s", strings.Join(bottom, "\n"))
	}
	press("up", 5)
	if got := rows(); !strings.Contains(got[1], "86 recv") || !strings.Contains(got[0], "↑5") {
		t.Errorf("five lines up:\n%s", strings.Join(got, "\n"))
	}
	press("up", 1000)
	if got := rows(); !strings.Contains(got[1], "0 recv") || !strings.Contains(got[2], "1 recv") {
		t.Errorf("at the top:\n%s", strings.Join(got, "\n"))
	}
	press("down", s.Back)
	if d := cmp.Diff(bottom, rows()); d != "" {
		t.Errorf("down again: %s", d)
	}
	press("z", 1)
	if s.Zoom || s.Back != 0 {
		t.Error("z does not give the window back")
	}
}

// TestZoomTakesTheConsoleThatIsMeant: the chosen one, else the one where
// something happened last.
func TestZoomTakesTheConsoleThatIsMeant(t *testing.T) {
	show := small(t, "en")
	for _, c := range []struct {
		at   float64
		keys string
		want int
	}{{1, "z", 0}, {3, "z", 1}, {4, "z", 0}, {9, "z", 1}, {1, "tab z", 1}, {9, "tab tab z", 0}, {1, "z tab", 1}} {
		s := NewState(show, seconds64(c.at), 1, start).Resize(80, 24)
		for key := range strings.FieldsSeq(c.keys) {
			s = s.Press(start, key)
		}
		if !s.Zoom || s.Tab != c.want {
			t.Errorf("%q at %v s zooms console %d, want %d", c.keys, c.at, s.Tab, c.want)
		}
	}
}

func TestScreens(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		show := small(t, lang)
		o := Options{Words: &i18n.In(lang).Replay, Colour: true}
		for _, size := range []extent{{80, 24}, {120, 40}, {40, 12}} {
			name := fmt.Sprintf("%s-%dx%d", lang, size.cols, size.rows)
			t.Run(name, func(t *testing.T) {
				s := NewState(show, seconds64(4), 1, start).Resize(size.cols, size.rows)
				head := newPlayhead(show)
				text := shown(s, head, o)
				s = s.Press(start, "?")
				help := shown(s, head, o)
				s = s.Press(start, "?").Press(start, "z")
				golden(t, name, text+"\n--- ?\n"+help+"\n--- z\n"+shown(s, head, o))
			})
		}
	}
}

// TestAnySize draws at every size up to a large one: nothing is drawn outside,
// whatever is on.
func TestAnySize(t *testing.T) {
	show := small(t, "es")
	head := newPlayhead(show)
	for _, o := range []Options{{}, {RecordSize: true, Notice: "dañado"}} {
		o.Words = &i18n.In("es").Replay
		for rows := range 45 {
			for cols := 0; cols < 200; cols += 1 + cols/10 {
				s := NewState(show, seconds64(8), 1, start).Resize(cols, rows)
				s.Help = rows%2 == 0
				for i, line := range strings.Split(strings.TrimSuffix(shown(s, head, o), "\n"), "\n") {
					if w := vt.TextWidth(line); w > cols || rows > 0 && i >= rows {
						t.Fatalf("%dx%d: row %d has %d columns: %s", cols, rows, i, w, line)
					}
				}
			}
		}
	}
}

// TestText holds that a session is printed as transcripts show prints it.
func TestText(t *testing.T) {
	var b strings.Builder
	check(t, Text(t.Context(), &b, small(t, "es")))
	golden(t, "text", b.String())
}

func TestLive(t *testing.T) {
	show := small(t, "en")
	var keys []string
	l, err := NewLive(LiveOptions{Words: &i18n.In("en").Replay, Title: show.Title, Consoles: show.Consoles,
		Key: func(console, name string) bool {
			keys = append(keys, console+" "+name)
			return console == "client"
		}})
	check(t, err)
	l.Chapter(show.Chapters[0])
	l.Show("server", []byte("$ sockLab server\r\n"))
	l.Show("client", []byte("$ sockLab client\r\n"))
	l.Show("nobody", []byte("x"))
	l.Status("space: go on   q: end")
	c := newCanvas(80, 24)
	l.draw(c)
	golden(t, "live", textOf(c))
	for _, k := range []string{"space", "tab", "tab", "q", "shift+tab", "x", "shift+tab", "y"} {
		l.key(k)
	}
	if d := cmp.Diff([]string{"server space", "server tab", "client tab", "client q", "server x", "client y"}, keys); d != "" {
		t.Error(d)
	}
}

// FuzzPlay plays whatever it is given, jumps about in it, and draws it.
func FuzzPlay(f *testing.F) {
	f.Add([]byte(`{"version":2,"width":20,"height":5}`+"\n"+`[1,"o","\u001b[7mhi\u65e5"]`+"\n"+`[2,"r","5x3"]`+"\n"+`[2,"m","x"]`), "..,][?92r", byte(30), byte(9))
	f.Add([]byte(`{"version":3,"term":{"cols":80,"rows":24}}`+"\n"+`[1,"o","\u001b[?1049hx"]`+"\n"+`[9999,"x","0"]`), "l+-.,", byte(1), byte(1))
	f.Add([]byte(`{"version":1,"width":80,"height":24,"stdout":[[1,"a"],[2,"b"]]}`), "7,,,,", byte(200), byte(60))
	f.Fuzz(func(t *testing.T, data []byte, keys string, cols, rows byte) {
		loaded, err := tape.Read(t.Context(), bytes.NewReader(data), "x")
		if err != nil {
			return
		}
		show, err := NewShow(t.Context(), loaded.Shorten(time.Second), "en")
		if err != nil || show.Consoles[0].Cols*show.Consoles[0].Rows > 1e4 {
			return
		}
		s := NewState(show, 0, 1, start).Resize(int(cols), int(rows))
		head := newPlayhead(show)
		for i, k := range keys[:min(len(keys), 20)] {
			s = s.Press(start.Add(time.Duration(i)*time.Second), string(k))
			if s.at < 0 || s.at > show.Duration {
				t.Fatalf("%c leads to %v of %v", k, s.at, show.Duration)
			}
		}
		shown(s, head, Options{Words: &i18n.In("en").Replay})
	})
}

// TestStrangeTexts holds that whatever text comes from a file shows what is
// hidden in it, on one line, in a replay and in a live session.
func TestStrangeTexts(t *testing.T) {
	const strange = "a\x1b]0;t\a\u009b2J\u202eb\nc\td"
	const want = `a\x1b]0;t\x07\u009b2J\u202eb c d`
	text := cast.Text{EN: strange}
	show, err := NewShow(t.Context(), &tape.Tape{
		Title: text, Consoles: []tape.Console{{Name: "x", Title: text, Cols: 40, Rows: 8}},
		Chapters: []tape.Chapter{{Text: text, Note: text}},
	}, "en")
	check(t, err)
	l, err := NewLive(LiveOptions{Words: &i18n.In("en").Replay, Title: strange, Consoles: []Console{{Name: "x", Title: strange, Cols: 40, Rows: 8}}})
	check(t, err)
	l.Chapter(Chapter{Title: strange, Note: strange})
	l.Status(strange)
	o := Options{Words: &i18n.In("en").Replay, Notice: strange, Now: func() time.Time { return start }}
	m := newPlayView(show, o)
	m.head = newPlayhead(show)
	for name, draw := range map[string]func(*vt.Canvas){"a replay": m.draw, "a live session": l.draw} {
		c := newCanvas(100, 24)
		draw(c)
		// The title, a console's, a chapter's, its note, and the notice or the status.
		if got := textOf(c); strings.Count(got, want) != 5 {
			t.Errorf("%s shows\n%s", name, got)
		}
	}
}
