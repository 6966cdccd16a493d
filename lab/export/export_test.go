package export

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/cast"
	"socklab/lab/i18n"
	"socklab/lab/tape"
	"socklab/transcripts"
)

var update = flag.Bool("update", false, "write the golden files")

// sessions are the transcripts in testdata.
var sessions = []string{"course-walkthrough", "half-close", "server-down", "two-clients"}

func load(t testing.TB, name string) *Source {
	t.Helper()
	fsys := os.DirFS("testdata")
	if _, err := fs.Stat(fsys, name); err != nil { // one that ships
		fsys, name = transcripts.FS, "es/"+name
	}
	tr, err := cast.Open(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := tape.Load(t.Context(), tr, "")
	if err != nil || len(loaded.Damage) > 0 {
		t.Fatal(err, loaded)
	}
	return Of(loaded)
}

func options(lang string) *Options {
	return &Options{Words: i18n.In(lang), CastVersion: 2, At: -1, FPS: 10}
}

func written(t testing.TB, f writer, s *Source, o *Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(context.Background(), &b, s, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGolden holds the formats that people read as text.
func TestGolden(t *testing.T) {
	drawn := func(d Drawing) writer {
		return func(ctx context.Context, w io.Writer, s *Source, o *Options) error {
			o.Diagram = d
			return writeDiagram(ctx, w, s, o)
		}
	}
	for ext, f := range map[string]writer{"txt": writeText, "md": writeMarkdown, "diagram.txt": drawn(Text), "diagram.mmd": drawn(Mermaid), "diagram.svg": drawn(SVG)} {
		for _, name := range sessions {
			for _, lang := range []string{"es", "en"} {
				golden(t, name+"."+lang+"."+ext, written(t, f, load(t, name), options(lang)))
			}
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestTextDiagramFits holds that up to five consoles fit in 80 columns.
func TestTextDiagramFits(t *testing.T) {
	for _, name := range sessions {
		o := options("es")
		o.Diagram = Text
		for line := range strings.Lines(string(written(t, writeDiagram, load(t, name), o))) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n >= 80 {
				t.Errorf("%s: %d columns: %s", name, n, line)
			}
		}
	}
}

// TestMermaid holds that Mermaid's own parser takes the diagrams.
func TestMermaid(t *testing.T) {
	strange := load(t, "half-close")
	strange.Title = cast.Text{EN: "a; b # c: %% <d> \"e\" end\nnote & {f}"}
	strange.Consoles[0].Title = cast.Text{EN: "end; #1"}
	strange.Consoles[1].Title = cast.Text{}
	sources := []*Source{strange, strangeSource("end\n    p0->>p1: planted\r\x1b]0;t\a; # %% $$x$$ <br/> wrap: @{\u009b2J\u2028", "x")}
	for _, name := range sessions {
		sources = append(sources, load(t, name))
	}
	var texts []string
	for _, s := range sources {
		o := options("en")
		o.Diagram = Mermaid
		texts = append(texts, string(written(t, writeDiagram, s, o)))
	}
	for _, c := range arrivalCases() {
		texts = append(texts, drawn(t, c.consoles).mermaid())
	}
	mermaidTakes(t, texts)
}

// mermaidTakes holds that Mermaid's own parser takes diagrams.
func mermaidTakes(t *testing.T, texts []string) {
	t.Helper()
	modules := os.Getenv("SOCKLAB_NODE_MODULES")
	if modules == "" {
		t.Skip("no mermaid here: SOCKLAB_NODE_MODULES names no folder with the npm packages mermaid and jsdom")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skipf("no node here: %v", err)
	}
	cmd := exec.Command(node, filepath.Join("testdata", "mermaid.mjs"))
	cmd.Env = append(os.Environ(), "SOCKLAB_NODE_MODULES="+modules)
	cmd.Stdin = strings.NewReader(strings.Join(texts, "\x00"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestMarkdownFences(t *testing.T) {
	s := oneConsole(40, 5, "a\r\n```\r\n````b\r\n")
	if got := string(written(t, writeMarkdown, s, options("en"))); !strings.Contains(got, "\n`````text\na\n```\n````b\n`````\n") {
		t.Errorf("the fence does not hold:\n%s", got)
	}
	s.Title = cast.Text{EN: "a *b* <script>_c_"}
	if got := string(written(t, writeMarkdown, s, options("en"))); !strings.HasPrefix(got, `# a \*b\* &lt;script&gt;\_c\_`) {
		t.Errorf("the title is not escaped:\n%s", got)
	}
}

// oneConsole is a session of one console that shows each text a second after
// the one before.
func oneConsole(cols, rows int, texts ...string) *Source {
	s := &Source{&tape.Tape{Title: cast.Text{EN: "title"}, Consoles: []tape.Console{{Name: "c", Title: cast.Text{EN: "c"}, Cols: cols, Rows: rows}}}}
	for i, text := range texts {
		shows(s, time.Duration(i)*time.Second, text)
	}
	return s
}

// shows adds what the first console shows, as the last event.
func shows(s *Source, at time.Duration, text string) {
	s.Events = append(s.Events, tape.Event{Event: cast.Event{Time: at, Code: cast.Output, Data: text}})
	s.Duration = at
	s.Size += 12 + len(text)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoEvents(t *testing.T) {
	err := writeDiagram(context.Background(), io.Discard, oneConsole(10, 2, "x"), options("en"))
	if !errors.Is(err, ErrNoEvents) {
		t.Errorf("got %v, want %v", err, ErrNoEvents)
	}
}

func tooLarge(err error) bool { return errors.As(err, new(*LimitError)) }

func TestTooLarge(t *testing.T) {
	s := oneConsole(1000, 1000, "x")
	for _, f := range []writer{writeSVG, writePNG, writeGIF, writeCast} {
		if err := f(context.Background(), io.Discard, s, options("en")); !tooLarge(err) {
			t.Errorf("got %v, want a *LimitError", err)
		}
	}
}

// TestInterrupted holds that the slow formats end with their context.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, f := range []writer{writeSVG, writePNG, writeGIF, writeCast} {
		if err := f(ctx, io.Discard, load(t, "half-close"), options("en")); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
	}
}

// TestIdleLimit holds that pauses are cut on the time line of all consoles.
func TestIdleLimit(t *testing.T) {
	s := load(t, "half-close")
	whole, short := s.Shorten(0), s.Shorten(time.Second)
	if whole.Duration != s.Duration || short.Duration >= whole.Duration {
		t.Errorf("%v is cut to %v; the session lasts %v", whole.Duration, short.Duration, s.Duration)
	}
	times := func(tape *tape.Tape) []time.Duration {
		var all []time.Duration
		for m := range tape.Moments() {
			all = append(all, m.At)
		}
		return append(all, tape.Duration)
	}
	was, is := times(whole), times(short)
	for i := 1; i < len(is); i++ {
		if d := is[i] - is[i-1]; d != min(time.Second, was[i]-was[i-1]) {
			t.Fatalf("moment %d comes %v after the one before, which was %v", i, d, was[i]-was[i-1])
		}
	}
}

// TestDamaged holds that what comes before the damage is exported.
func TestDamaged(t *testing.T) {
	const file = "{\"version\":2,\"width\":20,\"height\":3}\n[0.1,\"o\",\"before\"]\n[0.2,\"o\",\"aft"
	loaded, err := tape.Read(t.Context(), strings.NewReader(file), "x")
	check(t, err)
	if got := string(written(t, writeText, Of(loaded), options("en"))); !strings.Contains(got, "\nbefore\n") {
		t.Errorf("lost what came before:\n%s", got)
	}
}

// TestDamagedEvents holds that the diagram has what comes before the damage,
// and that somebody is told.
func TestDamagedEvents(t *testing.T) {
	s := oneConsole(10, 2, "x")
	s.Calls = func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("{\"call\":\"socket\",\"ret\":3}\n{\"call\":\"bi")), nil
	}
	o, told := options("en"), 0
	o.Diagram = Text
	o.Cut = func(_ string, line int) { told = line }
	if got := string(written(t, writeDiagram, s, o)); !strings.Contains(got, "socket(") || told != 2 {
		t.Errorf("told of line %d, drew\n%s", told, got)
	}
}

func FuzzExport(f *testing.F) {
	f.Add([]byte("{\"version\":2,\"width\":20,\"height\":3}\n[0.1,\"o\",\"\\u001b[31mño\\r\\n┌─┐世\"]\n[1,\"r\",\"30x2\"]\n[2,\"m\",\"m\"]\n[3,\"o\",\"x\"]\n"))
	f.Add([]byte("{\"version\":3,\"term\":{\"cols\":5,\"rows\":2}}\n[0.1,\"o\",\"\\u001b[7m\\u0000\\ufffe<&>\"]\n[0.2,\"o\",\"\xff"))
	f.Add([]byte("{\"version\":1,\"width\":9,\"height\":2,\"stdout\":[[1,\"a\\u001b[?25l\"]]}"))
	f.Fuzz(func(t *testing.T, file []byte) {
		loaded, err := tape.Read(t.Context(), bytes.NewReader(file), "x")
		if err != nil || loaded.Consoles[0].Cols*loaded.Consoles[0].Rows > 5000 || len(file) > 4096 {
			t.Skip()
		}
		s := Of(loaded)
		o := options("es")
		o.IdleLimit = time.Second
		for _, format := range Formats() {
			var b bytes.Buffer
			err := format.Write(context.Background(), &b, s, o)
			if format.Name == "svg" && err == nil {
				wellFormed(t, b.Bytes())
			}
			if err != nil && !tooLarge(err) && !errors.Is(err, ErrNoEvents) {
				t.Errorf("%s: %v", format.Name, err)
			}
		}
	})
}

func wellFormed(t *testing.T, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, data)
		}
	}
}
