package tape

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/cast"
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const head = `{"version":2,"width":60,"height":20}` + "\n"

// echo is a session of ten seconds and two consoles; its chapters are not in
// order.
var echo = fstest.MapFS{
	"session.json": {Data: []byte(`{"format":1,"title":{"es":"El eco","en":"The echo"},"recorded":"2026-01-02T03:04:05Z","duration":10,
		"consoles":[{"name":"server","title":{"en":"Server"},"cols":80,"rows":24},{"name":"client","title":{"es":"Cliente"},"cols":80,"rows":24}],
		"chapters":[{"time":8,"text":{"es":"Fin","en":"End"}},{"time":4.055,"text":{"en":"Second"},"note":{"en":"Note"}},{"time":0,"text":{"en":"First"}}]}`)},
	"server.cast": {Data: []byte(head + `[1, "o", "$ server\r\n"]
[2, "m", "no chapter: the session has some"]
[3, "i", "x"]
[3, "o", "at once, first"]
[4.055, "o", "new\r\n"]
[10, "o", ""]
`)},
	"client.cast": {Data: []byte(head + `[3, "o", "at once, second"]
[5, "r", "70x20"]
[8, "o", "received\r\n"]
[9, "r", "no size"]
[10, "o", ""]
`)},
	"server.events.jsonl": {Data: []byte("{}\n")},
}

func load(t testing.TB, fsys fs.FS, console string) *Tape {
	t.Helper()
	tr, err := cast.Open(fsys, ".")
	check(t, err)
	tape, err := Load(t.Context(), tr, console)
	check(t, err)
	return tape
}

// read is what a file of that version 2 has after its header.
func read(t testing.TB, events ...string) *Tape {
	t.Helper()
	tape, err := Read(t.Context(), strings.NewReader(head+strings.Join(events, "\n")+"\n"), "x.cast")
	check(t, err)
	return tape
}

// told has all that happens, as lines.
func told(t *Tape) []string {
	var all []string
	for m := range t.Moments() {
		if m.Event != nil {
			all = append(all, fmt.Sprintf("%v %d %c %s", m.At, m.Event.Console, m.Event.Code, strings.TrimSpace(m.Event.Data)))
		} else {
			all = append(all, fmt.Sprintf("%v %s", m.At, t.Chapters[m.Chapter].Text.EN))
		}
	}
	return append(all, t.Duration.String())
}

