package cast

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func testSession() Session {
	return Session{
		Title: Text{"Eco", "Echo"}, Lang: "es", Version: "1.0", System: "linux/amd64",
		Script:   Script{"echo", strings.Repeat("0", 64)},
		Recorded: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Consoles: []ConsoleInfo{
			{"server", Text{"Servidor", "Server"}, 80, 24},
			{"client", Text{"Cliente", "Client"}, 40, 4},
		},
	}
}

func TestReadSession(t *testing.T) {
	console := `{"name":"a","cols":80,"rows":24}`
	with := func(consoles, more string) string {
		return `{"format":1,"consoles":[` + consoles + `]` + more + `}`
	}
	for _, tt := range []struct {
		name, in string
		want     Kind // "": good
	}{
		{"least", with(console, ""), ""},
		{"unknown keys", with(console, `,"later":{"a":1}`), ""},
		{"empty", "", KindSyntax},
		{"type", with(console, `,"duration":"1"`), KindSyntax},
		{"no format", `{"consoles":[` + console + `]}`, KindVersion},
		{"later format", `{"format":2,"consoles":"changed"}`, KindVersion},
		{"no consoles", with("", ""), KindNoConsole},
		{"two of a name", with(console+","+console, ""), KindName},
		{"path", with(`{"name":"../a","cols":80,"rows":24}`, ""), KindName},
		{"capital", with(`{"name":"A","cols":80,"rows":24}`, ""), KindName},
		{"device", with(`{"name":"com1","cols":80,"rows":24}`, ""), KindName},
		{"long name", with(`{"name":"`+strings.Repeat("a", 33)+`","cols":80,"rows":24}`, ""), KindName},
		{"size", with(`{"name":"a","cols":1000000000,"rows":24}`, ""), KindSize},
		{"duration", with(console, `,"duration":-1`), KindTime},
		{"chapter", with(console, `,"chapters":[{"time":1e18}]`), KindTime},
		{"many consoles", with(strings.TrimSuffix(strings.Repeat(console+",", 33), ","), ""), KindConsoles},
		{"long", with(console, strings.Repeat(" ", maxSession)), KindTooLong},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadSession(strings.NewReader(tt.in))
			if tt.want == "" {
				check(t, err)
			} else {
				wantKind(t, err, tt.want)
			}
		})
	}
}

