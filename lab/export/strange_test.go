package export

import (
	"encoding/json"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"socklab/lab/cast"
	"socklab/lab/tape"
)

// strangeSource is a session of two consoles in which each text is text, and
// which show the same.
func strangeSource(text, shown string) *Source {
	s := oneConsole(20, 4, shown)
	first := s.Events[0]
	first.Console = 1
	s.Events = append(s.Events, first)
	words := cast.Text{ES: text, EN: text}
	s.Title = words
	s.Consoles = []tape.Console{{Name: "server", Title: words, Cols: 20, Rows: 4}, {Name: "client", Title: words, Cols: 20, Rows: 4}}
	s.Chapters = []tape.Chapter{{Text: words, Note: words}, {At: time.Second, Text: words}}
	s.Calls = func(console string) (io.ReadCloser, error) {
		if console != "server" && console != "client" {
			return nil, fs.ErrNotExist
		}
		var b strings.Builder
		for i, call := range []string{"socket", text, "connect", "accept", "getsockname", "recv"} {
			line, err := json.Marshal(map[string]any{"t": float64(i) / 10, "dur": 0.06, "who": text, "call": call, "fd": 3, "ret": 4 - i,
				"args": []string{text, "1"}, "errno": i / 5, "err": text, "local": text, "peer": text})
			if err != nil {
				return nil, err
			}
			b.WriteString(string(line) + "\n")
		}
		return io.NopCloser(strings.NewReader(b.String())), nil
	}
	return s
}

// eachText gives a session in each format that is text, and each drawing.
func eachText(t *testing.T, s *Source, f func(name, text string)) {
	t.Helper()
	for _, format := range Formats() {
		if format.Binary {
			continue
		}
		drawings := []Drawing{SVG}
		if format.Name == "diagram" {
			drawings = []Drawing{SVG, Mermaid, Text}
		}
		for _, d := range drawings {
			o := options("en")
			o.Diagram, o.IdleLimit = d, time.Second
			text := string(written(t, format.Write, s, o))
			f(format.Name+[]string{"", " in mermaid", " as text"}[d], text)
		}
	}
}

// FuzzStrange holds that whatever a session's texts and consoles hold, nothing
// in an export acts on a terminal or reorders text, pictures are XML, and a
// diagram in mermaid has the statements that it has with any other text.
func FuzzStrange(f *testing.F) {
	f.Add("title\x1b]52;c;ZXZpbA==\a\u009b2J\u0085\r\nline\n\u202e\u2028\ufeff\U000e0041\uffff", "\x1b[2J\u009b2Ja\u202eb\u2028c\x00\ufffe\u00ad\r\n")
	f.Add("a\n    p0->>p1: planted\n", "\x1b]0;t\a]]>")
	f.Add("</title><script>x</script> & \"' $$x$$ %% # ;", "\x1b(0qqq\x1b(B</text>")
	f.Add("\xff\x9b\xc2", "\xff\x9b\xc2")
	plain := strings.Count(mermaidOf(f, "plain"), "\n")
	f.Fuzz(func(t *testing.T, text, shown string) {
		if len(text)+len(shown) > 2000 {
			t.Skip()
		}
		eachText(t, strangeSource(text, shown), func(name, out string) {
			out = strings.ReplaceAll(out, playerJS, "")
			if i := strings.IndexFunc(out, acts); i >= 0 || !utf8.ValidString(out) {
				t.Errorf("%s of %q and %q has %.60q", name, text, shown, out[max(i, 0):])
			}
			if name == "svg" || name == "diagram" {
				wellFormed(t, []byte(out))
			}
		})
		if aCall := regexp.MustCompile(`^[a-z]+$`); aCall.MatchString(text) {
			return // it may be drawn otherwise
		}
		if got := mermaidOf(t, text); strings.Count(got, "\n") != plain || !statements.MatchString(got) {
			t.Errorf("%q makes\n%s", text, got)
		}
	})
}

// acts tells what a terminal would act upon. A soft hyphen is a hyphen there.
func acts(r rune) bool {
	return r != '\n' && r != '\t' && r != '\u00ad' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp))
}

func mermaidOf(t testing.TB, text string) string {
	o := options("en")
	o.Diagram = Mermaid
	return string(written(t, writeDiagram, strangeSource(text, ""), o))
}

// statements are all that a diagram has.
var statements = regexp.MustCompile(`^sequenceDiagram\n(    (title|participant p\d as|Note (left of|right of|over) p\d(,p\d)?:|(de)?activate p\d|p\d(--?>>|--x)p\d:)?(?: |#[a-z0-9]+;|[^\n;#])*\n)*$`)