func wants(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// TestLoad holds the one order of what all consoles show and the chapters: to
// the microsecond, and what is not seen left out.
func TestLoad(t *testing.T) {
	tape := load(t, echo, "")
	wants(t, "moments", told(tape), []string{"0s First", "1s 0 o $ server", "3s 0 o at once, first", "3s 1 o at once, second",
		"4.055s Second", "4.055s 0 o new", "5s 1 r 70x20", "8s End", "8s 1 o received", "10s"})
	wants(t, "title", tape.Title, cast.Text{ES: "El eco", EN: "The echo"})
	wants(t, "note", tape.Chapters[1].Note, cast.Text{EN: "Note"})
	wants(t, "consoles", tape.Consoles, []Console{{"server", cast.Text{EN: "Server"}, 60, 20}, {"client", cast.Text{ES: "Cliente"}, 60, 20}})
	if tape.Recorded.Year() != 2026 || len(tape.Damage) > 0 || tape.Idle != 0 {
		t.Errorf("%+v", tape)
	}
	text, err := tape.Text(cast.NewBudgetFor(t.Context(), tape.Size), 1)
	check(t, err)
	wants(t, "text", text, "at once, secondreceived\n")
	r, err := tape.Calls("server")
	check(t, err)
	line, err := io.ReadAll(r)
	check(t, errors.Join(err, r.Close()))
	wants(t, "calls", string(line), "{}\n")
	if _, err := tape.Calls("client"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("calls that are not there: %v", err)
	}
}

func TestOneConsole(t *testing.T) {
	tape := load(t, echo, "client")
	wants(t, "moments", told(tape), []string{"0s First", "3s 0 o at once, second", "4.055s Second", "5s 0 r 70x20", "8s End", "8s 0 o received", "10s"})
	wants(t, "consoles", tape.Consoles, []Console{{"client", cast.Text{ES: "Cliente"}, 60, 20}})
}

// TestRead holds what a recording alone is: its markers are the chapters, also
// those that say nothing.
func TestRead(t *testing.T) {
	tape := read(t, `[1, "o", "a"]`, `[4.055, "m", "one"]`, `[5, "m", ""]`, `[6, "i", "typed"]`)
	wants(t, "moments", told(tape), []string{"1s 0 o a", "4.055s one", "5s ", "6s"})
	for header, want := range map[string]string{
		`{"version":2,"width":6,"height":2,"title":"T","command":"C"}`:              "T",
		`{"version":2,"width":6,"height":2,"command":"C","idle_time_limit":2.0005}`: "C",
		`{"version":2,"width":6,"height":2}`:                                        "x.cast",
	} {
		tape, err := Read(t.Context(), strings.NewReader(header), "x.cast")
		check(t, err)
		wants(t, "title", tape.Title, cast.Text{EN: want})
		wants(t, "consoles", tape.Consoles, []Console{{"x.cast", cast.Text{EN: want}, 6, 2}})
		if want == "C" {
			wants(t, "idle", tape.Idle, 2*time.Second+500*time.Microsecond)
		}
	}
	for _, bad := range []string{"", "{", "hello", `{"version":9,"width":1,"height":1}`, `{"version":2,"width":1000000000,"height":1}`} {
		if _, err := Read(t.Context(), strings.NewReader(bad), "x"); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// TestMarkers holds that a session that has no chapters, since its recording
// was broken off, has the markers of its first console.
func TestMarkers(t *testing.T) {
	fsys := fstest.MapFS{
		"session.json": {Data: []byte(`{"format":1,"consoles":[{"name":"a","cols":80,"rows":24},{"name":"b","cols":80,"rows":24}]}`)},
		"a.cast":       {Data: []byte(head + `[1, "m", "one"]` + "\n")},
		"b.cast":       {Data: []byte(head + `[1, "m", "one"]` + "\n" + `[2.5, "m", "two"]` + "\n")},
	}
	wants(t, "moments", told(load(t, fsys, "")), []string{"1s one", "2.5s"})
	wants(t, "moments of b", told(load(t, fsys, "b")), []string{"1s one", "2.5s two", "2.5s"})
}

func kindOf(err error) cast.Kind {
	var e *cast.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// TestDamage holds that what is good stays, and that it is said where that
// ends.
func TestDamage(t *testing.T) {
	tape := read(t, `[1, "o", "good"]`, `[2, "m", "mark"]`, `[3, "o", "ba`)
	wants(t, "moments", told(tape), []string{"1s 0 o good", "2s mark", "2s"})
	if len(tape.Damage) != 1 || tape.Damage[0].Console != "x.cast" || tape.Damage[0].Err.Line != 4 {
		t.Errorf("%+v", tape.Damage)
	}
	tape = read(t, strings.Repeat(`[1,"m","x"]`+"\n", cast.MaxMarkers+5))
	if len(tape.Chapters) != cast.MaxMarkers || len(tape.Damage) != 1 || kindOf(tape.Damage[0].Err) != cast.KindMarkers || tape.Damage[0].At != time.Second {
		t.Errorf("%d chapters, %+v", len(tape.Chapters), tape.Damage)
	}
}

// TestOneLimit holds that all recordings of a session share one bound.
func TestOneLimit(t *testing.T) {
	fsys := fstest.MapFS{"session.json": {Data: []byte(`{"format":1,"consoles":[{"name":"a","cols":80,"rows":24},{"name":"b","cols":80,"rows":24}]}`)}}
	for _, name := range []string{"a.cast", "b.cast"} {
		fsys[name] = &fstest.MapFile{Data: []byte(head + strings.Repeat(`[1,"o",""]`+"\n", cast.MaxEvents*2/3))}
	}
	tape := load(t, fsys, "")
	if len(tape.Damage) != 1 || tape.Damage[0].Console != "b" || kindOf(tape.Damage[0].Err) != cast.KindEvents {
		t.Errorf("%+v", tape.Damage)
	}
	if want := cast.MaxEvents * eachEvent; tape.Size != want {
		t.Errorf("they take %d bytes, want %d", tape.Size, want)
	}
}

// TestShorten holds that pauses are shortened once, for all consoles alike,
// and that a chapter ends a pause.
func TestShorten(t *testing.T) {
	tape := load(t, echo, "")
	before := told(tape)
	wants(t, "moments", told(tape.Shorten(1500*time.Millisecond)), []string{"0s First", "1s 0 o $ server", "2.5s 0 o at once, first", "2.5s 1 o at once, second",
		"3.555s Second", "3.555s 0 o new", "4.5s 1 r 70x20", "6s End", "6s 1 o received", "7.5s"})
	wants(t, "the original", told(tape), before)
	wants(t, "moments without a limit", told(tape.Shorten(0)), before)
	wants(t, "moments with a large limit", told(tape.Shorten(time.Hour)), before)
}

// TestCancel ends the reading with the context.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := head + strings.Repeat(`[1,"o","text"]`+"\n", 100_000)
	if _, err := Read(ctx, strings.NewReader(file), "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	tr, err := cast.Open(fstest.MapFS{"session.json": echo["session.json"], "server.cast": {Data: []byte(file)}}, ".")
	check(t, err)
	if _, err := Load(ctx, tr, "server"); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

// FuzzRead holds that whatever is read is in order and within its duration,
// also when its pauses are cut, and that these do not get longer.
func FuzzRead(f *testing.F) {
	f.Add([]byte(head+`[1,"o","a"]`+"\n"+`[2,"m","x"]`+"\n"+`[9,"r","5x3"]`), int64(time.Second))
	f.Add([]byte(`{"version":3,"term":{"cols":80,"rows":24}}`+"\n"+`[0.0000004,"o","x"]`+"\n"+`[9999,"x","0"]`), int64(1))
	f.Add([]byte(`{"version":1,"width":80,"height":24,"stdout":[[1,"a"],[2,"b"]]}`), int64(-1))
	f.Fuzz(func(t *testing.T, data []byte, limit int64) {
		tape, err := Read(t.Context(), bytes.NewReader(data), "x")
		if err != nil {
			return
		}
		short := tape.Shorten(time.Duration(limit))
		times := func(tape *Tape) []time.Duration {
			all := []time.Duration{0}
			for m := range tape.Moments() {
				all = append(all, m.At)
			}
			return append(all, tape.Duration)
		}
		was, is := times(tape), times(short)
		if len(was) != len(is) {
			t.Fatalf("%d moments of %d are left", len(is), len(was))
		}
		for i := 1; i < len(was); i++ {
			want := was[i] - was[i-1]
			if limit > 0 {
				want = min(want, time.Duration(limit))
			}
			if got := is[i] - is[i-1]; got != want || got < 0 {
				t.Errorf("moment %d comes %v after the one before, want %v", i, got, want)
			}
		}
	})
}