func FuzzReadSession(f *testing.F) {
	f.Add(`{"format":1,"consoles":[{"name":"a","cols":80,"rows":24}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		s, err := ReadSession(strings.NewReader(in))
		if err == nil && s.Check() != nil {
			t.Error("read what does not pass Check")
		}
	})
}

// record makes a transcript and returns its folder.
func record(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "new", "folder")
	r, err := Create(dir, testSession(), Replace)
	check(t, err)
	server, client := r.Console("server"), r.Console("client")
	check(t, server.Output(ms(10), []byte("$ sockLab server\r\nespa\xc3")))
	check(t, r.Chapter(Chapter{Time: 0.02, Text: Text{"Uno", "One"}, Note: &Text{"n", "n"}}))
	check(t, server.Output(ms(30), []byte("\xb1ol\r\n")))
	check(t, client.Output(ms(5), []byte("clocks that differ\r\n")))
	check(t, client.Resize(ms(40), 20, 4))
	check(t, r.marker(ms(50), "here"))
	check(t, client.Output(ms(60), []byte("1\r\n2\r\n3\r\n4\r\n5")))
	check(t, r.Console("client").Events([]byte("{}\n")))
	check(t, r.Close(ms(1500)))
	return dir
}

func TestRecorderGolden(t *testing.T) {
	dir := record(t)
	for _, name := range []string{"session.json", "server.cast", "server.txt", "client.cast", "client.txt"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		check(t, err)
		golden(t, name, string(b))
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.tmp"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestOpen(t *testing.T) {
	tr, err := OpenFolder(record(t))
	check(t, err)
	want := testSession()
	want.Format, want.Duration = 1, 1.5
	want.Chapters = []Chapter{{0.02, Text{"Uno", "One"}, &Text{"n", "n"}}}
	if d := cmp.Diff(want, tr.Session); d != "" {
		t.Error(d)
	}
	var markers [][]Event
	for _, c := range tr.Session.Consoles {
		rec, err := tr.Cast(NewBudget(context.Background()), c.Name)
		check(t, err)
		if end := rec.Events[len(rec.Events)-1]; end != (Event{ms(1500), Output, ""}) {
			t.Errorf("%s ends with %v", c.Name, end)
		}
		markers = append(markers, nil)
		for _, e := range rec.Events {
			if e.Code == Marker {
				markers[len(markers)-1] = append(markers[len(markers)-1], e)
			}
		}
	}
	if d := cmp.Diff(markers[0], markers[1]); d != "" || len(markers[0]) != 2 {
		t.Errorf("markers %v %v", markers[0], d)
	}
	text, err := tr.Text(NewBudget(context.Background()), "client")
	if check(t, err); text != "clocks that differ\n1\n2\n3\n4\n5\n" {
		t.Errorf("text %q", text)
	}
	f, err := tr.Events("client")
	check(t, err)
	b, err := io.ReadAll(f)
	if check(t, errors.Join(err, f.Close())); string(b) != "{}\n" {
		t.Errorf("events %q", b)
	}
	if _, err = tr.Events("server"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no events: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	fsys := fstest.MapFS{
		"t/session.json": {Data: []byte(`{"format":1,"consoles":[{"name":"a","cols":9,"rows":9}]}`)},
		"secret.cast":    {Data: []byte(v2File)},
		"t/b.cast":       {Data: []byte(v2File)},
	}
	_, err := Open(fsys, "none")
	if wantKind(t, err, KindRead); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	tr, err := Open(fsys, "t")
	check(t, err)
	for _, name := range []string{"b", "../secret", "", "session.json"} {
		_, err = tr.Cast(NewBudget(context.Background()), name)
		wantKind(t, err, KindNoConsole)
		_, err = tr.Text(NewBudget(context.Background()), name)
		wantKind(t, err, KindNoConsole)
		_, err = tr.Events(name)
		wantKind(t, err, KindNoConsole)
	}
	_, err = tr.Cast(NewBudget(context.Background()), "a")
	wantKind(t, err, KindRead)
}

// A recording that was killed has no text and a cut file; it reads all the same.
func TestOpenAborted(t *testing.T) {
	dir := t.TempDir()
	r, err := Create(dir, testSession(), Replace)
	check(t, err)
	t.Cleanup(r.release)
	check(t, r.Console("server").Output(0, []byte("one\r\n")))
	check(t, r.Chapter(Chapter{Text: Text{"Uno", "One"}}))
	_, err = r.Console("server").file.WriteString(`[1.0, "o", "cu`)
	check(t, err)

	tr, err := OpenFolder(dir)
	check(t, err)
	if len(tr.Session.Chapters) != 1 {
		t.Errorf("chapters %v", tr.Session.Chapters)
	}
	rec, err := tr.Cast(NewBudget(context.Background()), "server")
	var d *Damage
	if !errors.As(err, &d) || len(rec.Events) != 2 {
		t.Errorf("%v, %v", rec, err)
	}
	text, err := tr.Text(NewBudget(context.Background()), "server")
	if check(t, err); text != "one\n" {
		t.Errorf("text %q", text)
	}
}

func TestCreateRefuses(t *testing.T) {
	foreign := t.TempDir()
	check(t, os.WriteFile(filepath.Join(foreign, "thesis.txt"), nil, 0o644))
	_, err := Create(foreign, testSession(), Replace)
	wantKind(t, err, KindNotOurs)
	check(t, os.WriteFile(filepath.Join(foreign, "session.json"), []byte(`{"of":"others"}`), 0o644))
	_, err = Create(foreign, testSession(), Replace)
	wantKind(t, err, KindNotOurs)
	if left, _ := os.ReadDir(foreign); len(left) != 2 {
		t.Errorf("folder changed: %v", left)
	}
	_, err = Create(t.TempDir(), Session{}, Replace)
	wantKind(t, err, KindNoConsole)
	_, err = Create(filepath.Join(foreign, "thesis.txt"), testSession(), Replace)
	wantKind(t, err, KindWrite)
}

func TestCreateReplaces(t *testing.T) {
	dir := record(t)
	check(t, os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o644))
	s := testSession()
	s.Consoles = s.Consoles[:1]
	r, err := Create(dir, s, Replace)
	check(t, err)
	check(t, r.Close(0))
	var names []string
	entries, err := os.ReadDir(dir)
	check(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if d := cmp.Diff([]string{"notes.txt", "server.cast", "server.txt", "session.json"}, names); d != "" {
		t.Error(d)
	}
}

func TestRecorderErrors(t *testing.T) {
	r, err := Create(t.TempDir(), testSession(), Replace)
	check(t, err)
	wantKind(t, r.Console("nobody").Output(0, nil), KindNoConsole)
	wantKind(t, r.Console("server").Resize(0, 0, 1), KindSize)
	wantKind(t, r.Console("server").Output(-1, nil), KindTime)
	wantKind(t, r.Chapter(Chapter{Time: -1}), KindTime)
	wantKind(t, r.Console("nobody").Events(nil), KindNoConsole)

	// A disk that is full, as far as one console can tell.
	full := &limitWriter{n: 10}
	r.consoles[0].w.w = full
	wantKind(t, r.Console("server").Output(0, []byte("does not fit")), KindWrite)
	check(t, r.Console("client").Output(0, []byte("goes on")))
	err = r.Close(ms(1))
	if wantKind(t, err, KindWrite); !errors.Is(err, errFull) {
		t.Errorf("Close: %v", err)
	}
	wantKind(t, r.Close(0), KindClosed)
	wantKind(t, r.Chapter(Chapter{}), KindClosed)
	tr, err := OpenFolder(r.Dir())
	check(t, err)
	text, err := tr.Text(NewBudget(context.Background()), "client")
	if check(t, err); text != "goes on\n" {
		t.Errorf("text %q", text)
	}
}

func TestRecorderConcurrent(t *testing.T) {
	dir := t.TempDir()
	r, err := Create(dir, testSession(), Replace)
	check(t, err)
	var wg sync.WaitGroup
	for _, name := range []string{"server", "client", "server", "client"} {
		wg.Go(func() {
			c := r.Console(name)
			for i := range 100 {
				if err := errors.Join(c.Output(ms(i), fmt.Appendf(nil, "%d\r\n", i)), r.Chapter(Chapter{Time: ms(i).Seconds()})); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	check(t, r.Close(ms(100)))
	tr, err := OpenFolder(dir)
	check(t, err)
	for _, name := range []string{"server", "client"} {
		rec, err := tr.Cast(NewBudget(context.Background()), name)
		if check(t, err); len(rec.Events) != 200+400+1 {
			t.Errorf("%s: %d events", name, len(rec.Events))
		}
	}
}

func TestTextIn(t *testing.T) {
	for _, tt := range []struct {
		text       Text
		lang, want string
	}{
		{Text{"s", "e"}, "es", "s"}, {Text{"s", "e"}, "en", "e"}, {Text{"s", "e"}, "", "e"},
		{Text{"", "e"}, "es", "e"}, {Text{"s", ""}, "en", "s"}, {Text{}, "es", ""},
	} {
		if got := tt.text.In(tt.lang); got != tt.want {
			t.Errorf("%v in %q: %q", tt.text, tt.lang, got)
		}
	}
}
